from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from courses.models import CoursePage
from credits.models import Entry
from people.enums import Role
from people.models import RoleGrant, School, User
from people.scopes import scope_of
from portal.sample_city.accounts import demo_accounts, demo_password, renew_password
from portal.sample_city.city import make_city
from portal.sample_city.workbooks import write_city
from training.audit.service import audit_year

NEW_YEAR = date(2026, 1, 1)


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker, tmp_path_factory):
    """Seeded once for all tests here, each of which goes back to it."""
    folder = tmp_path_factory.mktemp("var")
    with override_settings(VAR_DIR=folder), django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", verbosity=0, stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(city, db): ...


def test_city_of_one_seed_and_day_is_the_same_in_every_byte(tmp_path):
    first, second = (
        [path.read_bytes() for _kind, path in write_city(make_city(7, NEW_YEAR), tmp_path / name)]
        for name in ("first", "second")
    )
    assert first == second


def test_city_of_another_seed_has_other_people():
    one, other = (make_city(seed, NEW_YEAR) for seed in (7, 8))
    assert [teacher.name for teacher in one.teachers] != [
        teacher.name for teacher in other.teachers
    ]


def test_city_knows_nothing_that_comes_after_the_day():
    city = make_city(7, date(2025, 3, 31))
    posts = [post for teacher in city.teachers for post in teacher.posts]
    hours = [row for rows in city.hours.values() for row in rows]
    assert city.years == [2024, 2025]
    assert max(post.starts_on for post in posts) <= date(2025, 3, 31)
    assert not any(post.ends_on and post.ends_on >= date(2025, 3, 31) for post in posts)
    assert max(row.training.ends_on for row in hours) <= date(2025, 3, 31)


def test_seed_demo_fills_every_standing_and_leaves_no_row_out(demo):
    totals = audit_year(2025).totals
    assert totals.binding > 40
    assert 0 < totals.compliant < totals.binding
    assert min(totals.reference, totals.left, totals.exempt) > 0
    assert 0 < totals.schools_meeting < totals.schools == School.objects.count()
    assert CoursePage.objects.live().count() == 8


def test_seed_demo_gives_each_role_an_account_with_its_scope(demo):
    for account in demo_accounts():
        user = User.objects.get(username=account.username)
        assert scope_of(user).roles == {account.role}
        assert user.check_password(demo_password())


@pytest.mark.parametrize(
    ("username", "may_edit"),
    [
        ("teacher", False),
        ("school", False),
        ("trainer", True),
        ("editor", True),
        ("unit", False),
        ("city", True),
    ],
)
def test_only_those_who_edit_pages_enter_their_administration(demo, client, username, may_edit):
    client.force_login(User.objects.get(username=username))
    assert (client.get("/admin/").status_code == 200) is may_edit


def test_seed_demo_refuses_a_database_that_holds_anything(demo):
    entries = Entry.objects.count()
    with pytest.raises(CommandError):
        call_command("seed_demo", verbosity=0)
    call_command("seed_demo", if_empty=True, verbosity=0)
    assert Entry.objects.count() == entries


def test_seed_demo_refuses_a_deployment(db, settings):
    settings.DEMO_ALLOWED = False
    before = User.objects.count()
    with pytest.raises(CommandError):
        call_command("seed_demo", verbosity=0)
    assert User.objects.count() == before


def test_renew_password_follows_the_key_of_the_copy(demo, settings):
    settings.SECRET_KEY = "another"
    assert not User.objects.get(username="city").check_password(demo_password())
    renew_password()
    assert User.objects.get(username="city").check_password(demo_password())


def test_sample_grants_are_of_the_city_and_one_unit(demo):
    scopes = {grant.role: grant.unit and grant.unit.code for grant in RoleGrant.objects.all()}
    assert scopes[Role.CITY_OFFICER] == "420100"
    assert scopes[Role.UNIT_OFFICER] == "420106"
