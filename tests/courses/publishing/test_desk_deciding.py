"""Wagtail's administration: handing in, approving, returning, publishing; by whom, and by whom not."""

import pytest
from django.urls import reverse
from wagtail.models import Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.models import (
    CourseIndexPage,
    CoursePage,
    LessonIndexPage,
    LessonPage,
    NewsIndexPage,
    NewsPage,
)
from courses.publishing.services.handing_in import submit_lesson
from tests.factories.people import SchoolFactory
from tests.factories.publishing import again, door, whole_lesson

pytestmark = pytest.mark.django_db


def editing(page, **more) -> dict:
    """The fields of the editing form of a news page."""
    return {
        "title": page.title,
        "slug": page.slug,
        "body-count": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
        "unit": page.unit_id or "",
        **more,
    }


def test_course_when_its_syllabus_has_hours_then_is_saved_with_them(pages, desk, trainer, officer):
    """Twice: the second time the form is compared with what is kept."""
    course = pages["course"]
    unit = {"title": "保密与保密例外", "hours": "2.0", "text": rich_text("<p>案例研讨。</p>")}
    body = nested_form_data({"body": streamfield([("unit", unit)])})
    for by in (trainer, officer):
        fields = editing(course, summary=f"{by.pk} 改过", **body)
        answer = desk(by).post(door("edit", course), fields)
        assert answer.status_code == 302
        kept = CoursePage.objects.get(pk=course.pk).get_latest_revision_as_object()
        assert kept.summary == f"{by.pk} 改过"
        assert kept.body[0].value["hours"] == 2


def test_page_when_published_from_the_form_then_stays_a_draft(pages, desk, editor, officer):
    page = pages["news_of_unit"]
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for user in (editor, officer):
        data = editing(page, title="改过的通知", **{"action-publish": "1"})
        answer = desk(user).post(address, data, follow=True)
        assert "请提交审核，由另一位编辑审核后发布" in answer.content.decode()
        assert not NewsPage.objects.get(pk=page.pk).live
        assert "action-publish" not in answer.content.decode()


def test_page_when_published_in_bulk_then_stays_a_draft(pages, desk, officer):
    page = pages["news_of_unit"]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = desk(officer).post(f"{address}?id={page.pk}", follow=True)

    assert "不能批量发布" in answer.content.decode()
    assert not NewsPage.objects.get(pk=page.pk).live


def test_page_when_handed_in_then_approved_by_another_alone(pages, desk, editor, officer):
    page = pages["news_of_unit"]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    desk(editor).post(edit, editing(page, title="改过的通知", **{"action-submit": "1"}))
    state = NewsPage.objects.get(pk=page.pk).current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])

    desk(editor).post(approve)
    assert not NewsPage.objects.get(pk=page.pk).live
    desk(officer).post(approve)
    assert NewsPage.objects.get(pk=page.pk).live
    assert NewsPage.objects.get(pk=page.pk).title == "改过的通知"


def test_page_when_changed_and_approved_in_one_then_not_approved(pages, desk, editor, officer):
    page = pages["news_of_unit"]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    desk(editor).post(edit, editing(page, **{"action-submit": "1"}))
    decision = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    desk(officer).post(edit, editing(page, title="顺手改了", **decision))
    assert not NewsPage.objects.get(pk=page.pk).live

    second = again(officer)
    assert not NewsPage.objects.get(pk=page.pk).permissions_for_user(second).can_publish()


def test_page_when_approved_in_the_form_without_a_change_then_public(pages, desk, editor, officer):
    page = pages["news_of_unit"]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    desk(editor).post(edit, editing(page, **{"action-submit": "1"}))
    decision = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    desk(officer).post(edit, editing(page, **decision))

    assert NewsPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("said", ["[]", "x", "1", '{"comment": 1}', '{"user": "1", "update": ""}'])
def test_decision_when_sent_with_nonsense_beside_it_then_does_no_harm(
    pages, desk, editor, officer, said
):
    page = pages["news_of_unit"]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    desk(editor).post(edit, editing(page, **{"action-submit": "1"}))
    decision = {"action-workflow-action": "1", "workflow-action-name": "reject"}

    sent = editing(page, **decision, **{"workflow-action-extra-data": said})
    assert desk(officer).post(edit, sent).status_code == 302

    assert NewsPage.objects.get(pk=page.pk).current_workflow_task_state is not None


def test_review_when_broken_off_by_an_editor_then_refused(pages, desk, lesson, author, editor):
    page = pages["news_of_unit"]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    page.get_workflow().start(page, author)

    desk(editor).post(edit, editing(page, **{"action-cancel-workflow": "1"}))

    assert NewsPage.objects.get(pk=page.pk).workflow_in_progress


def test_return_when_posted_without_a_reason_then_refused(pages, desk, editor, officer):
    page = pages["news_of_unit"]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    desk(editor).post(edit, editing(page, **{"action-submit": "1"}))
    state = NewsPage.objects.get(pk=page.pk).current_workflow_task_state
    reject = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])

    desk(officer).post(reject, {"comment": ""})
    decision = {"action-workflow-action": "1", "workflow-action-name": "reject"}
    desk(officer).post(edit, editing(page, **decision))

    state.refresh_from_db()
    assert state.status == "in_progress"


def test_page_when_made_by_an_editor_then_belongs_to_their_unit(pages, desk, editor, unit):
    add = reverse("wagtailadmin_pages:add", args=["courses", "newspage", pages["section"].pk])
    foreign = SchoolFactory().unit

    desk(editor).post(add, editing(NewsPage(title="新通知", slug="new", unit=foreign)))
    assert not NewsPage.objects.filter(slug="new").exists()
    desk(editor).post(add, editing(NewsPage(title="新通知", slug="new", unit=unit)))
    assert NewsPage.objects.get(slug="new").unit == unit


def test_course_when_made_by_a_trainer_then_belongs_to_the_unit_they_write_for(desk, trainer):
    index = CourseIndexPage.objects.get()
    add = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", index.pk])

    desk(trainer).post(
        add, editing(CoursePage(title="新课程", slug="new", unit=SchoolFactory().unit))
    )

    course = CoursePage.objects.get(slug="new")
    assert (course.owner, course.unit.code) == (trainer, "420100")


def test_trainer_when_adding_where_their_kinds_do_not_go_then_refused(pages, desk, trainer):
    add = reverse("wagtailadmin_pages:add", args=["courses", "newspage", pages["section"].pk])

    assert desk(trainer).post(add, editing(NewsPage(title="新通知", slug="new"))).status_code == 302
    assert not NewsPage.objects.filter(slug="new").exists()


def test_lesson_when_handed_in_at_the_desk_lacking_something_then_told(author, desk, editor):
    lesson = whole_lesson(author, summary="")
    edit = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    page = desk(editor).get(edit)
    data = {field.html_name: field.value() or "" for field in page.context["form"]}
    data = {name: value for name, value in data.items() if isinstance(value, str | int)}
    for formset in ("files", "comments"):
        data |= {f"{formset}-TOTAL_FORMS": 0, f"{formset}-INITIAL_FORMS": 0}
    data |= {"body-count": 0, "action-submit": "1", "consent": ""}

    answer = desk(editor).post(edit, data)

    assert answer.status_code == 200
    for sentence in ("请填写摘要。", "请至少写一条教学目标。", "请确认权利与隐私声明。"):
        assert sentence in answer.content.decode()
    assert not lesson.workflow_in_progress


def test_teacher_when_at_wagtails_door_then_it_is_not_there(author, desk, lesson):
    for address in (reverse("wagtailadmin_home"), door("edit", lesson)):
        assert desk(author).get(address).status_code == 404


def test_editors_list_of_what_waits_when_opened_then_holds_what_they_may_approve(
    lesson, author, desk, editor, other_editor, administrator
):
    submit_lesson(lesson, by=again(author))
    assert "情绪的温度" not in desk(editor).get("/admin/").content.decode()
    state = LessonPage.objects.get().current_workflow_task_state
    state.task.specific.on_action(state, again(administrator), "approve")

    assert "情绪的温度" in desk(editor).get("/admin/").content.decode()
    assert "情绪的温度" not in desk(other_editor).get("/admin/").content.decode()


def test_workflows_when_the_site_is_made_then_stand_over_their_sections():
    lessons = LessonIndexPage.objects.get().get_workflow()
    pages = NewsIndexPage.objects.get().get_workflow()

    assert [task.name for task in lessons.tasks] == ["学校审核", "编辑审核"]
    assert [task.name for task in pages.tasks] == ["编辑审核"]
    assert Workflow.objects.active().count() == 2
