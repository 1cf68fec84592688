"""Wagtail's administration: who sees, edits, approves and takes down which page. A table of person × action.

Each answer of the permission tester is asked for at the doors too: a menu that does not show a thing
is no refusal.
"""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Workflow
from wagtail.permissions import policy_registry

from courses.models import (
    CourseIndexPage,
    CoursePage,
    HomePage,
    LessonIndexPage,
    LessonPage,
    NewsIndexPage,
    NewsPage,
)
from courses.publishing.services.handing_in import submit_lesson
from people.models import Unit
from tests.factories.people import SchoolFactory, UserFactory
from tests.factories.publishing import again, whole_lesson

pytestmark = pytest.mark.django_db
PEOPLE = ("author", "trainer", "editor", "other_editor", "officer", "superuser")


@pytest.fixture
def superuser(db):
    return UserFactory(is_superuser=True)


@pytest.fixture
def pages(author, trainer, unit, lesson) -> dict[str, Page]:
    """Drafts of different hands and places."""
    courses, news = CourseIndexPage.objects.get(), NewsIndexPage.objects.get()

    def added(index, page, by):
        page.live, page.owner = False, by
        index.add_child(instance=page)
        page.save_revision(user=by, clean=False)
        return page

    city = Unit.objects.get(code="420100")
    return {
        "lesson": lesson,
        "course": added(courses, CoursePage(title="伦理课", unit=city), trainer),
        "news_of_unit": added(news, NewsPage(title="本区通知", unit=unit), None),
        "news_of_city": added(news, NewsPage(title="全市通知"), None),
        "home": HomePage.objects.get(),
        "section": news,
    }


# In the order of PEOPLE: author, trainer, editor, other editor, officer, superuser.
EDIT = {
    "lesson": "..+.++",
    "course": ".+..++",
    "news_of_unit": "..+.++",
    "news_of_city": "....++",
    "home": "....++",
    "section": "....++",
}
APPROVE = {
    "lesson": "..+.++",
    "course": "....++",
    "news_of_unit": "..+.++",
    "news_of_city": "....++",
    "home": "....++",
    "section": "....++",
}
DELETE = {
    "lesson": "..+.++",
    "course": ".+..++",
    "news_of_unit": "..+.++",
    "news_of_city": "....++",
}
ADD_BELOW = {"home": "....++", "section": "..++++"}


def answers(pages, request, name, ask) -> str:
    found = []
    for person in PEOPLE:
        user = again(request.getfixturevalue(person))
        found.append(
            "+" if ask(Page.objects.get(pk=pages[name].pk).permissions_for_user(user)) else "."
        )
    return "".join(found)


@pytest.mark.parametrize(("name", "expected"), EDIT.items())
def test_page_when_asked_then_is_edited_by_those_it_belongs_to(pages, request, name, expected):
    assert answers(pages, request, name, lambda asked: asked.can_edit()) == expected


@pytest.mark.parametrize(("name", "expected"), APPROVE.items())
def test_page_when_asked_then_is_approved_by_others_than_its_author(pages, request, name, expected):
    assert answers(pages, request, name, lambda asked: asked.can_publish()) == expected


@pytest.mark.parametrize(("name", "expected"), DELETE.items())
def test_draft_when_asked_then_is_deleted_by_those_it_belongs_to(pages, request, name, expected):
    assert answers(pages, request, name, lambda asked: asked.can_delete()) == expected


@pytest.mark.parametrize(("name", "expected"), ADD_BELOW.items())
def test_section_when_asked_then_takes_pages_of_editors(pages, request, name, expected):
    assert answers(pages, request, name, lambda asked: asked.can_add_subpage()) == expected


@pytest.mark.parametrize("index", [CourseIndexPage, LessonIndexPage])
def test_trainer_when_in_the_section_of_their_kinds_then_adds_pages(trainer, index):
    assert index.objects.get().permissions_for_user(again(trainer)).can_add_subpage()


def test_page_when_changed_last_by_an_editor_then_not_approved_by_them(pages, editor):
    pages["lesson"].save_revision(user=editor)

    asked = LessonPage.objects.get().permissions_for_user(again(editor))
    assert asked.can_edit()
    assert not asked.can_publish()


def test_page_when_changed_last_by_a_superuser_then_not_approved_by_them(pages, superuser):
    pages["lesson"].save_revision(user=superuser)

    assert not LessonPage.objects.get().permissions_for_user(superuser).can_publish()


def test_public_page_when_asked_then_is_not_deleted_but_taken_down(pages, editor, officer):
    page = pages["news_of_unit"]
    page.get_latest_revision().publish()
    asked = NewsPage.objects.get(pk=page.pk).permissions_for_user(again(editor))

    assert not asked.can_delete()
    assert asked.can_unpublish()


def test_nobody_publishes_while_making_or_copying(pages, request):
    for person in PEOPLE:
        user = again(request.getfixturevalue(person))
        assert not pages["section"].permissions_for_user(user).can_publish_subpage()


@pytest.fixture
def desk():
    """A browser of somebody, at Wagtail's administration."""

    def opened(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return opened


# Doors to one page: what a person without a part in it must not pass.
DOORS = (
    "edit",
    "history",
    "workflow_history",
    "view_draft",
    "preview_on_edit",
    "delete",
    "copy",
    "move",
    "usage",
    "unpublish",
    "lock",
    "unlock",
    "revisions_compare",
    "revisions_view",
    "revisions_revert",
)


def door(name, page):
    args = [page.pk]
    revision = page.latest_revision_id
    args += {"revisions_compare": ["earliest", "latest"]}.get(name, [])
    args += [revision] if name in ("revisions_view", "revisions_revert") else []
    return reverse(f"wagtailadmin_pages:{name}", args=args)


@pytest.mark.parametrize("name", DOORS)
@pytest.mark.parametrize("person", ["trainer", "other_editor"])
def test_foreign_page_when_its_doors_are_tried_then_they_are_closed(
    pages, desk, request, name, person
):
    page = LessonPage.objects.get()
    client = desk(request.getfixturevalue(person))

    for answer in (client.get(door(name, page)), client.post(door(name, page), {"title": "夺"})):
        assert answer.status_code in (302, 403, 405), name
        assert "情绪的温度" not in answer.content.decode()
    assert LessonPage.objects.get().get_latest_revision_as_object().title == "情绪的温度"


@pytest.mark.parametrize("person", ["trainer", "other_editor"])
def test_foreign_draft_when_looked_for_then_is_in_no_list(pages, desk, request, person):
    client = desk(request.getfixturevalue(person))
    index = LessonIndexPage.objects.get()
    for address in (
        reverse("wagtailadmin_explore", args=[index.pk]),
        reverse("wagtailadmin_explore", args=[index.pk]) + "?q=情绪",
        reverse("wagtailadmin_pages:search") + "?q=情绪",
        reverse("wagtailadmin_choose_page_child", args=[index.pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=情绪",
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:workflow_tasks"),
        reverse("wagtailadmin_reports:page_types_usage"),
        "/admin/api/main/pages/?fields=*",
        reverse("wagtailadmin_home"),
    ):
        answer = client.get(address, follow=True)
        assert "情绪的温度" not in answer.content.decode(), address


@pytest.mark.parametrize("person", ["trainer", "other_editor"])
def test_foreign_page_when_opened_in_the_explorer_then_refused(pages, desk, request, person):
    client = desk(request.getfixturevalue(person))

    answer = client.get(reverse("wagtailadmin_explore", args=[pages["lesson"].pk]))

    assert answer.status_code in (302, 403)


def test_own_pages_when_looked_for_then_are_in_the_lists(pages, desk, editor, trainer):
    index = LessonIndexPage.objects.get()
    listed = desk(editor).get(reverse("wagtailadmin_explore", args=[index.pk]))
    assert "情绪的温度" in listed.content.decode()

    index = CourseIndexPage.objects.get()
    listed = desk(trainer).get(reverse("wagtailadmin_explore", args=[index.pk]))
    assert "伦理课" in listed.content.decode()


def test_lists_when_asked_of_the_policy_then_agree_with_the_tester(pages, request):
    policy = policy_registry.get_by_type(Page)
    for person in PEOPLE[1:]:
        user = again(request.getfixturevalue(person))
        found = set(
            policy.instances_user_has_permission_for(user, "change").values_list("pk", flat=True)
        )
        single = {
            page.pk
            for page in Page.objects.filter(depth__gt=1).specific()
            if page.permissions_for_user(user).can_edit()
        }
        assert found - {Page.objects.get(depth=1).pk} == single, person


@pytest.mark.parametrize("person", ["trainer", "other_editor", "editor"])
def test_bulk_actions_when_posted_then_touch_no_foreign_page(pages, desk, request, person):
    client = desk(request.getfixturevalue(person))
    page = pages["news_of_city"]
    for action in ("delete", "publish", "unpublish", "move"):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        client.post(f"{address}?id={page.pk}", {"chooser": pages["home"].pk})
    kept = NewsPage.objects.get(pk=page.pk)
    assert not kept.live
    assert kept.get_parent().pk == pages["section"].pk


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
