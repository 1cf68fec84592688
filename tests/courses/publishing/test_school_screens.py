"""The screens of a school's administrator: what waits, and the decision on one lesson."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.enums import LessonState
from courses.models import LessonPage
from courses.publishing.services.drafts import version_of
from courses.publishing.services.handing_in import submit_lesson, withdraw_lesson
from courses.publishing.states import standing_of
from tests.factories.people import PostFactory
from tests.factories.publishing import again, draft_by, granted, whole_lesson

pytestmark = pytest.mark.django_db
QUEUE = "/school/lessons/"
POINTS = {"no_faces": "on", "no_names": "on", "rights": "on"}


def fresh(lesson) -> LessonPage:
    return LessonPage.objects.get(pk=lesson.pk)


@pytest.fixture
def browser(administrator) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def waiting(lesson, author) -> LessonPage:
    submit_lesson(lesson, by=again(author))
    return fresh(lesson)


def address(lesson) -> str:
    return reverse("school-lesson", args=[lesson.pk])


def approval(lesson, **more) -> dict:
    return {"decision": "approve", "version": version_of(fresh(lesson)), **POINTS, **more}


def test_queue_when_a_lesson_was_handed_in_then_holds_it(browser, waiting):
    assert "情绪的温度" in browser.get(QUEUE).content.decode()
    shown = browser.get(address(waiting)).content.decode()
    assert "能说出三种情绪" in shown
    assert "没有学生的姓名" in shown


def test_queue_when_drafts_and_other_schools_have_lessons_then_holds_none_of_them(
    browser, author, other_administrator, waiting
):
    draft_by(author, title="没交的草稿")
    client = Client()
    client.force_login(other_administrator)

    assert "没交的草稿" not in browser.get(QUEUE).content.decode()
    assert "情绪的温度" not in client.get(QUEUE).content.decode()
    assert client.get(address(waiting)).status_code == 404
    assert client.post(address(waiting), approval(waiting)).status_code == 404


def test_lesson_when_all_points_are_confirmed_then_goes_to_the_editors(browser, waiting):
    answer = browser.post(address(waiting), approval(waiting), follow=True)

    assert "已通过" in answer.content.decode()
    assert standing_of(fresh(waiting)).state == LessonState.AT_EDITOR


@pytest.mark.parametrize("point", POINTS)
def test_lesson_when_a_point_is_not_confirmed_then_stays(browser, waiting, point):
    sent = approval(waiting)
    del sent[point]

    answer = browser.post(address(waiting), sent)

    assert answer.status_code == 422
    assert "请核对后勾选。" in answer.content.decode()
    assert standing_of(fresh(waiting)).state == LessonState.AT_SCHOOL


@pytest.mark.parametrize("reason", ["", "   ", "长" * 1001])
def test_lesson_when_returned_without_a_proper_reason_then_stays(browser, waiting, reason):
    sent = {"decision": "return", "version": version_of(waiting), "reason": reason}

    assert browser.post(address(waiting), sent).status_code == 422
    assert standing_of(fresh(waiting)).state == LessonState.AT_SCHOOL


def test_lesson_when_returned_then_carries_the_reason(browser, waiting):
    sent = {"decision": "return", "version": version_of(waiting), "reason": "<b>请改</b>"}

    browser.post(address(waiting), sent)

    assert standing_of(fresh(waiting)).reason == "<b>请改</b>"


def test_decision_when_the_lesson_was_decided_on_before_then_is_not_there(browser, waiting):
    sent = approval(waiting)
    browser.post(address(waiting), sent)

    assert browser.post(address(waiting), sent).status_code == 404


def test_decision_when_the_lesson_was_withdrawn_then_is_not_there(browser, waiting, author):
    sent = approval(waiting)
    withdraw_lesson(waiting, by=again(author))

    assert browser.post(address(waiting), sent).status_code == 404
    assert standing_of(fresh(waiting)).state == LessonState.DRAFT


def test_decision_when_the_text_was_changed_since_then_told_to_look_again(browser, waiting, editor):
    sent = approval(waiting)
    fresh(waiting).get_latest_revision_as_object().save_revision(user=editor)

    answer = browser.post(address(waiting), sent, follow=True)

    assert "内容已有变化" in answer.content.decode()
    assert standing_of(fresh(waiting)).state == LessonState.AT_SCHOOL


def test_administrator_when_it_is_their_own_lesson_then_is_not_there(administrator, school):
    PostFactory(teacher__user=administrator, school=school)
    granted(school_admin=True, school=school)
    lesson = whole_lesson(administrator)
    submit_lesson(lesson, by=again(administrator))
    client = Client()
    client.force_login(administrator)

    assert "情绪的温度" not in client.get(QUEUE).content.decode()
    assert client.post(address(lesson), approval(lesson)).status_code == 404
    assert standing_of(fresh(lesson)).state == LessonState.AT_SCHOOL


@pytest.mark.parametrize("who", ["author", "colleague", "editor", "trainer"])
def test_screens_when_somebody_else_opens_them_then_are_not_there(waiting, request, who):
    client = Client()
    client.force_login(request.getfixturevalue(who))

    assert client.get(QUEUE).status_code == 404
    assert client.get(address(waiting)).status_code == 404
    assert client.post(address(waiting), approval(waiting)).status_code == 404


def test_queue_when_long_then_costs_what_a_short_one_does(browser, waiting, author):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(QUEUE).status_code == 200
        return len(asked)

    few = queries()
    for _ in range(5):
        submit_lesson(whole_lesson(author), by=again(author))
    assert queries() == few


def test_start_pages_when_something_waits_then_count_it(
    browser, waiting, author, administrator, editor
):
    def start(user) -> str:
        client = Client()
        client.force_login(user)
        return client.get("/start/").content.decode()

    def figure(page, name) -> str:
        return page.split(name)[1].split('class="stat-value">')[1].split("<")[0]

    assert figure(start(administrator), "待审核课例") == "1"
    assert figure(start(editor), "待审核页面") == "0"
    browser.post(address(waiting), approval(waiting))
    assert figure(start(administrator), "待审核课例") == "0"
    assert figure(start(editor), "待审核页面") == "1"
    assert "退回待修改的课例" not in start(author)

    state = fresh(waiting).current_workflow_task_state
    state.task.specific.on_action(state, again(editor), "reject", comment="再改改。")
    assert figure(start(author), "退回待修改的课例") == "1"
