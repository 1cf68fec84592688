"""Whose session is over when; what its end looks like is in tests/people/sign_in/test_sessions.py."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from people.enums import Role
from people.models import Synonym
from people.roles import GUARDED_ROLES
from portal.settings import sign_in
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory
from tests.people.sign_in.steps import words

pytestmark = pytest.mark.django_db
OWN = "/accounts/security/"
TRAITS = {
    Role.SCHOOL_ADMIN: {"school_admin": True},
    Role.EDITOR: {"editor": True},
    Role.UNIT_OFFICER: {"unit_officer": True},
    Role.CITY_OFFICER: {},
    Role.SITE_ADMIN: {"site_admin": True},
    Role.AUDITOR: {"auditor": True},
}


@pytest.fixture(autouse=True)
def limits(settings):
    settings.SESSION_IDLE_MINUTES, settings.SESSION_HOURS = 8 * 60, 14 * 24
    settings.GUARDED_SESSION_IDLE_MINUTES, settings.GUARDED_SESSION_HOURS = 30, 10


@pytest.fixture
def begun():
    """A moment at which sessions of a test begin."""
    return timezone.now().replace(microsecond=0)


def lasts(client, user, begun, **idle) -> bool:
    """Whether a session of `user` is still one after so long without a request."""
    with time_machine.travel(begun, tick=False):
        client.force_login(user)
    with time_machine.travel(begun + timedelta(**idle), tick=False):
        return client.get(OWN).status_code == 200


def test_roles_that_are_guarded_when_listed_then_all_are_tried_here():
    assert TRAITS.keys() == GUARDED_ROLES


@pytest.mark.parametrize("role", TRAITS)
def test_guarded_role_when_idle_for_more_than_half_an_hour_then_is_out(client, begun, role):
    user = RoleGrantFactory(**TRAITS[role]).user

    assert lasts(client, user, begun, minutes=30)
    assert not lasts(client, user, begun, minutes=30, seconds=1)


@pytest.mark.parametrize("role", TRAITS)
def test_guarded_role_when_signed_in_for_more_than_a_working_day_then_is_out(
    client, begun, settings, role
):
    settings.GUARDED_SESSION_IDLE_MINUTES = 24 * 60
    user = RoleGrantFactory(**TRAITS[role]).user

    assert lasts(client, user, begun, hours=10)
    assert not lasts(client, user, begun, hours=10, seconds=1)


@pytest.mark.parametrize("trainer", [True, False])
def test_teacher_or_trainer_when_idle_then_is_out_after_hours(client, begun, trainer):
    if trainer:
        user = RoleGrantFactory(trainer=True).user
    else:
        user = PostFactory(teacher__user=UserFactory()).teacher.user

    assert lasts(client, user, begun, hours=8)
    assert not lasts(client, user, begun, hours=8, seconds=1)


def test_teacher_when_a_role_is_lent_to_them_then_has_the_shorter_limit(client, begun):
    lender = RoleGrantFactory(unit_officer=True)
    user = PostFactory(teacher__user=UserFactory()).teacher.user
    RoleGrantFactory(
        role=Role.UNIT_OFFICER,
        unit=lender.unit,
        user=user,
        on_behalf_of=lender.user,
        ends_on=timezone.localdate() + timedelta(days=9),
    )

    assert not lasts(client, user, begun, minutes=31)


def test_principal_when_they_hold_no_grant_then_has_the_shorter_limit(client, begun):
    user = PostFactory(kind="principal", teacher__user=UserFactory()).teacher.user

    assert not lasts(client, user, begun, minutes=31)


def test_superuser_when_idle_then_has_the_shorter_limit(client, begun):
    assert not lasts(client, UserFactory(is_superuser=True), begun, minutes=31)


def test_session_when_it_says_nothing_of_its_beginning_then_is_over(client, db):
    client.force_login(UserFactory())
    session = client.session
    del session["signed_in_at"], session["seen_at"]
    session.save()

    assert client.get(OWN).status_code == 302


@pytest.mark.parametrize(("minutes", "kept"), [(29, 1), (31, 0)])
def test_session_when_it_is_over_then_what_was_filled_in_is_not_done(client, begun, minutes, kept):
    with time_machine.travel(begun, tick=False):
        client.force_login(RoleGrantFactory().user)
    synonym = {"written": "云课堂", "meaning": "mode:online"}

    with time_machine.travel(begun + timedelta(minutes=minutes), tick=False):
        assert client.post("/imports/synonyms/new/", synonym).status_code == 302

    assert Synonym.objects.filter(written="云课堂").count() == kept


@pytest.mark.parametrize(
    ("minutes", "said"), [(45, "超过45分钟没有操作"), (60, "超过1小时"), (90, "超过90分钟")]
)
def test_session_when_the_deployment_sets_another_limit_then_says_that_one(
    client, begun, settings, minutes, said
):
    settings.GUARDED_SESSION_IDLE_MINUTES = minutes
    assert not lasts(client, RoleGrantFactory().user, begun, minutes=minutes + 1)

    assert said in words(client.get("/accounts/login/"))


def test_limits_when_nothing_is_set_then_those_of_guarded_roles_are_shorter():
    assert sign_in.GUARDED_SESSION_IDLE_MINUTES == 30
    assert sign_in.GUARDED_SESSION_IDLE_MINUTES < sign_in.SESSION_IDLE_MINUTES
    assert sign_in.GUARDED_SESSION_HOURS < sign_in.SESSION_HOURS
    assert sign_in.SESSION_EXPIRE_AT_BROWSER_CLOSE
