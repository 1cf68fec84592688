from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from common.clock import today
from people.enums import Role
from people.models import Teacher, Unit, User
from people.scopes import scope_of
from people.services.accounts import sync_editor_groups
from people.services.grants import grant_role

YESTERDAY = today() - timedelta(days=1)


@pytest.fixture
def user(db):
    return User.objects.create_user("somebody")


@pytest.fixture
def city(db):
    return Unit.objects.get(code="420100")


def groups_of(user):
    return set(user.groups.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        (Role.TRAINER, {"Editors"}),
        (Role.EDITOR, {"Moderators"}),
        (Role.CITY_OFFICER, {"Moderators"}),
        (Role.UNIT_OFFICER, set()),
    ],
)
def test_grant_role_puts_editors_of_pages_into_their_group(user, city, role, groups):
    grant_role(user, role, starts_on=today(), unit=city)
    assert groups_of(user) == groups


def test_grant_role_refuses_a_scope_that_does_not_fit(user, city):
    with pytest.raises(ValidationError):
        grant_role(user, Role.SCHOOL_ADMIN, starts_on=today(), unit=city)
    assert not user.grants.exists()


def test_sync_roles_takes_an_ended_grant_out_of_the_group(user, city):
    grant = grant_role(user, Role.TRAINER, starts_on=YESTERDAY, unit=city)
    grant.ends_on = YESTERDAY
    grant.save()
    call_command("sync_roles", verbosity=0)
    assert groups_of(user) == set()


def test_sync_editor_groups_leaves_other_groups_alone(user, city):
    user.groups.create(name="校对")
    grant_role(user, Role.TRAINER, starts_on=today(), unit=city)
    assert sync_editor_groups(user) is False
    assert groups_of(user) == {"校对", "Editors"}


def test_grant_role_command_gives_a_unit_officer_the_unit(user):
    call_command("grant_role", "somebody", "unit_officer", unit="420106", until=date(2099, 1, 1))
    assert scope_of(User.objects.get()).unit_paths == ("100000/420000/420100/420106/",)


def test_grant_role_command_links_a_teacher(user):
    teacher = Teacher.objects.create(number="420199000001", name="张三")
    call_command("grant_role", "somebody", "teacher", teacher="420199000001")
    assert scope_of(User.objects.get()).teacher_id == teacher.pk


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"unit": "420108"},
        {"unit": "420106", "until": YESTERDAY},
    ],
    ids=["no unit", "unknown unit", "ended already"],
)
def test_grant_role_command_says_what_is_wrong(user, options):
    with pytest.raises(CommandError):
        call_command("grant_role", "somebody", "unit_officer", **options)
    assert not user.grants.exists()
