"""A teacher sees who read their record, and nobody else's readers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.access_log.enums import Action
from people.access_log.origin import Origin
from tests.factories.access_log import days_ago, written
from tests.factories.people import RoleGrantFactory, TeacherFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/my/readers/"


@pytest.fixture
def teacher():
    return TeacherFactory(user=UserFactory())


@pytest.fixture
def desk(client, teacher):
    client.force_login(teacher.user)
    return client


def page_of(client, **query) -> str:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return response.content.decode()


def test_readers_when_there_are_none_then_says_so(desk):
    assert "还没有人看过您的记录" in page_of(desk)


def test_readers_when_another_order_is_asked_for_then_stay_latest_first(desk, teacher):
    written(what="先", at=days_ago(2), teachers=[teacher])
    written(what="后", at=days_ago(1), teachers=[teacher])

    table = desk.get(ADDRESS, {"sort": "at"}).context["table"]

    assert [row.record.what for row in table.rows] == ["后", "先"]
    assert "sort=" not in page_of(desk)


def test_readers_when_somebody_read_then_says_who_as_what_and_what_they_did(desk, teacher):
    officer = UserFactory(last_name="王", first_name="督学")
    origin = Origin(address="10.77.1.1", path="/audit/2025/", agent="Firefox", role="unit_officer")
    others = TeacherFactory.create_batch(2)
    written(
        Action.EXPORTED, by=officer, origin=origin, what="核查表.xlsx", teachers=[teacher, *others]
    )
    written(Action.REVEALED, by=officer, origin=origin, what="手机号", teachers=[teacher])

    page = page_of(desk)

    for text in (
        "王督学",
        "管理单位工作人员",
        "导出",
        "核查表.xlsx",
        "共涉及 3 人",
        "查看完整手机号",
    ):
        assert text in page
    assert "共 2 条" in page
    # Where a colleague sits is the auditor's to know.
    assert "10.77.1.1" not in page
    assert others[0].name not in page


def test_readers_when_others_were_read_or_nobody_read_then_are_left_out(desk, teacher):
    written(Action.OPENED, what="别人的记录", teachers=[TeacherFactory()])
    written(Action.GRANT, what="授权给本人", teachers=[teacher])
    written(Action.REFUSED, what="GET", by=teacher.user)

    assert "还没有人看过您的记录" in page_of(desk)


@pytest.mark.parametrize("role", ["city_officer", "auditor", "site_admin", "nobody"])
def test_readers_when_asked_for_by_somebody_not_on_the_roster_then_404(client, role):
    user = UserFactory()
    if role != "nobody":
        RoleGrantFactory(user=user, **({} if role == "city_officer" else {role: True}))
    client.force_login(user)

    assert client.get(ADDRESS).status_code == 404


def test_readers_when_signed_out_then_leads_to_the_log_in(client):
    assert client.get(ADDRESS).status_code == 302


def test_readers_when_many_are_paged_latest_first_at_the_same_cost(desk, teacher):
    written(what="第1次", teachers=[teacher], at=days_ago(100))
    page_of(desk)
    with CaptureQueriesContext(connection) as once:
        page_of(desk)
    for number in range(2, 61):
        written(what=f"第{number}次", teachers=[teacher], at=days_ago(100 - number))

    with CaptureQueriesContext(connection) as often:
        first = page_of(desk)

    assert len(often) == len(once) < 15
    assert first.index("第60次") < first.index("第59次")
    assert "第1次" in page_of(desk, page=2)
    assert "第10次" in page_of(desk, page=2)
    assert "第11次" not in page_of(desk, page=2)


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999999", "%00"])
def test_readers_when_the_page_is_nonsense_then_answers(desk, page):
    assert desk.get(f"{ADDRESS}?page={page}&sort=who").status_code == 200
