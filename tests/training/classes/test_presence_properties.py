"""From being there to 学时 (H1): what holds whatever is scanned and listed, in whatever order."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.classes.presence_rules import (
    IN,
    OUT,
    Mark,
    Presence,
    Ruling,
    Slot,
    Span,
    award,
    class_minutes,
    day_hours,
    presence,
)

pytestmark = pytest.mark.rule("H1")

FIRST = datetime(2025, 3, 8, 0, 0, tzinfo=UTC)
DAYS = [date(2025, 3, 8), date(2025, 3, 9)]
CATEGORIES = ["ethics", "knowledge", "skill"]
NINE = FIRST + timedelta(hours=1)
SESSION = Slot("only", DAYS[0], NINE, NINE + timedelta(minutes=90), "skill")

# From an hour before the session to an hour after it.
moments = st.integers(-3600, 9000).map(lambda seconds: NINE + timedelta(seconds=seconds))
marks = st.builds(Mark, st.sampled_from([IN, OUT]), moments)
spans = st.tuples(moments, moments).map(sorted).map(lambda pair: Span(*pair))


@st.composite
def classes(draw, *, at_the_same_time: bool = True) -> list[Slot]:
    """Sessions of at most two hours on two days; for groups at the same time where that is asked."""
    found = []
    for day, date_of_day in enumerate(DAYS):
        start = FIRST + timedelta(days=day)
        for number in range(draw(st.integers(0, 7))):
            start += timedelta(minutes=draw(st.integers(0, 60)))
            ends = start + timedelta(minutes=draw(st.integers(1, 120)))
            category = draw(st.sampled_from(CATEGORIES))
            found.append(Slot((day, number), date_of_day, start, ends, category))
            if not (at_the_same_time and draw(st.booleans())):
                start = ends
    return found


def stay(slot: Slot, *edges: int) -> Presence:
    """From one number of seconds after the start to another, and so on."""
    moments = sorted(slot.starts + timedelta(seconds=edge) for edge in edges)
    pairs = zip(moments[::2], moments[1::2], strict=True)
    return presence(slot, [], [Span(*pair) for pair in pairs], needs_check_out=True)


@st.composite
def attended(draw, slots: list[Slot]) -> dict:
    edges = st.tuples(*[st.integers(-600, 7800)] * 4)
    return {slot.key: stay(slot, *draw(edges)) for slot in slots if draw(st.booleans())}


def given_hours(slots, attendances, day_cap=8, share="0.01", **terms):
    return award(
        slots,
        attendances,
        hour_minutes=45,
        day_cap=day_cap,
        min_attendance=Decimal(share),
        **terms,
    )


@given(st.lists(marks), st.lists(spans), st.booleans())
def test_presence_is_never_longer_than_the_session_and_never_outside(scans, listed, check_out):
    found = presence(SESSION, scans, listed, needs_check_out=check_out)

    assert 0 <= found.minutes <= 90
    assert found.minutes + found.late_minutes + found.left_early_minutes <= 90
    edges = [edge for span in found.intervals for edge in (span.starts, span.ends)]
    assert edges == sorted(set(edges))
    assert all(SESSION.starts <= edge <= SESSION.ends for edge in edges)


@given(st.data(), st.lists(marks), st.lists(spans), st.booleans())
def test_presence_when_scans_and_rows_are_shuffled_and_repeated_is_the_same(
    data, scans, listed, check_out
):
    again = data.draw(st.permutations(scans + data.draw(st.sampled_from([scans, []]))))
    rows = data.draw(st.permutations(listed + data.draw(st.sampled_from([listed, []]))))

    assert presence(SESSION, again, rows, needs_check_out=check_out) == presence(
        SESSION, scans, listed, needs_check_out=check_out
    )


@given(st.lists(marks), st.lists(spans), spans, st.booleans())
def test_presence_when_another_row_is_listed_is_no_shorter(scans, listed, more, check_out):
    before = presence(SESSION, scans, listed, needs_check_out=check_out)
    after = presence(SESSION, scans, [*listed, more], needs_check_out=check_out)

    assert after.minutes >= before.minutes


@given(st.lists(marks), moments, st.booleans())
def test_presence_when_another_check_in_arrives_is_no_shorter(scans, moment, check_out):
    before = presence(SESSION, scans, [], needs_check_out=check_out)
    after = presence(SESSION, [*scans, Mark(IN, moment)], [], needs_check_out=check_out)

    assert after.minutes >= before.minutes


@given(st.lists(marks), st.lists(spans), spans)
def test_presence_when_ruled_knows_nothing_but_the_ruling(scans, listed, ruled):
    ruling = Ruling(ruled.starts, ruled.ends)

    assert presence(SESSION, scans, listed, ruling, needs_check_out=True) == presence(
        SESSION, [], [ruled], needs_check_out=True
    )


@given(st.dictionaries(st.sampled_from(CATEGORIES), st.integers(0, 600)), st.integers(-2, 12))
def test_hours_of_a_day_are_what_minutes_and_room_allow_and_fair_to_each_category(minutes, room):
    hours = day_hours(minutes, room=room)

    assert sum(hours.values()) == max(min(sum(minutes.values()) // 45, room), 0)
    assert all(given > 0 for given in hours.values())
    if sum(minutes.values()) // 45 <= room:
        assert all(hours.get(each, 0) >= minutes[each] // 45 for each in minutes)
    assert all(hours[each] <= -(-minutes[each] // 45) for each in hours)


@given(st.data(), classes(), st.integers(0, 10))
def test_award_is_never_more_than_the_time_there_nor_than_the_cap(data, slots, already):
    attendances = data.draw(attended(slots))
    found = given_hours(slots, attendances, given={DAYS[0]: already})

    assert found.minutes <= found.class_minutes == class_minutes(slots)
    assert found.hours * 45 <= found.minutes
    assert found.minutes <= sum(presence.minutes for presence in attendances.values())
    for day in found.days:
        hours = sum(day.hours.values())
        assert hours <= max(8 - (already if day.day == DAYS[0] else 0), 0)
        assert day.hours.keys() <= day.minutes.keys()
        if found.completed:
            assert hours + day.cut == sum(day.minutes.values()) // 45


@given(st.data(), classes())
def test_award_when_sessions_are_given_in_another_order_is_the_same(data, slots):
    attendances = data.draw(attended(slots))
    again = data.draw(st.permutations(slots))

    assert given_hours(again, attendances) == given_hours(slots, attendances)


@given(st.data(), classes())
def test_award_when_somebody_was_there_longer_is_no_less(data, slots):
    attendances = data.draw(attended(slots))
    slot = data.draw(st.sampled_from(slots)) if slots else SESSION
    spans_of = attendances.get(slot.key, Presence()).intervals
    more = data.draw(st.integers(0, 7200)), data.draw(st.integers(0, 7200))
    longer = presence(slot, [], [*spans_of, *stay(slot, *more).intervals], needs_check_out=True)

    before = given_hours(slots, attendances, share="0")
    after = given_hours(slots, {**attendances, slot.key: longer}, share="0")

    assert after.minutes >= before.minutes
    assert after.hours >= before.hours


@given(classes(at_the_same_time=False))
def test_award_when_all_was_attended_has_the_whole_share(slots):
    found = given_hours(slots, {slot.key: stay(slot, 0, 7200) for slot in slots}, share="1")

    assert found.completed is bool(slots)
    assert (
        found.minutes
        == found.class_minutes
        == sum((slot.ends - slot.starts) // timedelta(minutes=1) for slot in slots)
    )


@given(st.data(), classes(), st.decimals("0.01", 1, places=2))
def test_award_below_the_attendance_asked_is_empty_and_at_it_is_not(data, slots, share):
    found = given_hours(slots, data.draw(attended(slots)), share=str(share))

    assert found.completed == (found.minutes > 0 and found.share >= share)
    assert found.completed or found.hours == found.cut == 0
