"""The list of accounts that one looks after."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.enums import PostKind
from people.models import Teacher
from tests.factories.activation import ActivationCodeFactory, PrintJobFactory
from tests.factories.people import (
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    TeacherFactory,
    UserFactory,
)
from tests.people.activation.steps import with_account
from tests.people.sign_in.steps import words

pytestmark = pytest.mark.django_db
LIST = "/accounts/people/"


@pytest.fixture
def staff(school, teacher) -> dict[str, Teacher]:
    """One of the school in each state, and somebody of another school."""
    people = {
        "new": teacher,
        "issued": PostFactory(school=school, teacher__name="发码者").teacher,
        "activated": PostFactory(school=school, teacher__name="激活者").teacher,
        "suspended": PostFactory(school=school, teacher__name="停用者").teacher,
        "elsewhere": PostFactory(school=SchoolFactory(), teacher__name="别校者").teacher,
    }
    ActivationCodeFactory(teacher=people["issued"])
    with_account(people["activated"])
    with_account(people["suspended"], is_active=False)
    return people


def names_in(answer) -> set[str]:
    text = words(answer)
    return {name for name in ("李明", "发码者", "激活者", "停用者", "别校者") if name in text}


@pytest.fixture
def site_desk(site_admin) -> Client:
    client = Client()
    client.force_login(site_admin)
    return client


def test_list_when_of_a_school_then_holds_its_people_and_nobody_else(desk, staff):
    answer = desk.get(LIST)

    assert names_in(answer) == {"李明", "发码者", "激活者", "停用者"}
    assert "共4人" in words(answer)
    assert "未激活1人已发码1人已激活1人已停用1人" in words(answer)
    assert "一次性码有效至" in words(answer)


def test_list_when_the_administrator_is_on_the_roster_then_does_not_hold_them(desk, admin, school):
    PostFactory(school=school, teacher__user=admin, teacher__name="李明", kind=PostKind.PRINCIPAL)

    assert names_in(desk.get(LIST)) == set()


def test_list_when_of_all_then_holds_everybody_and_asks_for_the_school(desk, site_desk, staff):
    answer = site_desk.get(f"{LIST}?sort=place")

    assert len(names_in(answer)) == 5
    assert "学校名称或标识码" in words(answer)
    assert "学校名称或标识码" not in words(desk.get(LIST))


@pytest.mark.parametrize("state", ["new", "issued", "activated", "suspended"])
def test_list_when_narrowed_by_state_then_holds_those(desk, staff, state):
    answer = desk.get(LIST, {"state": state})

    assert names_in(answer) == {staff[state].name}
    assert "未激活1人已发码1人" in words(answer)  # the figures stay those of all


@pytest.mark.parametrize("text", ["激活", "activated-number", "激活者"])
def test_list_when_searched_then_holds_whose_name_or_number_it_is(desk, staff, text):
    query = staff["activated"].number if text == "activated-number" else text

    assert names_in(desk.get(LIST, {"q": query})) == {"激活者"}


@pytest.mark.abuse("P04")
@pytest.mark.abuse("D01")
def test_list_when_searched_for_somebody_elsewhere_then_is_empty(desk, staff):
    """Neither a row nor a count."""
    wider = {"district": "420100", "page_size": "999"}
    by_name = desk.get(LIST, {"q": "别校者", **wider})
    by_school = desk.get(LIST, {"school": staff["elsewhere"].posts.get().school.code, **wider})

    assert names_in(by_name) == set()
    assert "没有符合条件的教师" in words(by_name)
    assert names_in(by_school) == {"李明", "发码者", "激活者", "停用者"}
    assert "未激活1人" in words(by_name)


def test_list_when_narrowed_by_school_then_holds_its_people(site_desk, staff):
    code = staff["elsewhere"].posts.get().school.code

    assert names_in(site_desk.get(LIST, {"school": code})) == {"别校者"}
    assert names_in(site_desk.get(LIST, {"school": "育才"})) == {
        "李明", "发码者", "激活者", "停用者",
    }  # fmt: skip


@pytest.mark.abuse("A07")
@pytest.mark.parametrize(
    "query",
    ["sort=zz", "sort=%00", "page=0", "page=x", "page=999", "state=king", "q=%00", f"q={'x' * 5000}",
     "q=%27%3B--", "school=%25", "sort=-account_state", "sort=place", "sort=name"],
)  # fmt: skip
def test_list_when_the_address_is_nonsense_then_is_shown_all_the_same(
    desk, site_desk, staff, query
):
    assert desk.get(f"{LIST}?{query}").status_code == 200
    assert site_desk.get(f"{LIST}?{query}").status_code == 200


@pytest.mark.abuse("T12")
def test_list_when_names_look_like_markup_then_shown_as_written(desk, school):
    PostFactory(school=school, teacher__name="<script>alert(1)</script>")

    page = desk.get(LIST, {"q": '"><script>'}).content.decode()
    assert "<script>alert" not in page + desk.get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 60])
def test_list_when_few_or_many_then_the_same_queries(desk, admin, school, count):
    for _number in range(count):
        teacher = PostFactory(school=school, teacher__user=UserFactory()).teacher
        ActivationCodeFactory(teacher=teacher)
        PrintJobFactory(ordered_by=admin)
    desk.get(LIST)

    with CaptureQueriesContext(connection) as queries:
        desk.get(LIST)

    assert len(queries) == 9, [query["sql"][:150] for query in queries]


def test_list_when_somebody_has_no_post_then_only_the_site_administrator_sees_them(desk, site_desk):
    TeacherFactory(name="李明")

    assert names_in(desk.get(LIST)) == set()
    assert names_in(site_desk.get(LIST)) == {"李明"}


@pytest.mark.abuse("C03")
def test_list_when_the_role_has_ended_then_is_not_there(desk, admin, staff):
    """At the next request of an open session."""
    assert desk.get(LIST).status_code == 200
    admin.grants.update(ends_on="2026-01-01")

    assert desk.get(LIST).status_code == 404


def test_list_when_looked_at_by_an_officer_then_is_not_there(client, staff):
    client.force_login(RoleGrantFactory().user)

    assert client.get(LIST).status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_list_when_read_in_either_language_then_opens(desk, staff, language):
    desk.cookies["django_language"] = language

    assert desk.get(LIST).status_code == 200
