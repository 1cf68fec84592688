"""Wagtail's administration: who sees, edits, approves and takes down which page. A table of person × action.

Each answer of the permission tester is asked for at the doors too: a menu that does not show a thing
is no refusal.
"""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from courses.models import (
    CourseIndexPage,
    LessonIndexPage,
    LessonPage,
    NewsPage,
)
from tests.factories.publishing import again, door

pytestmark = pytest.mark.django_db
PEOPLE = ("author", "trainer", "editor", "other_editor", "officer", "superuser")


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


@pytest.mark.parametrize("person", ["trainer", "editor"])
def test_sections_when_the_explorer_is_opened_then_are_in_it(pages, desk, request, person):
    client = desk(request.getfixturevalue(person))
    home = LessonIndexPage.objects.get().get_parent()

    listed = client.get(reverse("wagtailadmin_explore", args=[home.pk])).content.decode()
    assert "课例资源库" in listed
    assert "通知公告" in listed
    assert client.get(f"/admin/api/main/pages/{home.pk}/").status_code == 200
    children = client.get(f"/admin/api/main/pages/?child_of={home.pk}&for_explorer=1").json()
    assert {"课例资源库", "通知公告"} <= {item["title"] for item in children["items"]}
