"""Which research officers and backbone teachers were trained and supervised in a cycle (R22)."""

from datetime import date
from decimal import Decimal

import pytest

from credits.enums import Category
from credits.services.posting import reverse_entries
from people.enums import PostKind
from people.roles import SEE_AUDIT
from people.scopes import scope_of
from tests.factories.credits import EntryFactory
from tests.factories.people import PostFactory, SchoolFactory, TeacherFactory
from training.classes.coverage.people import BACKBONE, RESEARCH_OFFICER
from training.classes.coverage.reading import coverage_of
from training.classes.enums import ClassState
from training.classes.models import Award

from .conftest import OTHER, SKILL, SUPERVISION

pytestmark = pytest.mark.clause("R22")


def coverage(area, who="city", year=2026, years=3):
    return coverage_of(year, years, scope_of(area.users[who]).area(SEE_AUDIT))


def row_of(area, post, **cycle):
    return next(row for row in coverage(area, **cycle).people if row.teacher_id == post.teacher_id)


def unit_of(found, unit):
    return next(row for row in found.units if row.code == unit.code)


def test_people_are_research_officers_and_backbone_teachers_in_post(area):
    officer, backbone = area.officer(), area.backbone()
    area.backbone(ends_on=date(2026, 1, 31))
    area.backbone(starts_on=date(2030, 1, 1))
    area.post(PostKind.FULL_TIME)

    found = coverage(area)

    assert {(row.teacher_id, row.kind) for row in found.people} == {
        (officer.teacher_id, RESEARCH_OFFICER),
        (backbone.teacher_id, BACKBONE),
    }


def test_people_of_a_past_year_are_those_of_its_last_day(area):
    left = area.backbone(ends_on=date(2025, 12, 31))

    assert row_of(area, left, year=2025).kind == BACKBONE
    assert coverage(area, year=2026).people == []


def test_backbone_teacher_who_is_a_research_officer_too_is_counted_once_as_that(area):
    officer = area.officer()
    officer.teacher.backbone = True
    officer.teacher.save()
    PostFactory(teacher=officer.teacher, school=area.other_school)

    found = coverage(area)

    assert [row.kind for row in found.people] == [RESEARCH_OFFICER]
    assert found.totals.together.people == 1
    assert unit_of(found, area.other_unit).together.people == 0


@pytest.mark.rule("P3")
def test_backbone_teacher_with_two_posts_counts_where_the_latest_began(area):
    old = area.backbone(starts_on=date(2018, 9, 1))
    new = PostFactory(
        teacher=old.teacher, school=area.other_school, starts_on=date(2024, 9, 1), part_time=True
    )

    found = coverage(area)

    assert [row.unit_code for row in found.people] == [new.school.unit.code]
    assert coverage(area, "officer").people == []
    assert coverage(area, "school_admin").people == []


def test_class_that_was_confirmed_trains_and_supervises_by_its_categories(area):
    both, trained, supervised, neither = (area.backbone() for _ in range(4))
    area.held(both, sessions=(SKILL, SUPERVISION))
    area.held(trained)
    area.held(supervised, sessions=(SUPERVISION,))
    area.held(neither, until=ClassState.CLOSED)

    answers = {row.teacher_id: (row.trained, row.supervised) for row in coverage(area).people}

    assert answers == {
        both.teacher_id: (True, True),
        trained.teacher_id: (True, False),
        supervised.teacher_id: (False, True),
        neither.teacher_id: (False, False),
    }
    row = row_of(area, both)
    assert (row.training_hours, row.supervision_hours) == (Decimal("4.0"), Decimal("2.0"))


def test_class_whose_result_no_longer_stands_gives_no_batch(area):
    post = area.backbone()
    area.held(post)
    Award.objects.update(stands=False)

    assert row_of(area, post).batches == ()


def test_class_tells_its_number_batch_and_year(area):
    post = area.officer()
    first = area.held(post, day="2025-06-02", title="督导班")
    second = area.held(post, title="督导班", batch_no=2)

    found = coverage(area)

    [row] = found.people
    assert [(batch.number, batch.batch_no, batch.year) for batch in row.batches] == [
        (first.number, 1, 2025),
        (second.number, 2, 2026),
    ]
    assert [(each.batch.number, each.officers, each.backbone) for each in found.batches] == [
        (first.number, 1, 0),
        (second.number, 1, 0),
    ]


@pytest.mark.parametrize(
    ("day", "years", "inside"),
    [
        ("2026-12-31", 1, True),
        ("2025-12-31", 1, False),
        ("2025-12-31", 2, True),
        ("2024-01-01", 3, True),
        ("2023-12-31", 3, False),
        ("2027-01-01", 5, False),
    ],
)
def test_cycle_holds_the_years_that_end_in_the_one_asked_for(area, day, years, inside):
    post = area.backbone()
    area.held(post, day=day, sessions=(SKILL, SUPERVISION))

    row = row_of(area, post, years=years)

    assert (row.trained, row.supervised, bool(row.batches)) == (inside, inside, inside)


def test_imported_hours_count_and_reversed_ones_do_not(area):
    posts = [area.backbone() for _ in range(3)]
    for post in posts:
        entry = EntryFactory(
            teacher=post.teacher, school=post.school, year=2025, category=Category.SUPERVISION
        )
    reverse_entries([entry], by=area.users["city"], reason="重复登记")
    EntryFactory(teacher=posts[0].teacher, school=post.school, year=2025, other=True)

    answers = [(row_of(area, post).trained, row_of(area, post).supervised) for post in posts]

    assert answers == [(False, True), (False, True), (False, False)]


@pytest.mark.rule("P5")
def test_hours_count_wherever_they_were_recorded(area):
    post = area.backbone()
    EntryFactory(teacher=post.teacher, school=SchoolFactory(), year=2026)

    assert row_of(area, post, who="school_admin").trained


def test_units_have_their_shares_and_all_of_them_add_up(area):
    trained, waiting, elsewhere = area.backbone(), area.officer(), area.backbone(area.other_school)
    area.held(trained, elsewhere, sessions=(SKILL, SUPERVISION))

    found = coverage(area)

    mine = unit_of(found, area.unit)
    assert (mine.officers.people, mine.officers.trained) == (1, 0)
    assert (mine.backbone.people, mine.backbone.trained, mine.backbone.supervised) == (1, 1, 1)
    assert mine.together.trained_share == Decimal("50.0")
    assert found.totals.together.trained_share == Decimal("66.7")
    assert found.totals.together.supervision_hours == Decimal("4.0")
    assert found.units[0].code == area.city.code
    assert found.units[0].together.trained_share is None
    assert sum(row.together.people for row in found.units) == found.totals.together.people
    assert [row.teacher_id for row in found.not_reached] == [waiting.teacher_id]


def test_sessions_of_another_subject_train_nobody(area):
    post = area.backbone()
    area.held(post, sessions=(OTHER, SUPERVISION))

    row = row_of(area, post)

    assert (row.trained, row.training_hours, row.supervised) == (False, 0, True)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("city", {"here", "beside", "there"}),
        ("officer", {"here", "beside"}),
        ("school_admin", {"here"}),
    ],
)
def test_people_are_those_in_reach(area, who, seen):
    posts = {
        "here": area.backbone(),
        "beside": area.backbone(SchoolFactory(unit=area.unit)),
        "there": area.backbone(area.other_school),
    }

    found = {row.teacher_id for row in coverage(area, who).people}

    assert found == {posts[name].teacher_id for name in seen}


def test_nobody_on_the_roster_is_told_apart_from_nobody_reached(area):
    TeacherFactory(backbone=True)

    totals = coverage(area).totals.together

    assert (totals.people, totals.trained_share, totals.supervised_share) == (0, None, None)
