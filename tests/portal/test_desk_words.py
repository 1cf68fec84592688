"""Wagtail's administration speaks Chinese to those who work in it: no word of English on its screens."""

import json

import pytest
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, ReferenceIndex, get_page_models

from courses.models import (
    CourseIndexPage,
    CoursePage,
    HomePage,
    LessonIndexPage,
    LessonPage,
    NewsIndexPage,
    NewsPage,
    Video,
)
from courses.publishing.services.handing_in import submit_lesson
from courses.using.services.keeping import save_lesson, thank
from tests.english import english_in
from tests.factories.people import PostFactory, SchoolFactory, UnitFactory, UserFactory
from tests.factories.publishing import again, granted, whole_lesson

pytestmark = pytest.mark.django_db

EVERYWHERE = [
    "/admin/",
    "/admin/account/",
    "/admin/pages/{home}/",
    "/admin/pages/search/",
    "/admin/pages/search/?q=没有",
    "/admin/images/",
    "/admin/images/?q=没有",
    "/admin/images/{image}/",
    "/admin/images/{image}/delete/",
    "/admin/images/usage/{image}/",
    "/admin/images/multiple/add/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/documents/?q=没有",
    "/admin/documents/edit/{document}/",
    "/admin/documents/delete/{document}/",
    "/admin/documents/usage/{document}/",
    "/admin/documents/multiple/add/",
    "/admin/snippets/courses/video/",
    "/admin/snippets/courses/video/add/",
    "/admin/snippets/courses/video/edit/{video}/",
    "/admin/snippets/courses/video/delete/{video}/",
    "/admin/snippets/courses/video/usage/{video}/",
    "/admin/snippets/courses/video/history/{video}/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/bulk/wagtailimages/image/delete/?id={image}",
    "/admin/bulk/wagtaildocs/document/delete/?id={document}",
    "/admin/bulk/courses/video/delete/?id={video}",
]
OF_A_PAGE = [
    "/admin/pages/{page}/edit/",
    "/admin/pages/{page}/history/",
    "/admin/pages/{page}/usage/",
    "/admin/pages/{page}/workflow_history/",
    "/admin/pages/{page}/workflow_history/detail/{review}/",
    "/admin/pages/{page}/revisions/compare/earliest...latest/",
    "/admin/pages/{page}/revisions/{revision}/revert/",
    "/admin/pages/{page}/copy/",
    "/admin/pages/{page}/delete/",
    "/admin/bulk/wagtailcore/page/delete/?id={page}",
    "/admin/bulk/wagtailcore/page/move/?id={page}",
]
TRAINER = [
    "/admin/pages/{courses}/",
    "/admin/pages/add/courses/coursepage/{courses}/",
    "/admin/pages/add/courses/lessonpage/{lessons}/",
]
EDITOR = [
    "/admin/pages/{news}/",
    "/admin/pages/add/courses/newspage/{news}/",
    "/admin/pages/{lesson}/edit/",
    "/admin/pages/{lesson}/workflow_history/",
    "/admin/pages/{public}/edit/",
    "/admin/pages/{public}/unpublish/",
    "/admin/reports/locked/",
    "/admin/bulk/wagtailcore/page/unpublish/?id={public}",
]
OFFICER = [
    "/admin/pages/{public}/move/",
    "/admin/pages/{home}/edit/",
    "/admin/pages/{home}/?ordering=ord",
    "/admin/pages/{news}/edit/",
    "/admin/pages/{lesson}/edit/",
    "/admin/pages/{lesson}/move/",
    "/admin/pages/add/courses/standardpage/{home}/",
    "/admin/pages/usage/courses/newspage/",
    "/admin/reports/locked/",
    "/admin/reports/page-types-usage/",
    "/admin/bulk/wagtailcore/page/move/?id={public}",
]
# They answer with JSON that holds the screen.
DIALOGS = [
    "/admin/choose-page/",
    "/admin/choose-external-link/",
    "/admin/choose-email-link/",
    "/admin/choose-phone-link/",
    "/admin/choose-anchor-link/",
    "/admin/images/chooser/",
    "/admin/images/chooser/{image}/select_format/",
    "/admin/documents/chooser/",
    "/admin/snippets/choose/courses/video/",
    "/admin/pages/{page}/privacy/",
]
# Named in Wagtail's own template, and never seen: screen readers find it beside the search field.
HIDDEN_BUTTON = frozenset({"Search"})


@pytest.fixture
def unit():
    return UnitFactory(name="东湖区")


@pytest.fixture
def trainer():
    return granted(trainer=True, user__last_name="吴", user__first_name="昊")


@pytest.fixture
def editor(unit):
    return granted(editor=True, unit=unit, user__last_name="孙", user__first_name="悦")


def written(page: Page, index: Page, by) -> Page:
    """A draft of two versions, handed in and returned."""
    page.live, page.owner = False, by
    index.add_child(instance=page)
    page.save_revision(user=by, clean=False, log_action=True)
    page.summary = "改了摘要。"
    page.body = [("heading", "改了正文")]
    page.save_revision(user=by, clean=False, log_action=True)
    state = page.get_workflow().start(page, by)
    state.current_task_state.reject(user=granted(), comment="请补充来源。")
    return page


@pytest.fixture
def places(unit, trainer, editor):
    """What there is to be looked at, by the names that the addresses use."""
    author = UserFactory(last_name="陈", first_name="望")
    school = SchoolFactory(unit=unit, name="东湖中学")
    PostFactory(teacher__user=author, teacher__name="陈望", school=school)
    lesson = whole_lesson(author)
    submit_lesson(lesson, by=again(author))
    public = NewsPage(title="已经发布的通知", unit=unit)
    NewsIndexPage.objects.get().add_child(instance=public)
    return {
        "home": HomePage.objects.get().pk,
        "courses": CourseIndexPage.objects.get().pk,
        "lessons": LessonIndexPage.objects.get().pk,
        "news": NewsIndexPage.objects.get().pk,
        "lesson": lesson.pk,
        "public": public.pk,
    }


def belonging_to(person, page: Page) -> dict:
    image = get_image_model().objects.create(
        title="图", file=get_test_image_file(filename="t.png"), uploaded_by_user=person
    )
    document = get_document_model().objects.create(
        title="教案", file="documents/t.pdf", uploaded_by_user=person
    )
    video = Video.objects.create(
        title="片", address="https://www.bilibili.com/video/BV1xx411c7mD", uploaded_by=person
    )
    return {
        "page": page.pk,
        "revision": page.revisions.order_by("pk").first().pk,
        "review": page.workflow_states.get().pk,
        "image": image.pk,
        "document": document.pk,
        "video": video.pk,
    }


@pytest.fixture
def trainers(trainer, places):
    course = written(CoursePage(title="伦理课"), CourseIndexPage.objects.get(), trainer)
    return trainer, places | belonging_to(trainer, course)


@pytest.fixture
def editors(editor, unit, places):
    news = written(NewsPage(title="本区通知", unit=unit), NewsIndexPage.objects.get(), editor)
    return editor, places | belonging_to(editor, news)


def shown(answer) -> str:
    if answer.headers["Content-Type"].startswith("application/json"):
        return json.loads(answer.content)["html"]
    return answer.content.decode()


def english_at(person, addresses, known=frozenset()) -> dict[str, str]:
    """Each text with English in it and where it was met first; a screen that does not open is named too."""
    client = Client()
    client.force_login(person)
    found = {}
    for address in addresses:
        answer = client.get(address)
        if answer.status_code != 200:
            found[f"answers {answer.status_code}: {address}"] = address
            continue
        for text in english_in(shown(answer), known | {person.username}):
            found.setdefault(text, address)
    return found


def at(places, *addresses: str) -> list[str]:
    return [address.format(**places) for address in addresses]


def test_desk_when_a_trainer_works_there_then_is_in_chinese(trainers):
    trainer, places = trainers
    assert english_at(trainer, at(places, *EVERYWHERE, *OF_A_PAGE, *TRAINER)) == {}


def test_desk_when_an_editor_works_there_then_is_in_chinese(editors):
    editor, places = editors
    assert english_at(editor, at(places, *EVERYWHERE, *OF_A_PAGE, *EDITOR)) == {}


def test_desk_when_the_city_works_there_then_is_in_chinese(places):
    """Each section takes pages of its own kinds; the report counts them by the names of the code."""
    kinds = frozenset(model._meta.label_lower for model in get_page_models())
    forms = [
        f"/admin/pages/add/courses/{kind._meta.model_name}/{section.pk}/"
        for section in HomePage.objects.get().get_children().specific()
        for kind in section.creatable_subpage_models()
    ]

    assert len(forms) > 8
    assert english_at(granted(), [*at(places, *OFFICER), *forms], kinds) == {}


def test_dialogs_when_an_editor_opens_them_then_are_in_chinese(editors):
    editor, places = editors
    assert english_at(editor, at(places, *DIALOGS), HIDDEN_BUTTON) == {}


def test_desk_when_something_was_done_then_says_so_in_chinese(editors):
    editor, places = editors
    client = Client()
    client.force_login(editor)
    done = {
        "/admin/pages/{page}/copy/": {
            "new_title": "副本",
            "new_slug": "copy",
            "new_parent_page": places["news"],
        },
        "/admin/pages/{page}/lock/": {},
        "/admin/pages/{page}/unlock/": {},
        "/admin/pages/{public}/unpublish/": {},
        "/admin/pages/{page}/delete/": {},
        "/admin/images/{image}/delete/": {},
        "/admin/documents/delete/{document}/": {},
        "/admin/snippets/courses/video/delete/{video}/": {},
        "/admin/account/": {},
    }

    for address, sent in done.items():
        answer = client.post(address.format(**places), sent, follow=True)
        assert "w-messages" in answer.content.decode()
        assert english_in(answer.content.decode(), frozenset({editor.username})) == [], address


def test_lesson_when_teachers_keep_and_thank_then_its_use_names_none_of_it(editors):
    editor, places = editors
    lesson = LessonPage.objects.get(pk=places["lesson"])
    reader = PostFactory(teacher__user=UserFactory()).teacher.user
    LessonPage.objects.update(live=True)
    save_lesson(lesson, by=reader)
    thank(lesson, by=reader)

    assert not ReferenceIndex.get_references_to(lesson).exists()
