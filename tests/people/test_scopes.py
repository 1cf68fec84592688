"""Which roles a person holds today: by grant, by post, by delegation."""

from datetime import date, timedelta

import pytest
import time_machine

from common.clock import today
from people.enums import PostKind, Role
from people.models import School, Teacher, User
from people.roles import ABILITIES, MANAGE_ACCOUNTS, SEE_AUDIT, SEPARATED, conflict_between
from people.scopes import own_capacities, scope_of
from tests.factories.people import (
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    TeacherFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def fresh(user):
    return User.objects.get(pk=user.pk)


def roles_of(user):
    return scope_of(fresh(user)).roles


def principal(**post):
    teacher = TeacherFactory(user=UserFactory())
    PostFactory(teacher=teacher, kind=PostKind.PRINCIPAL, **post)
    return teacher.user


def test_role_when_any_is_taken_then_it_joins_nothing_kept_apart():
    assert [role for role in Role if conflict_between(frozenset({role}))] == []


@pytest.mark.parametrize("pair", SEPARATED)
def test_separation_when_two_roles_join_a_pair_then_it_is_found(pair):
    with_first = {role for role in Role if pair[0] in ABILITIES[role]}
    with_second = {role for role in Role if pair[1] in ABILITIES[role]}

    for first in with_first:
        for second in with_second:
            assert conflict_between(frozenset({first, second})) is not None


def test_principal_when_in_post_then_administers_the_school_without_a_grant():
    user = principal()
    school = School.objects.get()

    assert roles_of(user) == {Role.SCHOOL_ADMIN, Role.TEACHER}
    assert list(School.objects.visible_to(fresh(user))) == [school]


@pytest.mark.abuse("C03")
def test_principal_when_the_post_ended_then_the_school_is_out_of_sight_the_next_day():
    user = principal(ends_on=date(2026, 8, 31))

    with time_machine.travel("2026-08-31T23:50:00+08:00"):
        assert Role.SCHOOL_ADMIN in roles_of(user)
    with time_machine.travel("2026-09-01T00:10:00+08:00"):
        assert roles_of(user) == {Role.TEACHER}
        assert not School.objects.visible_to(fresh(user)).exists()


@pytest.mark.abuse("C03")
def test_principal_when_transferred_then_the_right_moves_along():
    user = principal(ends_on=today() - timedelta(days=1))
    new = PostFactory(teacher=user.teacher, kind=PostKind.PRINCIPAL, starts_on=today()).school

    assert list(School.objects.visible_to(fresh(user))) == [new]


def test_grant_when_it_hangs_on_a_post_then_it_ends_with_the_post():
    post = PostFactory(teacher__user=UserFactory())
    grant = RoleGrantFactory(
        school_admin=True, school=post.school, user=post.teacher.user, post=post
    )
    assert Role.SCHOOL_ADMIN in roles_of(grant.user)

    post.ends_on = today() - timedelta(days=1)
    post.save()

    assert roles_of(grant.user) == {Role.TEACHER}


def test_grant_when_ended_then_no_role_at_the_next_reading():
    from django.utils import timezone

    grant = RoleGrantFactory(ended_at=timezone.now())

    assert roles_of(grant.user) == frozenset()


def test_delegation_when_the_giver_loses_the_role_then_it_lapses():
    giver = RoleGrantFactory(unit_officer=True)
    lent = RoleGrantFactory(
        role=Role.UNIT_OFFICER,
        unit=giver.unit,
        on_behalf_of=giver.user,
        ends_on=today() + timedelta(days=9),
    )
    assert roles_of(lent.user) == {Role.UNIT_OFFICER}

    giver.ends_on = today() - timedelta(days=1)
    giver.save()

    assert roles_of(lent.user) == frozenset()


def test_delegation_when_the_giver_is_locked_then_it_lapses():
    giver = RoleGrantFactory(unit_officer=True)
    lent = RoleGrantFactory(
        role=Role.UNIT_OFFICER,
        unit=giver.unit,
        on_behalf_of=giver.user,
        ends_on=today() + timedelta(days=9),
    )
    User.objects.filter(pk=giver.user_id).update(is_active=False)

    assert roles_of(lent.user) == frozenset()


def test_own_capacities_when_a_role_is_borrowed_then_it_is_not_among_them():
    giver = RoleGrantFactory(unit_officer=True)
    lent = RoleGrantFactory(
        role=Role.UNIT_OFFICER,
        unit=giver.unit,
        on_behalf_of=giver.user,
        ends_on=today() + timedelta(days=9),
    )

    assert own_capacities(lent.user, today()) == ()
    assert len(own_capacities(giver.user, today())) == 1


def test_area_when_roles_differ_then_each_ability_has_its_own_reach():
    grant = RoleGrantFactory(site_admin=True)

    scope = scope_of(grant.user)

    assert scope.area(MANAGE_ACCOUNTS).everywhere
    assert not scope.area(SEE_AUDIT).everywhere
    assert not Teacher.objects.visible_to(grant.user).exists()


def test_manageable_when_school_admin_then_the_own_school_but_not_oneself():
    admin = principal()
    colleague = PostFactory(school=School.objects.get()).teacher
    gone = PostFactory(school=School.objects.get(), ends_on=date(2021, 1, 1)).teacher
    PostFactory(school=SchoolFactory())

    assert list(Teacher.objects.manageable_by(fresh(admin))) == [colleague]
    assert gone not in Teacher.objects.manageable_by(fresh(admin))
