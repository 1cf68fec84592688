"""The screens on which roles are given, ended and lent."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.clock import today
from people.enums import Role
from people.models import RoleGrant
from tests.factories.people import (
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    TeacherFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LATER = (today() + timedelta(days=20)).isoformat()


@pytest.fixture
def site_admin(client):
    user = RoleGrantFactory(site_admin=True).user
    client.force_login(user)
    return user


def grant_form(**changed):
    form = {"user": "", "role": "unit_officer", "unit": "", "school": "", "reason": "公文"}
    return form | {"starts_on": today().isoformat(), "ends_on": ""} | changed


def test_grants_when_given_by_teacher_number_then_listed_with_giver(client, site_admin):
    teacher = TeacherFactory(user=UserFactory(), number="42010000777")
    unit = UnitFactory(name="测试新区")

    answer = client.post("/grants/new/", grant_form(user="42010000777", unit=unit.pk))

    assert answer.url == "/grants/"
    page = client.get("/grants/").content.decode()
    assert teacher.user.get_full_name() in page
    assert "测试新区" in page
    assert RoleGrant.objects.get(user=teacher.user).granted_by == site_admin


WRONG = {
    "nobody": ({"user": "nobody"}, "没有找到“nobody”的账号"),
    "no unit": ({"unit": ""}, "请选择这个角色负责的单位"),
    "no school": ({"role": "school_admin", "unit": ""}, "请填写学校标识码"),
    "unknown school": ({"role": "school_admin", "unit": "", "school": "123"}, "没有标识码为“123”"),
    "days": ({"ends_on": "2020-01-01"}, "失效日期"),
    "nonsense day": ({"starts_on": "昨天"}, "请填写日期，如 2026-09-01。"),
    "nul": ({"user": "a\x00b"}, ""),
}


@pytest.mark.parametrize(("changed", "words"), WRONG.values(), ids=WRONG.keys())
def test_grants_when_filled_in_wrongly_then_a_sentence_and_nothing_stored(
    client, site_admin, changed, words
):
    right = {"user": UserFactory().username, "unit": UnitFactory().pk}

    answer = client.post("/grants/new/", grant_form(**(right | changed)))

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert RoleGrant.objects.count() == 1


def test_grants_when_to_oneself_then_refused_in_words(client, site_admin):
    form = grant_form(user=site_admin.username, unit=UnitFactory().pk)

    assert "不能给自己授权" in client.post("/grants/new/", form).content.decode()


def test_grants_when_kept_apart_then_refused_in_words(client, site_admin):
    form = grant_form(user=RoleGrantFactory().user.username, role="site_admin")

    assert "不能由同一人兼任" in client.post("/grants/new/", form).content.decode()


def test_grants_when_ended_then_at_once_and_again_is_harmless(client, site_admin):
    grant = RoleGrantFactory()

    for _time in range(2):
        assert client.post(f"/grants/{grant.pk}/end/").url == "/grants/"

    grant.refresh_from_db()
    assert grant.ended_by == site_admin


@pytest.mark.parametrize("address", ["/grants/{}/end/", "/delegations/{}/end/"])
def test_ending_when_by_get_then_not_allowed(client, site_admin, address):
    assert client.get(address.format(1)).status_code == 405


def test_grants_when_narrowed_by_nonsense_then_everything_is_listed(client, site_admin):
    page = client.get("/grants/?role=king&state=%3Cscript%3E&sort=zz&page=-1").content.decode()

    assert site_admin.get_full_name() in page


@pytest.mark.parametrize("count", [1, 20])
def test_grants_when_few_or_many_then_the_same_queries(client, site_admin, count):
    for _number in range(count):
        RoleGrantFactory(unit_officer=True)
    client.get("/grants/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/grants/")

    assert len(queries) == 7, [q["sql"][:150] for q in queries]


def delegation_form(giver, colleague, **changed):
    form = {
        "capacity": f"unit_officer:{giver.unit.path}",
        "to": colleague.username,
        "starts_on": today().isoformat(),
        "ends_on": LATER,
        "reason": "外出培训",
    }
    return form | changed


def test_delegation_when_given_then_both_see_it_and_either_may_end_it(client):
    giver, colleague = RoleGrantFactory(unit_officer=True), UserFactory()
    client.force_login(giver.user)
    assert client.post("/delegations/new/", delegation_form(giver, colleague)).url
    assert colleague.get_full_name() in client.get("/delegations/").content.decode()

    client.force_login(colleague)
    assert giver.user.get_full_name() in client.get("/delegations/").content.decode()
    lent = RoleGrant.objects.get(user=colleague)
    client.post(f"/delegations/{lent.pk}/end/")

    lent.refresh_from_db()
    assert lent.ended_by == colleague


def test_delegation_when_somebody_elses_then_not_there(client):
    giver = RoleGrantFactory(unit_officer=True)
    lent = RoleGrantFactory(
        role=Role.UNIT_OFFICER,
        unit=giver.unit,
        on_behalf_of=giver.user,
        ends_on=today() + timedelta(days=9),
    )
    client.force_login(RoleGrantFactory(unit_officer=True).user)

    assert client.post(f"/delegations/{lent.pk}/end/").status_code == 404
    assert lent.user.get_full_name() not in client.get("/delegations/").content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"to": "nobody"}, "没有找到“nobody”的账号"),
        ({"ends_on": "2020-01-01"}, "结束日期不能早于开始日期"),
        ({"reason": ""}, "请填写事由"),
        ({"capacity": "city_officer:"}, "选择"),
    ],
)
def test_delegation_when_filled_in_wrongly_then_a_sentence(client, changed, words):
    giver = RoleGrantFactory(unit_officer=True)
    client.force_login(giver.user)

    answer = client.post("/delegations/new/", delegation_form(giver, UserFactory(), **changed))

    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_delegation_when_nothing_to_lend_then_the_form_is_not_there(client):
    client.force_login(
        PostFactory(teacher__user=UserFactory(), school=SchoolFactory()).teacher.user
    )

    assert client.get("/delegations/new/").status_code == 404
    assert client.get("/delegations/").status_code == 200
