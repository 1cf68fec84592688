"""Posts and standing (P1–P4), years and months (T2, T3, V2)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.enums import PostKind
from people.rules import (
    BINDING,
    EXEMPT,
    FULL_TIME,
    LEFT,
    PART_TIME,
    REFERENCE,
    PostSpan,
    Span,
    full_time_months,
    reference_post,
    standing,
    training_year,
    year_of,
)

YEAR = training_year(2025)
DAY = date(2025, 12, 31)


def post(first, last=None, kind=FULL_TIME, school=1):
    return PostSpan(date.fromisoformat(first), last and date.fromisoformat(last), kind, school)


def test_kinds_are_those_of_the_enum():
    assert (FULL_TIME, PART_TIME) == (PostKind.FULL_TIME, PostKind.PART_TIME)


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([], None),
        ([post("2020-01-01")], 0),
        # in force: the latest start
        ([post("2020-01-01"), post("2024-01-01", kind=PART_TIME)], 1),
        # a tie: full-time before part-time
        ([post("2024-01-01", kind=PART_TIME), post("2024-01-01")], 1),
        # one that ended does not count while another is in force
        ([post("2025-06-01", "2025-08-31"), post("2020-01-01", kind=PART_TIME)], 1),
        # none in force: the last that ended
        ([post("2020-01-01", "2025-03-31"), post("2019-01-01", "2025-06-30")], 1),
        # both days are included
        ([post("2020-01-01", "2025-12-31"), post("2019-01-01", "2025-12-30")], 0),
        ([post("2025-12-31"), post("2019-01-01", "2025-12-30")], 0),
        # only one to come
        ([post("2026-03-01"), post("2026-02-01")], 1),
    ],
)
@pytest.mark.rule("P3")
def test_reference_post(posts, expected):
    assert reference_post(posts, DAY) == (None if expected is None else posts[expected])


@pytest.mark.parametrize(
    ("held", "exempt", "expected"),
    [
        (post("2020-01-01"), False, BINDING),
        (post("2020-01-01", kind=PART_TIME), False, REFERENCE),
        (post("2020-01-01", "2025-12-30"), False, LEFT),
        (post("2020-01-01"), True, EXEMPT),
        (post("2020-01-01", kind=PART_TIME), True, EXEMPT),
        (post("2020-01-01", "2025-12-30"), True, LEFT),
    ],
)
@pytest.mark.rule("P4")
def test_standing(held, exempt, expected):
    assert standing(held, DAY, exempt=exempt) == expected


@pytest.mark.parametrize(
    ("ends_on", "starts", "expected"),
    [
        (date(2025, 12, 31), (1, 1), 2025),
        (date(2026, 1, 1), (1, 1), 2026),
        (date(2025, 8, 31), (9, 1), 2024),
        (date(2025, 9, 1), (9, 1), 2025),
    ],
)
@pytest.mark.rule("T3")
def test_year_of_is_the_year_in_which_training_ends(ends_on, starts, expected):
    assert year_of(ends_on, starts) == expected


@pytest.mark.rule("T2")
def test_training_year_when_policy_starts_in_september():
    year = training_year(2025, (9, 1))
    assert (year.first, year.last, year.days) == (date(2025, 9, 1), date(2026, 8, 31), 365)
    assert [month.first.month for month in year.months()] == [9, 10, 11, 12, *range(1, 9)]


@pytest.mark.parametrize(
    ("posts", "leave", "expected"),
    [
        ([post("2018-09-01")], [], 12),
        ([post("2025-09-16")], [], 4),  # E4: 15 days of September
        ([post("2025-09-17")], [], 3),
        ([post("2025-01-01", "2025-06-30"), post("2025-07-01", kind=PART_TIME)], [], 6),  # E5
        # E6: leave from 1 March to 28 August leaves August with 3 days
        ([post("2018-09-01")], [Span(date(2025, 3, 1), date(2025, 8, 28))], 6),
        ([post("2018-09-01", kind=PART_TIME)], [], 0),
        ([], [], 0),
        # two half months at two schools make one month
        ([post("2025-03-01", "2025-03-10"), post("2025-03-20", "2025-03-31", school=2)], [], 1),
        # the same days at two schools count once
        ([post("2025-03-01", "2025-03-10"), post("2025-03-05", "2025-03-14", school=2)], [], 0),
        ([post("2025-02-14")], [], 11),
        ([post("2025-02-15")], [], 10),
    ],
)
@pytest.mark.rule("V2")
def test_full_time_months(posts, leave, expected):
    assert full_time_months(posts, leave, YEAR) == expected


days = st.dates(date(2024, 6, 1), date(2026, 6, 1))


@given(st.lists(st.tuples(days, st.integers(0, 400)), max_size=4))
@pytest.mark.rule("V2")
def test_full_time_months_when_counted_day_by_day_agree(spans):
    posts = [PostSpan(first, first + timedelta(days=length)) for first, length in spans]
    worked = {
        day
        for day in (YEAR.first + timedelta(days=offset) for offset in range(365))
        if any(span.holds(day) for span in posts)
    }
    by_hand = sum(sum(day.month == month for day in worked) >= 15 for month in range(1, 13))
    assert full_time_months(posts, [], YEAR) == by_hand


@given(days, st.integers(0, 60), days, st.integers(0, 60))
@pytest.mark.rule("P1")
def test_overlap_when_spans_share_a_day_and_only_then(first, length, other_first, other_length):
    span = Span(first, first + timedelta(days=length))
    other = Span(other_first, other_first + timedelta(days=other_length))
    shared = any(other.holds(first + timedelta(days=offset)) for offset in range(length + 1))
    assert span.overlaps(other) == other.overlaps(span) == shared
