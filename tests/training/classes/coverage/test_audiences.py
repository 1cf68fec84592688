"""What principals, class teachers and subject teachers got of mental health (R23)."""

from decimal import Decimal

import pytest

from people.enums import PostKind
from people.roles import SEE_AUDIT
from people.scopes import scope_of
from training.classes.coverage.reading import coverage_of
from training.classes.enums import ClassState

from .conftest import OTHER, SKILL, SUPERVISION

pytestmark = pytest.mark.clause("R23")
KINDS = (PostKind.PRINCIPAL, PostKind.CLASS_TEACHER, PostKind.SUBJECT_TEACHER)


def coverage(area, who="city", year=2026, years=3):
    return coverage_of(year, years, scope_of(area.users[who]).area(SEE_AUDIT))


def test_audiences_count_their_people_hours_and_the_share_of_mental_health(area):
    principal, class_teacher = area.post(KINDS[0]), area.post(KINDS[1])
    area.held(principal, class_teacher, sessions=(SKILL, OTHER), general=True)
    area.held(class_teacher, sessions=(SUPERVISION,), day="2026-04-09")

    found = coverage(area)

    principals, class_teachers, subject_teachers = (found.audience[kind] for kind in KINDS)
    assert (principals.people, principals.hours, principals.classes) == (1, Decimal(4), 1)
    assert principals.share == Decimal("66.7")
    assert (class_teachers.people, class_teachers.hours) == (1, Decimal(6))
    assert (class_teachers.classes, class_teachers.share) == (1, Decimal("66.7"))
    assert (subject_teachers.people, subject_teachers.hours) == (0, Decimal(0))
    assert subject_teachers.share is None
    totals = found.audience_totals.together
    assert (totals.people, totals.hours, totals.classes) == (2, Decimal(10), 1)


def test_share_is_of_all_minutes_of_the_general_classes_each_counted_once(area):
    first, second = area.post(KINDS[1]), area.post(KINDS[2])
    area.held(first, second, sessions=(SKILL, OTHER), general=True)
    area.held(first, sessions=(SUPERVISION, OTHER), day="2026-04-09", general=True)

    found = coverage(area)

    # 180 of 270 minutes, and 90 of 180.
    assert found.audience_totals.together.share == Decimal("60.0")
    assert found.audience[KINDS[2]].share == Decimal("66.7")


def test_person_who_came_under_two_posts_is_one_in_all_and_one_in_each(area):
    post = area.post(KINDS[1])
    area.held(post)
    post.kind = KINDS[2]
    area.held(post, day="2026-04-09")

    found = coverage(area)

    assert [found.audience[kind].people for kind in KINDS] == [0, 1, 1]
    assert found.audience_totals.together.people == 1


@pytest.mark.parametrize("kind", [PostKind.FULL_TIME, PostKind.PART_TIME])
def test_psychology_teachers_are_no_audience_of_general_training(area, kind):
    area.held(area.post(kind), general=True)

    assert coverage(area).audience_totals.together.people == 0


def test_class_that_was_not_confirmed_or_ended_before_the_cycle_counts_for_nothing(area):
    area.held(area.post(KINDS[0]), general=True, until=ClassState.CLOSED)
    area.held(area.post(KINDS[0]), general=True, day="2023-12-31")

    assert coverage(area).audience_totals.together.people == 0


def test_units_stand_beside_their_sum(area):
    here, there = area.post(KINDS[0]), area.post(KINDS[1], area.other_school)
    area.held(here, there, sessions=(SKILL, OTHER), general=True)

    found = coverage(area)

    rows = {row.code: row for row in found.audience_units}
    assert rows[area.unit.code].by_kind == {KINDS[0]: 1, KINDS[1]: 0, KINDS[2]: 0}
    assert rows[area.other_unit.code].together.people == 1
    assert rows[area.city.code].together.share is None
    assert found.audience_totals.by_kind == {KINDS[0]: 1, KINDS[1]: 1, KINDS[2]: 0}
    assert found.audience_totals.together.classes == 1


@pytest.mark.parametrize(("who", "people"), [("city", 2), ("officer", 1), ("school_admin", 1)])
def test_audiences_are_those_in_reach(area, who, people):
    area.held(area.post(KINDS[0]), area.post(KINDS[1], area.other_school), general=True)

    assert coverage(area, who).audience_totals.together.people == people


def test_unit_of_the_day_of_coming_is_listed_though_the_school_has_left_it(area):
    area.held(area.post(KINDS[0]), general=True)
    area.school.unit = area.other_unit
    area.school.save()

    found = coverage(area, "school_admin")

    listed = [row for row in found.audience_units if row.together.people]
    assert [row.code for row in listed] == [area.unit.code]
    assert found.audience_totals.together.people == 1
