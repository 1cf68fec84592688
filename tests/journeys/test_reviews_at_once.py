"""Several people at the same moment, against a real server: one lesson, one decision, one notice."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

from tests.journeys.scratch import free_port, wait_until_served

TOKEN = "a" * 32  # of the anti-forgery check, alike in cookie and form
SETTING = """
import json
from datetime import date
from django.test import Client
from people.enums import Ownership, Role, SchoolKind
from people.models import Post, School, Teacher, Unit, User
from people.services.accounts import link_teacher
from people.services.grants import grant_role
def account(name, role=None, **place):
    user = User.objects.create_user(name, password="x")
    if role:
        grant_role(user, role, starts_on=date(2020, 1, 1), **place)
    client = Client()
    client.force_login(user)
    return user, client.session.session_key
unit = Unit.objects.get(code="420106")
school = School.objects.create(code="2142010601", name="示例中学", unit=unit, kind=SchoolKind.JUNIOR,
                               ownership=Ownership.PUBLIC)
teacher = Teacher.objects.create(number="420106000001", name="陈望")
Post.objects.create(teacher=teacher, school=school, kind="full_time", starts_on=date(2020, 9, 1))
author, author_key = account("author")
link_teacher(author, teacher)
keys = {"author": author_key}
for name, role, place in (
    ("school", Role.SCHOOL_ADMIN, {"school": school}),
    ("deputy", Role.SCHOOL_ADMIN, {"school": school}),
    ("editor", Role.EDITOR, {"unit": unit}),
    ("second", Role.EDITOR, {"unit": unit}),
):
    keys[name] = account(name, role, **place)[1]
print(json.dumps(keys))
"""
WHOLE = """
import json
from common.ids import uuid7
from courses.models import LessonPage
from courses.publishing.plans import Plan, Step
from courses.publishing.services.drafts import begin_lesson, save_draft, version_of
from courses.publishing.services.handing_in import submit_lesson
from people.models import User
author = User.objects.get(username="author")
head = dict(title="题目", grade_from=7, grade_to=8, topic="emotion", kind="lesson", minutes=40)
lesson, _ = begin_lesson(head, form_id=uuid7(), by=author)
rest = dict(summary="摘要", licence="by", consent=True)
save_draft(lesson, rest, Plan(["会说"], [Step("热身", 5, "读。")]), by=author)
submit_lesson(lesson, by=author)
lesson = LessonPage.objects.get(pk=lesson.pk)
state = lesson.current_workflow_task_state
"""
AT_SCHOOL = WHOLE + "print(json.dumps([lesson.pk, state.pk, version_of(lesson)]))"
AT_EDITORS = (
    WHOLE
    + """
state.task.specific.on_action(state, User.objects.get(username="school"), "approve")
state = LessonPage.objects.get(pk=lesson.pk).current_workflow_task_state
print(json.dumps([lesson.pk, state.pk, ""]))
"""
)
OUTCOME = """
import json
from wagtail.models import TaskState, WorkflowState
from courses.models import LessonPage
from courses.publishing.states import standing_of
from people.notices.models import Notice
lesson = LessonPage.objects.get(pk={pk})
standing = standing_of(lesson)
decided = TaskState.objects.filter(
    workflow_state__object_id=str(lesson.pk), status__in=["approved", "rejected"]
)
titles = Notice.objects.filter(user=lesson.owner, url__contains=str(lesson.pk))
print(json.dumps([standing.state, lesson.live, decided.count(), list(titles.values_list("title", flat=True))]))
"""


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


class Visitor:
    def __init__(self, address: str, key: str):
        self._address = address
        self._cookies = f"sessionid={key}; csrftoken={TOKEN}"

    def post(self, path: str, fields: dict) -> tuple[int, str]:
        """Status and where it leads."""
        data = urlencode({**fields, "csrfmiddlewaretoken": TOKEN}).encode()
        request = Request(self._address + path, data, {"Cookie": self._cookies})
        try:
            with build_opener(NoRedirect).open(request, timeout=60) as answer:
                return answer.status, ""
        except HTTPError as error:
            return error.code, error.headers.get("Location", "")


def at_once(*jobs) -> list:
    """The answers to requests that are sent together."""
    start = Barrier(len(jobs))

    def run(job):
        start.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.fixture(scope="module")
def visitors(scratch_site):
    keys = json.loads(scratch_site.run(SETTING))
    port = free_port()
    server = scratch_site.start("runserver", f"127.0.0.1:{port}", "--noreload")
    try:
        wait_until_served(f"http://127.0.0.1:{port}/accounts/login/")
        yield {name: Visitor(f"http://127.0.0.1:{port}", key) for name, key in keys.items()}
    finally:
        server.terminate()
        server.wait(timeout=20)


def outcome(scratch_site, pk: int):
    return json.loads(scratch_site.run(OUTCOME.format(pk=pk)))


def test_form_when_sent_eight_times_at_once_then_is_one_lesson(scratch_site, visitors):
    fields = {
        "title": "一节课",
        "grade_from": 7,
        "grade_to": 8,
        "topic": "emotion",
        "kind": "lesson",
        "minutes": 40,
        "form_id": "01890a5d-ac96-774b-bcce-b302099a8057",
    }

    answers = at_once(*[lambda: visitors["author"].post("/my/lessons/new/", fields)] * 8)

    assert {status for status, _place in answers} == {302}
    assert len({place for _status, place in answers}) == 1
    count = "from courses.models import LessonPage as L; print(L.objects.filter(title='一节课').count())"
    assert scratch_site.run(count) == "1"


def test_school_when_two_decide_at_once_then_one_decision_counts(scratch_site, visitors):
    pk, _state, version = json.loads(scratch_site.run(AT_SCHOOL))
    address = f"/school/lessons/{pk}/"
    approve = {"decision": "approve", "version": version}
    approve |= {"no_faces": "on", "no_names": "on", "rights": "on"}
    refuse = {"decision": "return", "version": version, "reason": "请改。"}

    answers = at_once(
        lambda: visitors["school"].post(address, approve),
        lambda: visitors["deputy"].post(address, refuse),
        lambda: visitors["deputy"].post(address, approve),
    )

    assert {status for status, _place in answers} <= {302, 404}
    state, live, decided, _titles = outcome(scratch_site, pk)
    assert (live, decided) == (False, 1)
    assert state in ("at_editor", "returned")


def test_editors_when_they_decide_at_once_then_one_decision_counts(scratch_site, visitors):
    pk, state, _version = json.loads(scratch_site.run(AT_EDITORS))
    address = f"/admin/pages/workflow/action/{pk}"

    answers = at_once(
        lambda: visitors["editor"].post(f"{address}/approve/{state}/", {}),
        lambda: visitors["second"].post(f"{address}/reject/{state}/", {"comment": "请改。"}),
        lambda: visitors["second"].post(f"{address}/approve/{state}/", {}),
        lambda: visitors["editor"].post(f"{address}/approve/{state}/", {}),
    )

    assert {status for status, _place in answers} == {302}
    found, live, decided, titles = outcome(scratch_site, pk)
    assert decided == 2  # the school's before, and one of these
    assert (found, live) in [("published", True), ("returned", False)]
    assert sum(title.endswith(("已发布", "已退回")) for title in titles) == 1


def test_lesson_when_withdrawn_and_approved_at_once_then_is_one_of_both(scratch_site, visitors):
    pk, state, _version = json.loads(scratch_site.run(AT_EDITORS))
    approve = f"/admin/pages/workflow/action/{pk}/approve/{state}/"

    answers = at_once(
        lambda: visitors["author"].post(f"/my/lessons/{pk}/withdraw/", {}),
        lambda: visitors["editor"].post(approve, {}),
    )

    assert {status for status, _place in answers} == {302}
    found, live, _decided, _titles = outcome(scratch_site, pk)
    assert (found, live) in [("published", True), ("draft", False)]
