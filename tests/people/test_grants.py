"""Giving, ending and lending roles: the services."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from common.clock import today
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.enums import PostKind, Role
from people.exceptions import DelegationRefusedError, OwnGrantError, RolesConflictError
from people.models import RoleGrant, User
from people.notices.models import Notice
from people.permissions import can_manage_account
from people.scopes import scope_of
from people.services.delegation import delegable, delegate
from people.services.grants import end_grant, grant_role
from tests.factories.people import (
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    TeacherFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TOMORROW = today() + timedelta(days=1)


@pytest.fixture
def site_admin():
    return RoleGrantFactory(site_admin=True).user


def roles_of(user):
    return scope_of(User.objects.get(pk=user.pk)).roles


def test_grant_when_given_then_person_is_told_and_log_keeps_who_and_before(site_admin):
    user = UserFactory()

    grant = grant_role(
        user, Role.UNIT_OFFICER, starts_on=today(), unit=UnitFactory(), by=site_admin
    )

    assert roles_of(user) == {Role.UNIT_OFFICER}
    assert Notice.objects.get().user == user
    assert AccessRecord.objects.get(action=Action.GRANT).actor == site_admin
    assert grant.history.get().history_type == "+"


def test_grant_when_given_twice_then_it_is_there_once(site_admin):
    user, unit = UserFactory(), UnitFactory()

    first, again = (
        grant_role(user, Role.UNIT_OFFICER, starts_on=today(), unit=unit, by=site_admin)
        for _time in range(2)
    )

    assert first == again
    assert Notice.objects.count() == 1


def test_grant_when_to_oneself_then_refused(site_admin):
    with pytest.raises(OwnGrantError):
        grant_role(
            site_admin, Role.UNIT_OFFICER, starts_on=today(), unit=UnitFactory(), by=site_admin
        )


def test_grant_when_it_joins_what_is_kept_apart_then_refused(site_admin):
    officer = RoleGrantFactory().user

    with pytest.raises(RolesConflictError):
        grant_role(officer, Role.SITE_ADMIN, starts_on=today(), by=site_admin)


def test_grant_when_the_other_role_begins_later_then_refused_too(site_admin):
    officer = RoleGrantFactory(starts_on=TOMORROW).user

    with pytest.raises(RolesConflictError):
        grant_role(officer, Role.SITE_ADMIN, starts_on=today(), by=site_admin)


def test_grant_when_scope_does_not_fit_then_validation_error(site_admin):
    with pytest.raises(ValidationError):
        grant_role(UserFactory(), Role.UNIT_OFFICER, starts_on=today(), by=site_admin)


def test_grant_when_person_has_a_post_at_the_school_then_it_hangs_on_it(site_admin):
    post = PostFactory(teacher__user=UserFactory())

    grant = grant_role(
        post.teacher.user,
        Role.SCHOOL_ADMIN,
        starts_on=today(),
        school=post.school,
        by=site_admin,
    )

    assert grant.post == post


def test_end_when_done_twice_then_told_once_and_first_time_stands(site_admin):
    grant = RoleGrantFactory()

    ended = end_grant(grant, by=site_admin)
    again = end_grant(grant, by=site_admin)

    assert again.ended_at == ended.ended_at
    assert Notice.objects.filter(user=grant.user).count() == 1
    assert roles_of(grant.user) == frozenset()


def test_end_when_own_role_then_refused(site_admin):
    with pytest.raises(OwnGrantError):
        end_grant(RoleGrant.objects.get(), by=site_admin)


def lend(giver, to, **changed):
    values = {
        "by": giver.user,
        "to": to,
        "capacity": delegable(giver.user)[0],
        "starts_on": today(),
        "ends_on": today() + timedelta(days=14),
        "reason": "外出培训",
    }
    return delegate(**(values | changed))


def test_delegation_when_given_then_both_are_told_and_the_colleague_has_the_role():
    giver, colleague = RoleGrantFactory(unit_officer=True), UserFactory()

    lend(giver, colleague)

    assert roles_of(colleague) == {Role.UNIT_OFFICER}
    assert set(Notice.objects.values_list("user", flat=True)) == {giver.user_id, colleague.pk}
    assert AccessRecord.objects.filter(action=Action.DELEGATION).count() == 1


def test_delegation_when_given_twice_then_there_is_one():
    giver, colleague = RoleGrantFactory(unit_officer=True), UserFactory()

    assert lend(giver, colleague) == lend(giver, colleague)


def test_delegation_when_principal_then_the_role_of_the_post_can_be_lent():
    teacher = TeacherFactory(user=UserFactory())
    post = PostFactory(teacher=teacher, kind=PostKind.PRINCIPAL)
    colleague = UserFactory()

    grant = delegate(
        by=teacher.user,
        to=colleague,
        capacity=delegable(teacher.user)[0],
        starts_on=today(),
        ends_on=TOMORROW,
        reason="公出",
    )

    assert grant.school == post.school
    assert roles_of(colleague) == {Role.SCHOOL_ADMIN}


REFUSED = {
    "ends before it starts": {"ends_on": today() - timedelta(days=1)},
    "starts in the past": {"starts_on": today() - timedelta(days=1)},
    "too long": {"ends_on": today() + timedelta(days=181)},
}


@pytest.mark.parametrize("changed", REFUSED.values(), ids=REFUSED.keys())
def test_delegation_when_days_do_not_fit_then_refused_with_a_sentence(changed):
    with pytest.raises(DelegationRefusedError) as refused:
        lend(RoleGrantFactory(unit_officer=True), UserFactory(), **changed)

    assert refused.value.reason.endswith("。")


def test_delegation_when_to_oneself_then_refused():
    giver = RoleGrantFactory(unit_officer=True)

    with pytest.raises(DelegationRefusedError):
        lend(giver, giver.user)


def test_delegation_when_borrowed_then_it_cannot_be_lent_on():
    giver, colleague = RoleGrantFactory(unit_officer=True), UserFactory()
    lend(giver, colleague)

    assert delegable(User.objects.get(pk=colleague.pk)) == []


def test_delegation_when_it_joins_what_is_kept_apart_then_refused(site_admin):
    with pytest.raises(DelegationRefusedError):
        lend(RoleGrantFactory(), site_admin)


def test_delegation_when_stored_without_an_end_then_the_database_refuses():
    giver = RoleGrantFactory(unit_officer=True)

    with pytest.raises(IntegrityError):
        RoleGrantFactory(role=Role.UNIT_OFFICER, unit=giver.unit, on_behalf_of=giver.user)


def test_manage_account_when_person_is_an_officer_elsewhere_then_only_the_site_admin(site_admin):
    admin = RoleGrantFactory(school_admin=True)
    teacher = TeacherFactory(user=UserFactory())
    PostFactory(teacher=teacher, school=admin.school)
    assert can_manage_account(admin.user, teacher)

    RoleGrantFactory(unit_officer=True, user=teacher.user)
    teacher.refresh_from_db()

    assert not can_manage_account(admin.user, teacher)
    assert can_manage_account(site_admin, teacher)


def test_manage_account_when_at_another_school_then_not():
    admin = RoleGrantFactory(school_admin=True)

    assert not can_manage_account(admin.user, PostFactory(school=SchoolFactory()).teacher)
