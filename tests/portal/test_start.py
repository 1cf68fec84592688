"""Where each role lands after signing in."""

import pytest

from common.clock import today
from people.enums import Role
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
YEAR = today().year


def landing(client, user) -> str:
    client.force_login(user)
    response = client.get("/start/")
    return response.url if response.status_code == 302 else "chooser"


def test_start_when_city_officer_then_the_city_page(client):
    assert landing(client, RoleGrantFactory().user) == f"/audit/{YEAR}/"


def test_start_when_unit_officer_then_their_unit(client):
    grant = RoleGrantFactory(unit_officer=True)

    assert landing(client, grant.user) == f"/audit/{YEAR}/units/{grant.unit.code}/"


def test_start_when_school_admin_then_their_school(client):
    grant = RoleGrantFactory(school_admin=True)

    assert landing(client, grant.user) == f"/audit/{YEAR}/schools/{grant.school.code}/"


def test_start_when_teacher_then_their_own_year(client):
    teacher = PostFactory(teacher__user=UserFactory()).teacher

    assert landing(client, teacher.user) == "/my/year/"


@pytest.mark.parametrize("role", [Role.TRAINER, Role.SITE_ADMIN])
def test_start_when_editor_without_desk_then_the_home_page(client, role):
    trait = {Role.TRAINER: "trainer", Role.SITE_ADMIN: "site_admin"}[role]

    assert landing(client, RoleGrantFactory(**{trait: True}).user) == "/"


def test_start_when_editor_with_desk_then_the_desk(client):
    user = RoleGrantFactory(site_admin=True, user__is_superuser=True).user

    assert landing(client, user) == "/admin/"


def test_start_when_several_roles_then_a_choice_of_them(client):
    teacher = PostFactory(teacher__user=UserFactory()).teacher
    grant = RoleGrantFactory(school_admin=True, user=teacher.user)

    assert landing(client, teacher.user) == "chooser"
    page = client.get("/start/").content.decode()
    assert grant.school.name in page
    assert "我的学时" in page


def test_start_when_no_role_then_says_whom_to_ask(client):
    assert landing(client, UserFactory()) == "chooser"
    assert "账号还没有分配工作" in client.get("/start/").content.decode()


def test_start_when_signed_out_then_the_login_page(client):
    assert client.get("/start/").url.startswith("/accounts/login/")
