"""Where each role lands after signing in, and what waits there."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.clock import today
from courses.models import CourseIndexPage, CoursePage
from people.enums import BatchState, PostKind, Role
from people.notices.enums import NoticeKind
from people.notices.services.notifying import notify
from people.services.accounts import sync_editor_groups
from tests.factories.credits import EntryFactory
from tests.factories.people import (
    ImportBatchFactory,
    PostFactory,
    RoleGrantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
YEAR = today().year


def editor(**traits):
    user = RoleGrantFactory(**traits).user
    sync_editor_groups(user)
    return user


def hand_in(trainer):
    """A new page of the trainer's, in review; the state of its task."""
    course = CoursePage(
        title="情绪识别", summary="简介", body=[("text", "<p>正文</p>")], live=False
    )
    course.owner = trainer
    page = CourseIndexPage.objects.get().add_child(instance=course)
    page.save_revision(user=trainer)
    return page.get_workflow().start(page, trainer).current_task_state


def figure(page: str, label: str) -> str:
    """The number beside the label."""
    return re.search(rf"<dt>{label}</dt>.*?stat-value\">([^<]*)<", page, re.DOTALL)[1]


def page_of(client, user) -> str:
    client.force_login(user)
    response = client.get("/start/")
    assert response.status_code == 200
    return response.content.decode()


def test_start_when_city_officer_then_the_city_with_what_waits(client):
    ImportBatchFactory(state=BatchState.REHEARSED)

    page = page_of(client, RoleGrantFactory().user)

    assert "武汉市" in page
    assert "待确认入库" in page
    assert f"/audit/{YEAR}/units/420100/" in page


def test_start_when_unit_officer_then_their_unit(client):
    grant = RoleGrantFactory(unit_officer=True)

    page = page_of(client, grant.user)

    assert grant.unit.name in page
    assert "待确认入库" not in page


def test_start_when_school_admin_then_their_school_with_accounts_to_open(client):
    grant = RoleGrantFactory(school_admin=True)
    PostFactory(school=grant.school)

    page = page_of(client, grant.user)

    assert grant.school.name in page
    assert "未激活账号" in page


def test_start_when_teacher_then_own_year_counted_and_missing(client):
    teacher = PostFactory(teacher__user=UserFactory()).teacher
    EntryFactory(teacher=teacher, year=YEAR)

    page = page_of(client, teacher.user)

    assert "我的学时" in page
    assert "还差" in page
    assert f"/my/year/{YEAR}/" in page


@pytest.mark.parametrize(
    ("trait", "heading"),
    [("trainer", "培训与课程"), ("site_admin", "系统管理"), ("auditor", "安全审计")],
)
def test_start_when_other_role_then_its_own_board(client, trait, heading):
    assert heading in page_of(client, RoleGrantFactory(**{trait: True}).user)


def test_start_when_a_page_was_handed_in_then_waits_for_the_city_officer(client):
    trainer, officer = editor(trainer=True), editor()
    assert figure(page_of(client, officer), "待审核页面") == "0"

    hand_in(trainer)

    assert figure(page_of(client, officer), "待审核页面") == "1"
    assert "待审核页面" not in page_of(client, trainer)


def test_start_when_a_page_was_sent_back_then_waits_for_its_trainer(client):
    trainer, officer = editor(trainer=True), editor()
    task = hand_in(trainer)
    assert figure(page_of(client, trainer), "退回待修改的课程") == "0"

    task.reject(user=officer)

    assert figure(page_of(client, trainer), "退回待修改的课程") == "1"
    assert figure(page_of(client, officer), "待审核页面") == "0"


def test_start_when_notices_are_unread_then_tells_how_many(client):
    user = UserFactory()
    assert "未读" not in page_of(client, user)

    for title in ("委托已生效", "委托已终止"):
        notify(user, NoticeKind.DELEGATION, title=title, body="武昌区")

    assert "未读 2 条" in page_of(client, user)


def test_start_when_principal_then_the_school_without_any_grant(client):
    post = PostFactory(teacher__user=UserFactory(), kind=PostKind.PRINCIPAL)

    page = page_of(client, post.teacher.user)

    assert post.school.name in page


def test_start_when_several_roles_then_switched_in_one_place(client):
    teacher = PostFactory(teacher__user=UserFactory()).teacher
    grant = RoleGrantFactory(school_admin=True, user=teacher.user)
    page = page_of(client, teacher.user)
    assert "账号管理" in page

    answer = client.post("/start/capacity/", {"capacity": "teacher:"})

    assert answer.url == "/start/"
    page = client.get("/start/").content.decode()
    assert "年度我的学时" in page
    assert "账号管理" not in page
    assert grant.school.name in page  # still offered


def test_capacity_when_not_held_then_not_there_and_a_get_changes_nothing(client):
    client.force_login(RoleGrantFactory(unit_officer=True).user)

    assert client.post("/start/capacity/", {"capacity": "city_officer:"}).status_code == 404
    assert client.get("/start/capacity/").status_code == 405


def test_capacity_when_chosen_and_then_ended_then_the_next_one_is_taken(client):
    user = UserFactory()
    kept = RoleGrantFactory(unit_officer=True, user=user)
    ended = RoleGrantFactory(school_admin=True, user=user)
    client.force_login(user)
    client.post("/start/capacity/", {"capacity": f"school_admin:school-{ended.school_id}"})
    assert ended.school.name in client.get("/start/").content.decode()

    ended.ends_on = today() - timedelta(days=1)
    ended.save()

    page = client.get("/start/").content.decode()
    assert kept.unit.name in page
    assert ended.school.name not in page


def test_start_when_role_is_borrowed_then_says_whose_it_is(client):
    giver = RoleGrantFactory(unit_officer=True, user__last_name="欧阳", user__first_name="科长")
    lent = RoleGrantFactory(
        role=Role.UNIT_OFFICER,
        unit=giver.unit,
        user=PostFactory(teacher__user=UserFactory()).teacher.user,
        on_behalf_of=giver.user,
        ends_on=today() + timedelta(days=9),
    )

    assert "受欧阳科长委托" in page_of(client, lent.user)


def test_start_when_no_role_then_says_whom_to_ask(client):
    assert "账号还没有分配工作" in page_of(client, UserFactory())


def test_start_when_signed_out_then_the_login_page(client):
    assert client.get("/start/").url.startswith("/accounts/login/")


@pytest.mark.parametrize("count", [1, 30])
def test_start_when_few_or_many_teachers_then_the_same_queries(client, count):
    grant = RoleGrantFactory(school_admin=True)
    for _number in range(count):
        PostFactory(school=grant.school)
    client.force_login(grant.user)
    client.get("/start/")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/start/")

    assert len(queries) == 21
