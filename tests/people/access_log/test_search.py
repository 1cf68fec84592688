"""The auditor's search: who may, what is found, in which order, at what cost."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.access_log.origin import Origin
from people.models import Unit
from tests.factories.access_log import days_ago, written
from tests.factories.people import (
    CITY,
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    TeacherFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/access-log/"
OTHERS = (
    "teacher",
    "school_admin",
    "trainer",
    "unit_officer",
    "city_officer",
    "site_admin",
    "nobody",
)


def user_of(role):
    if role == "nobody":
        return UserFactory()
    if role == "teacher":
        return TeacherFactory(user=UserFactory()).user
    return RoleGrantFactory(**({} if role == "city_officer" else {role: True})).user


@pytest.fixture
def auditor(client):
    """Over the whole city."""
    client.force_login(RoleGrantFactory(auditor=True).user)
    return client


def page_of(client, **query) -> str:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return response.content.decode()


def found(client, **query) -> set[str]:
    """The `what` of the rows on the page."""
    table = client.get(ADDRESS, query).context["table"]
    return {row.record.what for row in table.rows}


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("address", [ADDRESS, "/access-log/export.xlsx"])
def test_log_when_asked_for_by_another_role_then_is_not_there(client, role, address):
    client.force_login(user_of(role))

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [ADDRESS, "/access-log/export.xlsx"])
def test_log_when_signed_out_then_leads_to_the_log_in(client, address):
    assert client.get(address).status_code == 302


@pytest.mark.abuse("C02")
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [ADDRESS, "/access-log/export.xlsx", "/access-log/changes/"])
def test_log_has_no_way_to_change_it(auditor, method, address):
    written(what="留着")

    assert getattr(auditor, method)(address).status_code == 405
    assert AccessRecord.objects.filter(what="留着").exists()


def test_log_when_empty_of_matches_then_says_so(auditor):
    assert "没有符合条件的访问记录" in page_of(auditor, actor="查无此人")


def test_log_shows_all_of_a_row(auditor):
    officer = UserFactory(last_name="王", first_name="督学")
    origin = Origin("10.7.7.7", "/audit/2025/teachers/X/", "Firefox", "unit_officer")
    teacher = TeacherFactory(name="李被查", phone="13812345678")
    written(by=officer, origin=origin, what="2025 年度学时", teachers=[teacher])
    written(Action.EXPORTED, by=officer, what="核查表", teachers=TeacherFactory.create_batch(3))
    written(Action.REFUSED, what="POST", status=403)

    page = page_of(auditor)

    for text in (
        "王督学",
        "管理单位工作人员",
        "查看",
        "2025 年度学时",
        "10.7.7.7",
        "/audit/2025/teachers/X/",
    ):
        assert text in page
    assert teacher.name in page
    assert teacher.number in page
    assert "3 人" in page
    assert "403" in page
    assert "13812345678" not in page


@pytest.fixture
def rows():
    """One row for each thing that may be searched for."""
    one, two = TeacherFactory(name="赵一", number="NO-1"), TeacherFactory(name="赵一二")
    actor = UserFactory(username="qianba", last_name="钱", first_name="八")
    written(what="甲", teachers=[one], by=actor, at=days_ago(3))
    written(Action.EXPORTED, what="乙", teachers=[one, two], at=days_ago(2))
    written(what="丙", origin=Origin("10.5.5.5", role="city_officer"), at=days_ago(1))
    written(what="丁", at=datetime(2026, 3, 8, 23, 59, 59, tzinfo=ZoneInfo("Asia/Shanghai")))
    written(what="戊", at=datetime(2026, 3, 9, 0, 0, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"teacher": "赵一"}, "甲乙"),
        ({"teacher": "赵一二"}, "乙"),
        ({"teacher": "NO-1"}, "甲乙"),
        ({"teacher": "NO-"}, ""),
        ({"actor": "钱八"}, "甲"),
        ({"actor": "八"}, "甲"),
        ({"actor": "qianba"}, "甲"),
        ({"actor": "qianba", "teacher": "赵一二"}, ""),
        ({"action": "exported"}, "乙"),
        ({"role": "city_officer"}, "丙"),
        ({"address": "10.5.5.5"}, "丙"),
        ({"since": "2026-03-08", "until": "2026-03-08"}, "丁"),
        ({"since": "2026-03-09", "until": "2026-03-09"}, "戊"),
        ({"until": "2026-03-09"}, "丁戊"),
        ({"unknown": "x"}, "甲乙丙丁戊"),
    ],
)
def test_search_finds_what_the_fields_say(auditor, rows, query, expected):
    assert found(auditor, **query) == set(expected)


def test_search_by_an_account_that_is_gone_finds_its_name(auditor):
    user = UserFactory(last_name="孙", first_name="离")
    written(what="留下的", by=user)
    user.delete()

    assert found(auditor, actor="孙离") == {"留下的"}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"since": "2026-13-01"}, "有效的日期"),
        ({"since": "0001-01-01"}, "日期应在 2000 年至 2099 年之间"),
        ({"until": "9999-12-31"}, "日期应在 2000 年至 2099 年之间"),
        ({"since": "2026-03-09", "until": "2026-03-08"}, "结束日期不能早于开始日期"),
        ({"address": "10.5.5"}, "IP"),
        ({"action": "eaten"}, "eaten"),
        ({"teacher": "\x00"}, "空字符"),
        ({"teacher": "长" * 61}, "60"),
    ],
)
def test_search_when_a_field_cannot_be_used_then_says_so_and_finds_nothing(
    auditor, rows, query, words
):
    page = page_of(auditor, **query)

    assert words in page
    assert "没有符合条件的访问记录" in page
    assert auditor.get("/access-log/export.xlsx", query).status_code == 302


def test_search_when_too_many_people_bear_the_name_then_asks_for_more(auditor, monkeypatch):
    monkeypatch.setattr("people.access_log.filters.MOST_PEOPLE", 1)
    TeacherFactory.create_batch(2, name="王伟")

    assert "符合的人超过 1 位" in page_of(auditor, teacher="王伟")


@pytest.mark.parametrize(
    "before", ["", "x", "0190a1b2-0000-7000-8000-000000000000", "%00", "1" * 500]
)
def test_page_when_it_begins_nowhere_is_the_first(auditor, rows, before):
    assert found(auditor, before=before) == set("甲乙丙丁戊")


def test_log_when_another_order_is_asked_for_then_stays_latest_first(auditor):
    written(what="先", at=days_ago(2))
    written(what="后", at=days_ago(1))

    table = auditor.get(ADDRESS, {"sort": "at"}).context["table"]

    assert [row.record.what for row in table.rows] == ["后", "先"]
    assert "sort=" not in page_of(auditor)


def test_pages_hold_every_row_once_in_a_stable_order(auditor):
    moment = days_ago(5)
    for number in range(120):  # many of the very same moment
        written(what=f"行{number}", at=moment if number < 80 else days_ago(4))

    seen, response = [], auditor.get(ADDRESS, {"until": "2099-01-01"})
    while True:
        seen += [row.record.pk for row in response.context["table"].rows]
        if not response.context["older_url"]:
            break
        written(what="新来的")  # what comes in meanwhile moves nothing
        response = auditor.get(ADDRESS + response.context["older_url"])
        assert "回到最近" in response.content.decode()

    rows = AccessRecord.objects.filter(what__startswith="行").latest_first()
    assert seen == [row.pk for row in rows]


def test_search_costs_the_same_at_one_and_at_many_rows(auditor):
    written(teachers=[TeacherFactory()])
    page_of(auditor)
    with CaptureQueriesContext(connection) as once:
        page_of(auditor)
    for _number in range(10):
        written(teachers=[TeacherFactory()], by=UserFactory())

    with CaptureQueriesContext(connection) as often:
        page_of(auditor)

    assert len(often) == len(once) < 15


def test_count_when_it_is_long_stops_and_says_so(auditor, monkeypatch):
    monkeypatch.setattr("people.access_log.views.search.MOST_ROWS", 3)
    for _number in range(5):
        written()

    assert "超过 3 条，导出只含最近的 3 条" in page_of(auditor)


@pytest.fixture
def districts(client):
    """A unit with its auditor signed in, and another unit."""
    mine, other = UnitFactory(), UnitFactory()
    client.force_login(RoleGrantFactory(auditor=True, unit=mine).user)
    return mine, other


def test_auditor_of_a_unit_sees_what_its_people_did_and_what_was_done_with_them(client, districts):
    mine, other = districts
    mine_school, other_school = SchoolFactory(unit=mine), SchoolFactory(unit=other)
    own = PostFactory(school=mine_school).teacher
    moved = PostFactory(school=mine_school, ends_on=days_ago(900).date()).teacher
    PostFactory(teacher=moved, school=other_school)
    stranger = PostFactory(school=other_school).teacher
    own_officer = RoleGrantFactory(unit_officer=True, unit=mine).user
    own_head = RoleGrantFactory(school_admin=True, school=mine_school).user
    other_officer = RoleGrantFactory(unit_officer=True, unit=other).user
    written(what="看本区教师", by=other_officer, teachers=[own])
    written(what="看曾在本区的教师", by=other_officer, teachers=[moved])
    written(what="本区人员看外区", by=own_officer, teachers=[stranger])
    written(what="本区学校的人", by=own_head)
    written(Action.EXPORTED, what="全市导出", by=other_officer, teachers=[own, stranger])
    written(what="外区看外区", by=other_officer, teachers=[stranger])
    written(Action.REFUSED, what="未登录")

    assert found(client) == {
        "看本区教师", "看曾在本区的教师", "本区人员看外区", "本区学校的人", "全市导出",
    }  # fmt: skip
    assert found(client, teacher=stranger.number) == {"本区人员看外区", "全市导出"}
    assert found(client, actor=other_officer.username) == {
        "看本区教师", "看曾在本区的教师", "全市导出",
    }  # fmt: skip


def test_auditor_of_the_province_sees_everything(client):
    nobody = written(what="未登录")
    province = Unit.objects.get(code=CITY).parent
    client.force_login(RoleGrantFactory(auditor=True, unit=province).user)

    assert found(client) == {nobody.what}


def test_auditor_whose_grant_has_ended_sees_nothing(client):
    grant = RoleGrantFactory(auditor=True)
    client.force_login(grant.user)
    assert client.get(ADDRESS).status_code == 200
    grant.ends_on = days_ago(1).date()
    grant.save()

    assert client.get(ADDRESS).status_code == 404
