"""Whose exemptions, leaves and sums a person may see: those of the teachers they may see."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from credits.models import Exemption, Leave, YearSum
from people.models import Teacher, Unit
from tests.factories.credits import EntryFactory, ExemptionFactory
from tests.factories.people import (
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    TeacherFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MODELS = (Exemption, Leave, YearSum)
PEOPLE = ("own", "colleague", "neighbour", "left", "elsewhere", "officer", "unposted")


def papers_of(teacher, school) -> None:
    """One row of each of MODELS."""
    exemption = ExemptionFactory(teacher=teacher)
    Leave.objects.create(
        teacher=teacher,
        starts_on=date(2025, 3, 1),
        ends_on=date(2025, 3, 31),
        reason="病假",
        document="武教测〔2025〕2号",
        approved_by=exemption.approved_by,
    )
    EntryFactory(teacher=teacher, school=school)


@pytest.fixture
def users():
    """Accounts by role; the teachers of PEOPLE stand in one city.

    `own` and `colleague` are at one school, `neighbour` at another of the unit; `left` was at the
    school and is now in another unit, where `elsewhere` has always been; `officer` is the unit's
    research officer; `unposted` has no post.
    """
    unit, other = UnitFactory(), UnitFactory()
    school, near, far = (
        SchoolFactory(unit=unit),
        SchoolFactory(unit=unit),
        SchoolFactory(unit=other),
    )
    teachers = {name: TeacherFactory(number=name) for name in PEOPLE}
    for name, place in {"own": school, "colleague": school, "neighbour": near}.items():
        PostFactory(teacher=teachers[name], school=place)
    PostFactory(teacher=teachers["left"], school=school, ends_on=date(2025, 6, 30))
    PostFactory(teacher=teachers["left"], school=far, starts_on=date(2025, 7, 1))
    PostFactory(teacher=teachers["elsewhere"], school=far)
    PostFactory(teacher=teachers["officer"], research_officer=True, unit=unit)
    for name, teacher in teachers.items():
        papers_of(teacher, far if name == "elsewhere" else school)
    own, unposted = teachers["own"], teachers["unposted"]
    own.user, unposted.user = UserFactory(), UserFactory()
    own.save()
    unposted.save()
    return {
        "teacher": own.user,
        "teacher_without_post": unposted.user,
        "school_admin": RoleGrantFactory(school_admin=True, school=school).user,
        "unit_officer": RoleGrantFactory(unit_officer=True, unit=unit).user,
        "city_officer": RoleGrantFactory(unit=Unit.objects.get(code="420100")).user,
        "trainer": RoleGrantFactory(trainer=True).user,
        "site_admin": RoleGrantFactory(site_admin=True).user,
        "stranger": UserFactory(),
        "ended": RoleGrantFactory(ends_on=date(2021, 1, 1)).user,
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "signed_out": AnonymousUser(),
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("teacher", {"own"}),
        ("teacher_without_post", {"unposted"}),
        ("school_admin", {"own", "colleague", "left"}),
        ("unit_officer", {"own", "colleague", "neighbour", "left", "officer"}),
        ("city_officer", set(PEOPLE) - {"unposted"}),
        ("trainer", set()),
        ("site_admin", set()),
        ("stranger", set()),
        ("ended", set()),
        ("superuser", set()),
        ("signed_out", set()),
    ],
)
def test_rows_of_a_person_when_asked_for_by_a_role_then_are_those_in_its_scope(
    users, model, role, seen
):
    user = users[role]
    rows = model.objects.visible_to(user)
    assert sorted(rows.values_list("teacher__number", flat=True)) == sorted(seen)
    teachers = Teacher.objects.visible_to(user)
    assert set(teachers.values_list("number", flat=True)) == seen


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_rows_when_somebody_holds_two_grants_over_a_person_then_stand_once(users, model):
    officer = users["unit_officer"]
    RoleGrantFactory(user=officer)
    RoleGrantFactory(user=officer, school_admin=True)
    assert model.objects.visible_to(officer).count() == len(PEOPLE) - 1


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_rows_when_asked_for_then_take_one_query_beside_the_scope(
    users, model, django_assert_num_queries
):
    officer = users["unit_officer"]
    Teacher.objects.visible_to(officer)  # reads the scope, once for the user object
    with django_assert_num_queries(1):
        list(model.objects.visible_to(officer))
