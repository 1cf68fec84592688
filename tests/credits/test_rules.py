"""What counts and whether it is enough (H3–H6, V1–V5)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credits.rules import (
    BEHIND,
    MET,
    ON_TRACK,
    SHORT,
    Cap,
    Movement,
    Tally,
    Terms,
    allocate,
    judge,
    required_hours,
    tally_from_sums,
    tally_of,
)
from people.rules import BINDING, LEFT, PART_TIME, REFERENCE, PostSpan, training_year

YEAR = training_year(2025)
LAST = date(2025, 12, 31)
TERMS = Terms(edition="武汉2019")


def hours(text) -> Decimal:
    return Decimal(text)


def moved(key, amount, category="skill", level="city", mode="onsite", day=10, reverses=None):
    return Movement(key, hours(amount), category, level, mode, date(2025, 5, day), reverses)


def counted_lines(movements, terms=TERMS):
    return {
        line.movement.key: (line.counted, line.capped, line.not_counted, line.rule)
        for line in allocate(movements, terms)
    }


@pytest.mark.rule("H3")
def test_allocate_when_category_is_other_never_counts():
    assert counted_lines([moved("a", "8.0", "other")]) == {"a": (0, 0, 8, "H3")}


@pytest.mark.rule("H4")
def test_allocate_when_over_a_cap_stops_at_the_cap():
    terms = replace(TERMS, caps=(Cap("mode", "online", hours("10.0")),))
    lines = counted_lines(
        [moved("b", "8.0", mode="online", day=2), moved("a", "8.0", mode="online", day=1)], terms
    )
    assert lines == {"a": (8, 0, 0, "V3"), "b": (2, 6, 0, "H4")}


@pytest.mark.rule("H4")
def test_allocate_when_two_caps_cover_an_entry_the_tighter_decides():
    terms = replace(
        TERMS, caps=(Cap("mode", "online", hours("10.0")), Cap("level", "school", hours("4.0")))
    )
    lines = counted_lines([moved("a", "8.0", mode="online", level="school")], terms)
    assert lines == {"a": (4, 4, 0, "H4")}


@pytest.mark.rule("L1")
def test_allocate_when_an_entry_is_reversed_takes_no_room_under_a_cap():
    terms = replace(TERMS, caps=(Cap("category", "skill", hours("10.0")),))
    movements = [moved("a", "8.0"), moved("r", "-8.0", reverses="a"), moved("b", "9.0", day=20)]
    lines = counted_lines(movements, terms)
    assert lines == {"a": (8, 0, 0, "L1"), "r": (-8, 0, 0, "L1"), "b": (9, 0, 0, "V3")}


amounts = st.integers(1, 40).map(lambda halves: Decimal(halves) / 2)
categories = st.sampled_from(["ethics", "knowledge", "skill", "supervision", "other"])
entries = st.lists(
    st.tuples(
        amounts,
        categories,
        st.sampled_from(["city", "school"]),
        st.sampled_from(["onsite", "online"]),
        st.booleans(),
    ),
    max_size=12,
)
caps = st.lists(
    st.builds(
        Cap,
        st.just("category"),
        st.sampled_from(["ethics", "skill"]),
        st.integers(0, 40).map(Decimal),
    ),
    max_size=2,
    unique_by=lambda cap: cap.value,
)
loose_caps = st.lists(
    st.one_of(
        st.builds(Cap, st.just("mode"), st.just("online"), st.integers(0, 40).map(Decimal)),
        st.builds(Cap, st.just("level"), st.just("school"), st.integers(0, 40).map(Decimal)),
    ),
    max_size=2,
    unique_by=lambda cap: cap.dimension,
)


def movements_of(rows):
    movements = []
    for number, (amount, category, level, mode, taken_back) in enumerate(rows):
        entry = moved(f"{number}", amount, category, level, mode, day=1 + number)
        movements.append(entry)
        if taken_back:
            movements.append(replace(entry, key=f"r{number}", hours=-amount, reverses=f"{number}"))
    return movements


@given(entries, caps, loose_caps)
@pytest.mark.rule("V5")
def test_counted_and_capped_and_not_counted_are_all_recognised_hours(rows, some_caps, more_caps):
    terms = replace(TERMS, caps=(*some_caps, *more_caps))
    movements = movements_of(rows)
    lines = allocate(movements, terms)
    for line in lines:
        assert line.counted + line.capped + line.not_counted == line.movement.hours
    tally = tally_of(lines)
    assert tally.recognised == sum((m.hours for m in movements), Decimal(0))
    assert sum(tally.by_category.values(), Decimal(0)) == tally.counted
    for cap in terms.caps:
        covered = [x for x in lines if getattr(x.movement, cap.dimension) == cap.value]
        assert sum((x.counted for x in covered), Decimal(0)) <= cap.hours


@given(entries, caps)
@pytest.mark.rule("H4")
def test_tally_from_sums_when_caps_are_by_category_equals_the_allocation(rows, some_caps):
    terms = replace(TERMS, caps=tuple(some_caps))
    movements = movements_of(rows)
    sums: dict[str, Decimal] = {}
    for movement in movements:
        sums[movement.category] = sums.get(movement.category, Decimal("0.0")) + movement.hours
    assert tally_from_sums(sums, terms) == tally_of(allocate(movements, terms))


@pytest.mark.parametrize(
    ("proration", "stands", "first", "expected"),
    [
        ("none", BINDING, date(2025, 9, 17), "30.0"),
        ("monthly", BINDING, date(2018, 9, 1), "30.0"),
        ("monthly", BINDING, date(2025, 9, 16), "10.0"),  # E4
        ("monthly", BINDING, date(2025, 9, 17), "8.0"),  # ceil(7.5)
        ("monthly", LEFT, date(2025, 9, 17), "8.0"),
        ("monthly", REFERENCE, date(2025, 9, 17), "30.0"),
        ("monthly", BINDING, date(2025, 12, 20), "0.0"),
    ],
)
@pytest.mark.rule("V2")
@pytest.mark.clause("R18")
def test_required_hours(proration, stands, first, expected):
    terms = replace(TERMS, proration=proration)
    asked = required_hours(stands, [PostSpan(first)], [], YEAR, terms)
    assert str(asked) == expected


@pytest.mark.rule("V2")
def test_required_hours_when_part_time_half_the_year_counts_full_time_months():
    posts = [
        PostSpan(date(2025, 1, 1), date(2025, 6, 30)),
        PostSpan(date(2025, 7, 1), None, PART_TIME),
    ]
    terms = replace(TERMS, proration="monthly")
    assert str(required_hours(BINDING, posts, [], YEAR, terms)) == "15.0"


def verdict_of(counted, *, day=LAST, running=False, terms=TERMS, by_category=None):
    tally = Tally(hours(counted), hours("0.0"), hours("0.0"), by_category or {})
    return judge(tally, hours("30.0"), terms, YEAR, day, running=running)


@pytest.mark.parametrize(
    ("counted", "running", "day", "expected"),
    [
        ("30.0", False, LAST, MET),  # E1
        ("29.0", False, LAST, SHORT),
        ("30.0", True, date(2025, 3, 1), MET),
        # 30 × 73 ÷ 365 = 6 on 14 March
        ("6.0", True, date(2025, 3, 14), ON_TRACK),
        ("5.5", True, date(2025, 3, 14), BEHIND),
        ("0.0", True, date(2025, 1, 1), BEHIND),
    ],
)
@pytest.mark.rule("V4")
@pytest.mark.clause("R18")
def test_verdict(counted, running, day, expected):
    assert verdict_of(counted, running=running, day=day).code == expected


@pytest.mark.rule("V3")
def test_verdict_when_a_category_minimum_is_not_reached_is_short():
    terms = replace(TERMS, minimums={"ethics": hours("4.0")})
    verdict = verdict_of("40.0", terms=terms, by_category={"ethics": hours("3.5")})
    assert (verdict.code, verdict.missing) == (SHORT, 0)
    assert verdict.missing_by_category == {"ethics": hours("0.5")}


@pytest.mark.rule("V5")
def test_verdict_says_what_is_missing():
    assert verdict_of("29.5").missing == hours("0.5")
