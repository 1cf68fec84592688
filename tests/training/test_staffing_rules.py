"""Staffing standards and their evaluation (S1–S3)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.enums import Asks
from training.staffing_rules import (
    CAMPUS_FULL_TIME,
    SCHOOL_ANY,
    SCHOOL_FULL_TIME,
    SHARE_OF_SCHOOLS,
    STAGE_FULL_TIME,
    STUDENTS_PER_FULL_TIME,
    UNIT_RESEARCH_OFFICER,
    AreaFacts,
    SchoolFacts,
    Standard,
    evaluate,
    evaluate_area,
    year_shares,
)

DAY = date(2025, 12, 31)
ONE = Standard("one", "每校一名专职", SCHOOL_FULL_TIME, 1, date(2021, 7, 1))
ANY = Standard("any", "每校一名", SCHOOL_ANY, 1, date(2012, 12, 1))
CAMPUS = Standard("campus", "每校区一名专职", CAMPUS_FULL_TIME, 1, date(2024, 1, 1))
RATIO = Standard("ratio", "1:1000", STUDENTS_PER_FULL_TIME, 1000, date(2012, 12, 1))
SCHOOL = SchoolFacts("211", frozenset({"primary"}), False, 1200, 1, 0)


def test_asks_are_those_of_the_enum():
    assert {
        SCHOOL_ANY,
        SCHOOL_FULL_TIME,
        STAGE_FULL_TIME,
        CAMPUS_FULL_TIME,
        STUDENTS_PER_FULL_TIME,
        UNIT_RESEARCH_OFFICER,
        SHARE_OF_SCHOOLS,
    } == set(Asks)


@pytest.mark.parametrize(
    ("school", "standards", "required", "gap", "deciding"),
    [
        (SCHOOL, [ONE], 1, 0, "one"),
        (replace(SCHOOL, full_time=0), [ONE], 1, 1, "one"),
        (replace(SCHOOL, full_time=0, part_time=3), [ONE], 1, 1, "one"),
        (SCHOOL, [], 0, 0, None),
        (SCHOOL, [ONE, RATIO], 2, 1, "ratio"),
        (replace(SCHOOL, students=1000), [RATIO], 1, 0, "ratio"),
        (replace(SCHOOL, students=1001), [RATIO], 2, 1, "ratio"),
        (replace(SCHOOL, students=0), [RATIO], 1, 0, "ratio"),
        (replace(SCHOOL, students=None), [RATIO], 1, 0, "ratio"),
        (SCHOOL, [replace(ONE, enabled=False)], 0, 0, None),
        (SCHOOL, [replace(ONE, effective_from=date(2026, 1, 1))], 0, 0, None),
        (SCHOOL, [replace(ONE, effective_to=date(2025, 12, 30))], 0, 0, None),
        (SCHOOL, [replace(ONE, effective_to=DAY)], 1, 0, "one"),
        (SCHOOL, [replace(ONE, school_kinds=frozenset({"311"}))], 0, 0, None),
        (SCHOOL, [replace(ONE, boarding_only=True)], 0, 0, None),
        (SCHOOL, [CAMPUS], 1, 0, "campus"),
        (replace(SCHOOL, campuses=3), [ONE], 1, 0, "one"),
        (replace(SCHOOL, campuses=3), [ONE, CAMPUS], 3, 2, "campus"),
        (replace(SCHOOL, campuses=3, full_time=3), [ONE, CAMPUS], 3, 0, "campus"),
        (replace(SCHOOL, campuses=3, full_time=0, part_time=3), [CAMPUS], 3, 3, "campus"),
        (replace(SCHOOL, campuses=2), [replace(CAMPUS, amount=2)], 4, 3, "campus"),
        (replace(SCHOOL, campuses=2), [replace(CAMPUS, enabled=False)], 0, 0, None),
        (replace(SCHOOL, campuses=2), [replace(CAMPUS, boarding_only=True)], 0, 0, None),
        (replace(SCHOOL, campuses=2, students=2500), [CAMPUS, RATIO], 3, 2, "ratio"),
        # E11: 1000人以上 holds at 1000
        (replace(SCHOOL, students=999), [replace(ONE, min_students=1000)], 0, 0, None),
        (replace(SCHOOL, students=1000), [replace(ONE, min_students=1000)], 1, 0, "one"),
    ],
)
@pytest.mark.rule("S2")
@pytest.mark.clause("R13")
def test_evaluate(school, standards, required, gap, deciding):
    found = evaluate(school, standards, DAY)
    assert (found.required_full_time, found.gap, found.deciding) == (required, gap, deciding)
    assert found.meets == (gap == 0)


@pytest.mark.rule("S1")
def test_evaluate_when_nine_year_school_has_one_full_time_fails_one_per_stage():
    nine_year = SchoolFacts("312", frozenset({"primary", "junior"}), False, 900, 1, 0)
    per_stage = Standard("stage", "每学段一名", STAGE_FULL_TIME, 1, date(2014, 1, 1))
    assert evaluate(nine_year, [ONE], DAY).meets
    assert evaluate(nine_year, [ONE, per_stage], DAY).gap == 1


@pytest.mark.rule("S2")
def test_evaluate_when_two_part_timers_are_worth_one_meets():
    half = replace(ONE, part_time_equivalent=Decimal("0.5"))
    school = replace(SCHOOL, full_time=0)
    assert not evaluate(replace(school, part_time=1), [half], DAY).meets
    assert evaluate(replace(school, part_time=2), [half], DAY).meets


@pytest.mark.rule("S3")
def test_evaluate_tells_students_per_full_time():
    assert evaluate(SCHOOL, [ONE], DAY).students_per_full_time == Decimal("1200.0")
    assert evaluate(replace(SCHOOL, full_time=0), [ONE], DAY).students_per_full_time is None
    assert evaluate(replace(SCHOOL, students=None), [ONE], DAY).students_per_full_time is None


@pytest.mark.rule("S1")
def test_evaluate_when_nobody_is_there_fails_the_standard_of_any():
    nobody = replace(SCHOOL, full_time=0)
    assert not evaluate(nobody, [ANY], DAY).meets_any
    assert evaluate(replace(nobody, part_time=1), [ANY], DAY).meets_any


@given(st.integers(0, 9000), st.integers(1, 3000), st.integers(0, 9))
@pytest.mark.rule("S2")
def test_ratio_when_required_posts_are_filled_no_student_is_left_over(students, ratio, full_time):
    school = SchoolFacts("211", frozenset({"primary"}), False, students, full_time, 0)
    found = evaluate(school, [replace(RATIO, amount=ratio)], DAY)
    assert found.required_full_time * ratio >= students
    assert (found.required_full_time - 1) * ratio < max(students, 1)
    assert found.gap == max(found.required_full_time - full_time, 0)


OFFICER = Standard("officer", "教研员", UNIT_RESEARCH_OFFICER, 1, date(2021, 7, 1))
SHARE = Standard(
    "share", "95%", SHARE_OF_SCHOOLS, 95, date(2023, 4, 1), target_date=date(2025, 12, 31)
)


@pytest.mark.parametrize(
    ("schools", "with_any", "officers", "expected"),
    [
        (20, 19, (1,), {"share": (19, 20, True), "officer": (1, 1, True)}),
        (20, 18, (0,), {"share": (18, 20, False), "officer": (0, 1, False)}),
        (0, 0, (2, 0, 1), {"officer": (2, 3, False)}),
        (1, 1, (), {"share": (1, 1, True)}),
    ],
)
@pytest.mark.rule("S1")
def test_evaluate_area(schools, with_any, officers, expected):
    area = AreaFacts(schools, with_any, len(officers), officers)
    found = evaluate_area(area, [OFFICER, SHARE, ONE, replace(SHARE, enabled=False)], DAY)
    assert {x.standard.code: (x.found, x.base, x.meets) for x in found} == expected


@pytest.mark.rule("S3")
def test_year_shares_mark_a_fall():
    shares = year_shares([(2022, 1, 1), (2023, 2, 1), (2024, 1, 1), (2025, 0, 0)])
    assert [year.share for year in shares] == [
        Decimal("50.0"), Decimal("66.7"), Decimal("50.0"), None,
    ]  # fmt: skip
    assert [year.fell for year in shares] == [False, False, True, False]
