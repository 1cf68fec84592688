"""From being there to 学时 (H1), case by case. Times are Shanghai's; E numbers are worked examples.

A session is written "09:00-09:45", or with its day "08 09:00-09:45"; marks as "in 09:00 out 09:45".
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from training.classes.presence_rules import (
    ABSENT,
    LOW_ATTENDANCE,
    NEVER_THERE,
    NOT_PASSED,
    Mark,
    Ruling,
    Slot,
    Span,
    attendance_share,
    award,
    class_minutes,
    completed,
    day_hours,
    presence,
)

pytestmark = pytest.mark.rule("H1")

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2025, 3, 8)
TERMS = {"hour_minutes": 45, "day_cap": 8, "min_attendance": Decimal("0.8")}


def at(clock: str, day: date = DAY) -> datetime:
    """09:00 or 09:00:30; 24:30 is half past midnight after `day`."""
    hours, minutes, seconds = map(int, f"{clock}:00".split(":")[:3])
    midnight = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
    return midnight + timedelta(hours=hours, minutes=minutes, seconds=seconds)


def span(text: str, day: date = DAY) -> Span:
    return Span(*(at(clock, day) for clock in text.split("-")))


def slot(text: str, category: str = "skill", day: date = DAY) -> Slot:
    whole = span(text, day)
    return Slot(f"{day} {text} {category}", day, whole.starts, whole.ends, category)


def marks(text: str) -> list[Mark]:
    return [Mark(kind, at(clock)) for kind, clock in re.findall(r"(in|out) (\S+)", text)]


def there(one: Slot, scans: str = "", spans=(), ruling=None, needs_check_out=True):
    return presence(one, marks(scans), map(span, spans), ruling, needs_check_out=needs_check_out)


def awarded(*attended: tuple[Slot, str], missed: tuple[Slot, ...] = (), **terms):
    """The award of somebody who was in each slot for the time beside it."""
    slots = [one for one, _time in attended]
    presences = {
        one.key: presence(one, [], [span(time, one.day)], needs_check_out=True)
        for one, time in attended
    }
    return award([*slots, *missed], presences, **{**TERMS, **terms})


def whole(*slots: Slot) -> list[tuple[Slot, str]]:
    """Each of the slots attended from its start to its end."""
    return [(one, one.key.split()[1]) for one in slots]


SCANNED = {
    "in and out": ("in 09:00 out 10:30", 90),
    "nobody came": ("", 0),
    "late": ("in 09:20 out 10:30", 70),
    "left early": ("in 09:00 out 10:00", 60),
    "early check-in counts from the start": ("in 08:10 out 10:30", 90),
    "late check-out counts to the end": ("in 09:00 out 11:15", 90),
    "in and out before the start": ("in 08:10 out 08:50", 0),
    "in and out after the end": ("in 10:40 out 10:50", 0),
    "rejoined: the times add up": ("in 09:00 out 09:30 in 10:00 out 10:30", 60),
    "out of order": ("out 10:30 in 09:00", 90),
    "rejoined, out of order": ("in 10:00 out 10:30 out 09:30 in 09:00", 60),
    "check-in scanned twice": ("in 09:00 in 09:00 out 10:30", 90),
    "check-in again while inside": ("in 09:00 in 09:50 out 10:30", 90),
    "check-out scanned twice": ("in 09:00 out 10:00 out 10:00", 60),
    "check-out again when gone": ("in 09:00 out 10:00 out 10:30", 60),
    "out without in": ("out 10:30", 0),
    "out before the only in": ("out 09:30 in 09:40 out 10:00", 20),
    "out and in again at one moment": ("in 09:00 out 10:00 in 10:00 out 10:30", 90),
    "seconds are cut off": ("in 09:00:30 out 10:00", 59),
    "seconds of two stays add up": ("in 09:00 out 09:10:30 in 09:20 out 09:30:30", 21),
}


@pytest.mark.parametrize(("scans", "minutes"), SCANNED.values(), ids=SCANNED)
def test_minutes_when_scanned(scans, minutes):
    assert there(slot("09:00-10:30"), scans).minutes == minutes


LISTED = {
    "roll call: the whole session": (["09:00-10:30"], 90),
    "meeting, joined once": (["09:10-10:30"], 80),
    "meeting, rejoined": (["09:00-09:30", "09:45-10:30"], 75),
    "two devices at once": (["09:00-10:00", "09:30-10:30"], 90),
    "one device inside the time of the other": (["09:00-10:30", "09:30-10:00"], 90),
    "end to end": (["09:00-09:45", "09:45-10:30"], 90),
    "the same row twice": (["09:10-10:00", "09:10-10:00"], 50),
    "rows out of order": (["10:00-10:30", "09:00-09:30"], 60),
    "meeting of the whole day": (["08:00-17:00"], 90),
    "meeting of another time": (["14:00-15:00"], 0),
    "no length": (["09:30-09:30"], 0),
}


@pytest.mark.parametrize(("spans", "minutes"), LISTED.values(), ids=LISTED)
def test_minutes_when_listed(spans, minutes):
    assert there(slot("09:00-10:30"), spans=spans).minutes == minutes


def test_minutes_when_scanned_and_listed_are_those_of_both_together():
    found = there(slot("09:00-10:30"), "in 09:00 out 09:50", ["09:40-10:20"])

    assert found.minutes == 80
    assert found.intervals == (span("09:00-10:20"),)


def test_check_in_when_nobody_checks_out_and_it_is_asked_for_is_nothing_and_flagged():
    found = there(slot("09:00-10:30"), "in 09:00")

    assert (found.minutes, found.no_check_out) == (0, True)


def test_check_in_when_nobody_checks_out_and_it_is_not_asked_for_counts_to_the_end():
    found = there(slot("09:00-10:30"), "in 09:20", needs_check_out=False)

    assert (found.minutes, found.no_check_out) == (70, False)


def test_last_check_in_when_left_open_takes_nothing_from_the_stay_before():
    found = there(slot("09:00-10:30"), "in 09:00 out 09:40 in 10:00")

    assert (found.minutes, found.no_check_out) == (40, True)


def test_check_in_after_the_end_when_no_check_out_is_asked_for_is_nothing():
    assert there(slot("09:00-10:30"), "in 10:40", needs_check_out=False).minutes == 0


EDGES = {
    "on time": ("in 08:55 out 10:35", (0, 0)),
    "late": ("in 09:20 out 10:30", (20, 0)),
    "late by less than a minute": ("in 09:00:59 out 10:30", (0, 0)),
    "left early": ("in 09:00 out 10:05", (0, 25)),
    "both": ("in 09:01 out 10:29", (1, 1)),
    "away in between is neither": ("in 09:00 out 09:10 in 10:20 out 10:30", (0, 0)),
    "never there": ("", (0, 0)),
}


@pytest.mark.parametrize(("scans", "edges"), EDGES.values(), ids=EDGES)
def test_late_and_left_early_when_scanned(scans, edges):
    found = there(slot("09:00-10:30"), scans)

    assert (found.late_minutes, found.left_early_minutes) == edges


RULED = {
    "present after all": ("", Ruling(at("09:00"), at("10:30")), 90),
    "left before the scan says": ("in 09:00 out 10:30", Ruling(at("09:00"), at("09:30")), 30),
    "absent in spite of the scans": ("in 09:00 out 10:30", ABSENT, 0),
    "no check-out, mended": ("in 09:00", Ruling(at("09:00"), at("10:30")), 90),
    "wider than the session": ("", Ruling(at("08:00"), at("12:00")), 90),
}


@pytest.mark.parametrize(("scans", "ruling", "minutes"), RULED.values(), ids=RULED)
def test_minutes_when_an_organiser_corrects_are_those_of_the_correction(scans, ruling, minutes):
    found = there(slot("09:00-10:30"), scans, ["09:00-10:00"] if scans else (), ruling)

    assert (found.minutes, found.no_check_out) == (minutes, False)


MORNING = slot("08:00-08:40", "ethics"), slot("09:00-09:40", "ethics")
TEN = [slot(f"{hour:02}:00-{hour:02}:45") for hour in range(8, 18)]
HOURS = {
    "E2 44 minutes are nothing": ([slot("09:00-09:44")], {}),
    "E2 45 minutes are one": ([slot("09:00-09:45")], {"skill": 1}),
    "89 minutes are one": ([slot("09:00-10:29")], {"skill": 1}),
    "E2 134 minutes are two": ([slot("09:00-11:14")], {"skill": 2}),
    "E2 two sessions of 40 minutes on a day are one": (MORNING, {"ethics": 1}),
    "two of 40 minutes of two categories: the earlier one": (
        [slot("08:00-08:40", "ethics"), slot("09:00-09:40")],
        {"ethics": 1},
    ),
    "40 and 50 minutes are two: 50 first, then what is left most of": (
        [slot("08:00-08:40", "ethics"), slot("09:00-09:50")],
        {"skill": 1, "ethics": 1},
    ),
    "E3 ten sessions of 45 minutes are eight": (TEN, {"skill": 8}),
    "four hours of ethics and four of skill": (
        [slot("08:00-11:00", "ethics"), slot("13:00-16:00")],
        {"ethics": 4, "skill": 4},
    ),
}


@pytest.mark.parametrize(("slots", "hours"), HOURS.values(), ids=HOURS)
def test_hours_of_a_day_when_all_was_attended(slots, hours):
    (day,) = awarded(*whole(*slots)).days

    assert day.hours == hours


def test_hours_when_40_minutes_each_were_on_two_days_are_none():
    next_day = DAY + timedelta(days=1)
    found = awarded(*whole(slot("08:00-08:40"), slot("08:00-08:40", day=next_day)))

    assert found.completed
    assert [day.hours for day in found.days] == [{}, {}]


def test_hours_when_over_the_day_cap_are_cut_and_told():
    found = awarded(*whole(*TEN))

    assert (found.hours, found.cut) == (8, 2)


def test_hours_when_another_class_gave_some_that_day_share_the_cap():
    found = awarded(*whole(*TEN), given={DAY: Decimal("6.0"), date(2025, 3, 9): 8})

    assert (found.hours, found.cut) == (2, 8)


def test_hours_when_another_class_filled_the_day_are_none_though_completed():
    found = awarded(*whole(slot("18:00-19:30")), given={DAY: 8})

    assert (found.completed, found.hours, found.cut) == (True, 0, 2)


def test_hours_when_the_cap_is_not_whole_stay_whole():
    assert awarded(*whole(*TEN), day_cap=Decimal("7.5")).hours == 7


def test_hours_when_an_hour_is_60_minutes_are_fewer():
    assert awarded(*whole(slot("09:00-11:14")), hour_minutes=60).hours == 2
    assert awarded(*whole(slot("09:00-10:59")), hour_minutes=60).hours == 1


def test_session_when_it_runs_past_midnight_is_of_the_day_it_starts():
    """E13."""
    eve = date(2025, 12, 31)
    found = awarded(*whole(slot("22:00-24:30", day=eve)))

    assert [(day.day, day.hours) for day in found.days] == [(eve, {"skill": 3})]


def test_sessions_for_groups_at_the_same_time_take_their_time_once():
    groups = slot("09:00-10:30", "ethics"), slot("09:00-10:30", "skill")

    assert class_minutes(groups) == 90
    assert awarded(*whole(*groups)).hours == 2
    assert awarded((groups[0], "09:00-10:30"), missed=groups[1:]).share == 1


def test_class_minutes_when_sessions_follow_each_other_are_their_sum():
    assert class_minutes([slot("09:00-09:45"), slot("09:45-10:30"), slot("14:00-15:00")]) == 150
    assert class_minutes([]) == 0


COMPLETION = {
    "exactly 80 %": (80, 100, None, True),
    "just below": (79, 100, None, False),
    "80 % of minutes that have no round share": (36, 45, None, True),
    "35 of 45": (35, 45, None, False),
    "all, and passed": (100, 100, True, True),
    "all, and not passed": (100, 100, False, False),
    "passed without being there": (0, 100, True, False),
    "a class without sessions": (0, 0, None, False),
}


@pytest.mark.parametrize(
    ("present", "whole_class", "assessed", "is_completed"), COMPLETION.values(), ids=COMPLETION
)
def test_completion(present, whole_class, assessed, is_completed):
    assert completed(present, whole_class, Decimal("0.8"), assessed) is is_completed


def test_attendance_share_is_exact():
    assert attendance_share(1, 3) == Fraction(1, 3)
    assert attendance_share(0, 0) == 0


WHY_NOT = {
    "never there": ("12:00-13:00", None, NEVER_THERE, 0),
    "79 of 100 minutes": ("09:00-10:19", None, LOW_ATTENDANCE, Fraction(79, 100)),
    "all of it, not passed": ("09:00-10:40", False, NOT_PASSED, 1),
    "too little and not passed": ("09:00-10:00", False, LOW_ATTENDANCE, Fraction(60, 100)),
}


@pytest.mark.parametrize(("time", "assessed", "code", "found"), WHY_NOT.values(), ids=WHY_NOT)
def test_award_when_not_completed_gives_nothing_and_says_why(time, assessed, code, found):
    only = slot("09:00-10:40")

    result = awarded((only, time), assessed=assessed)

    assert (result.hours, result.cut, result.completed) == (0, 0, False)
    assert (result.why_not.code, result.why_not.found) == (code, found)
    assert result.why_not.needed == Fraction(4, 5)


def test_award_when_exactly_80_percent_counts_the_minutes_present():
    found = awarded((slot("09:00-10:40"), "09:00-10:20"))

    assert (found.completed, found.minutes, found.class_minutes) == (True, 80, 100)
    assert found.hours == 1


def test_award_when_a_day_was_missed_gives_the_hours_of_the_others():
    days = [slot("08:00-11:45", day=DAY + timedelta(days=each)) for each in range(5)]

    found = awarded(*whole(*days[:4]), missed=tuple(days[4:]))

    assert found.share == Fraction(4, 5)
    assert [sum(day.hours.values()) for day in found.days] == [5, 5, 5, 5, 0]
    assert found.hours == 20


def test_award_when_a_class_mixes_categories_keeps_them_apart_by_day():
    second = DAY + timedelta(days=1)
    found = awarded(
        *whole(
            slot("08:00-11:00", "ethics"),
            slot("13:00-16:00", "skill"),
            slot("08:00-14:00", "skill", second),
        )
    )

    assert [day.hours for day in found.days] == [{"ethics": 4, "skill": 4}, {"skill": 8}]


def test_day_hours_when_there_is_no_room_are_none():
    assert day_hours({"skill": 400}, room=0) == {}
    assert day_hours({"skill": 400}, room=-1) == {}


def test_day_hours_when_the_room_ends_go_to_the_category_with_most_minutes():
    assert day_hours({"ethics": 90, "skill": 180}, room=3) == {"ethics": 1, "skill": 2}
