"""Who may hand out a way into whose account."""

from datetime import timedelta

import pytest

from common.clock import today
from people.activation.permissions import can_hand_out, can_suspend, within_reach_of
from people.enums import PostKind, Role
from people.models import Post, Teacher
from tests.factories.people import (
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    UnitFactory,
    UserFactory,
)
from tests.people.activation.steps import fresh

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = today() - timedelta(days=1), today() + timedelta(days=1)


def of(school, **values) -> Teacher:
    return PostFactory(school=school, **values).teacher


def officer_at(post_at, **grant) -> Teacher:
    """Teaches at the school, and holds a grant besides."""
    teacher = of(post_at, teacher__user=UserFactory())
    RoleGrantFactory(user=teacher.user, **grant)
    return teacher


SERVED = {
    "in post": lambda school: of(school),
    "with an account": lambda school: of(school, teacher__user=UserFactory()),
    "post to come": lambda school: of(school, starts_on=TOMORROW),
    "last day in post": lambda school: of(school, ends_on=today()),
    "principal of this school": lambda school: of(school, kind=PostKind.PRINCIPAL),
    "another administrator of this school": lambda school: officer_at(
        school, role=Role.SCHOOL_ADMIN, unit=None, school=school
    ),
    "principal elsewhere, formerly": lambda school: (
        PostFactory(teacher=of(school), kind=PostKind.PRINCIPAL, ends_on=YESTERDAY).teacher
    ),
    "officer, formerly": lambda school: officer_at(school, ends_on=YESTERDAY),
}
REFUSED = {
    "left": lambda school: of(school, ends_on=YESTERDAY),
    "another school": lambda _school: of(SchoolFactory()),
    "another school of the unit": lambda school: of(SchoolFactory(unit=school.unit)),
    "no post": lambda _school: PostFactory(ends_on=YESTERDAY).teacher,
    "principal elsewhere": lambda school: (
        PostFactory(teacher=of(school), kind=PostKind.PRINCIPAL).teacher
    ),
    "principal elsewhere from tomorrow": lambda school: (
        PostFactory(teacher=of(school), kind=PostKind.PRINCIPAL, starts_on=TOMORROW).teacher
    ),
    "administrator of another school": lambda school: officer_at(school, school_admin=True),
    "unit officer": lambda school: officer_at(school, unit_officer=True, unit=UnitFactory()),
    "city officer": lambda school: officer_at(school),
    "city officer from tomorrow": lambda school: officer_at(school, starts_on=TOMORROW),
    "auditor": lambda school: officer_at(school, auditor=True),
    "site administrator": lambda school: officer_at(school, site_admin=True),
    "superuser": lambda school: of(school, teacher__user=UserFactory(is_superuser=True)),
}


@pytest.mark.parametrize("make", SERVED.values(), ids=SERVED.keys())
def test_account_when_the_school_looks_after_it_then_its_administrator_may_serve(
    admin, school, make
):
    teacher = make(school)

    assert can_hand_out(fresh(admin), teacher)
    assert teacher in within_reach_of(fresh(admin))


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_account_when_it_would_lend_more_sight_then_the_school_may_not_serve(admin, school, make):
    teacher = make(school)

    assert not can_hand_out(fresh(admin), teacher)
    assert teacher not in within_reach_of(fresh(admin))


@pytest.mark.parametrize(
    "make", [*SERVED.values(), *REFUSED.values()], ids=[*SERVED.keys(), *REFUSED.keys()]
)
def test_account_when_anybodys_then_the_site_administrator_may_serve_and_close_it(
    site_admin, school, make
):
    teacher = make(school)

    assert can_hand_out(site_admin, teacher)
    assert can_suspend(site_admin, teacher)


def test_account_when_of_the_school_then_its_administrator_does_not_close_it(admin, teacher):
    assert not can_suspend(admin, teacher)


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMIN, Role.SITE_ADMIN])
def test_account_when_ones_own_then_nobody_serves_themselves(school, role):
    over = school if role == Role.SCHOOL_ADMIN else None
    teacher = officer_at(school, role=role, unit=None, school=over)

    assert not can_hand_out(teacher.user, teacher)
    assert teacher not in within_reach_of(teacher.user)


@pytest.mark.parametrize(
    "trait", [{}, {"unit_officer": True}, {"trainer": True}, {"auditor": True}]
)
def test_account_when_asked_by_a_role_without_accounts_then_refused(teacher, trait):
    user = RoleGrantFactory(**trait).user

    assert not can_hand_out(user, teacher)
    assert not within_reach_of(user).exists()


def test_account_when_the_administrator_is_closed_out_then_refused(admin, teacher):
    admin.is_active = False
    admin.save()

    assert not can_hand_out(fresh(admin), teacher)


@pytest.mark.rule("P1")
def test_administration_when_the_principal_leaves_then_ends_the_day_after(teacher, school):
    post = of(school, kind=PostKind.PRINCIPAL, teacher__user=UserFactory()).posts.get()
    principal = post.teacher.user
    assert can_hand_out(principal, teacher)

    Post.objects.filter(pk=post.pk).update(ends_on=today())
    assert can_hand_out(fresh(principal), teacher)

    Post.objects.filter(pk=post.pk).update(ends_on=YESTERDAY)
    assert not can_hand_out(fresh(principal), teacher)


def test_administration_when_the_principal_is_transferred_then_moves_along(teacher, school):
    post = of(school, kind=PostKind.PRINCIPAL, teacher__user=UserFactory()).posts.get()
    there = PostFactory(teacher=post.teacher, kind=PostKind.PRINCIPAL, starts_on=today())
    Post.objects.filter(pk=post.pk).update(ends_on=YESTERDAY)
    colleague = of(there.school)

    assert not can_hand_out(fresh(post.teacher.user), teacher)
    assert can_hand_out(fresh(post.teacher.user), colleague)


def test_account_when_the_teacher_is_transferred_then_the_new_school_serves_it(admin, teacher):
    there = SchoolFactory()
    other = RoleGrantFactory(school_admin=True, school=there).user
    Post.objects.filter(teacher=teacher).update(ends_on=YESTERDAY)
    PostFactory(teacher=teacher, school=there, starts_on=today())

    assert not can_hand_out(fresh(admin), teacher)
    assert can_hand_out(fresh(other), teacher)
