"""What somebody who never signed in gets to see: published pages, and nothing else."""

from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.models import CourseIndexPage, CoursePage
from tests.abuse.asking import is_refused, leads_to_login
from tests.abuse.pictures import picture
from tests.factories.people import UserFactory
from tests.people.sign_in.steps import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    """Published, and worked on since."""
    page = CoursePage(title="情绪识别", summary="已发布的简介", body=[("text", "<p>正文</p>")])
    CourseIndexPage.objects.get().add_child(instance=page)
    page.summary = "还没有发布的简介"
    page.save_revision()
    return page


@pytest.fixture
def draft():
    page = CoursePage(
        title="未发布的课", summary="草稿的简介", body=[("text", "<p>草稿</p>")], live=False
    )
    CourseIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
    return page


@pytest.mark.abuse("A02")
@pytest.mark.parametrize(
    "where",
    ["/media/{name}", "/media/x/../{name}", "/media/images/../{name}", "/media/%2e%2e/media/{name}",
     "/static/../media/{name}", "/private/{name}", "/{name}"],
)  # fmt: skip
def test_file_when_tried_by_its_place_on_disk_then_is_not_there(client, where):
    files = [
        get_document_model().objects.create(title="讲义", file=ContentFile(b"%PDF-", "plan.pdf")),
        get_image_model().objects.create(title="图", file=ContentFile(picture(), "a.png")),
    ]
    for kept in files:
        assert Path(kept.file.path).exists()
        response = client.get(where.format(name=kept.file.name))
        assert is_refused(response, 404)


@pytest.mark.abuse("A03")
def test_lesson_when_not_published_then_is_not_there(client, draft):
    assert is_refused(client.get(draft.url), 404)
    assert draft.title not in client.get("/").content.decode()


@pytest.mark.abuse("A03")
def test_lesson_when_taken_down_then_is_not_there_any_more(client, lesson):
    assert client.get(lesson.url).status_code == 200

    lesson.unpublish()

    assert is_refused(client.get(lesson.url), 404)


@pytest.mark.abuse("A03")
@pytest.mark.parametrize(
    "query", ["", "?preview=1", "?mode=draft", "?revision=1", "?in_preview_panel=true"]
)
def test_lesson_when_worked_on_since_then_shows_what_was_published(client, lesson, query):
    shown = client.get(f"{lesson.url}{query}").content.decode()

    assert "已发布的简介" in shown
    assert "还没有发布的简介" not in shown


@pytest.mark.abuse("A03")
@pytest.mark.parametrize(
    "address",
    ["/admin/pages/{pk}/edit/", "/admin/pages/{pk}/edit/preview/", "/admin/pages/{pk}/view_draft/",
     "/admin/pages/{pk}/revisions/{revision}/view/", "/admin/pages/{pk}/history/",
     "/admin/pages/{pk}/revisions/compare/earliest...latest/", "/admin/choose-page/",
     "/admin/api/main/pages/", "/admin/api/main/pages/{pk}/", "/admin/reports/site-history/"],
)  # fmt: skip
def test_desk_when_asked_for_a_draft_then_leads_to_log_in(client, draft, address):
    response = client.get(address.format(pk=draft.pk, revision=draft.latest_revision_id))

    assert leads_to_login(response)


@pytest.mark.abuse("A03")
@pytest.mark.parametrize(
    "address",
    ["/api/", "/api/v2/pages/", "/api/v2/pages/{pk}/", "/api/v2/documents/", "/api/v2/images/",
     "/pages/{pk}/", "/preview/"],
)  # fmt: skip
def test_api_of_pages_when_asked_for_then_there_is_none(client, draft, address):
    assert is_refused(client.get(address.format(pk=draft.pk)), 404)


AWAY = ["//evil.example", "/\\evil.example", "javascript:alert(1)", "https://evil.example/",
        "///evil.example/%2f..", "/\t/evil.example", "http:evil.example"]  # fmt: skip


@pytest.mark.abuse("A06")
@pytest.mark.parametrize("target", AWAY)
def test_answer_when_next_leads_away_then_stays_inside(client, target):
    """Wherever an address may say what comes next."""
    user = UserFactory(username="u-zhang")
    user.set_password(PASSWORD)
    user.save()
    answers = [
        client.post("/i18n/setlang/", {"language": "en", "next": target}),
        client.get("/i18n/setlang/", headers={"Referer": target}),
        client.get(f"/accounts/login/?{urlencode({'next': target})}"),
        client.post(f"/accounts/login/?{urlencode({'next': target})}",
                    {"login": "u-zhang", "password": PASSWORD}),
        client.get(f"/accounts/login/?{urlencode({'next': target})}"),
        client.post(f"/accounts/reauthenticate/?{urlencode({'next': target})}",
                    {"password": PASSWORD, "next": target}),
        client.post("/start/capacity/", {"capacity": "x", "next": target}),
        client.post("/accounts/logout/", {"next": target}),
    ]  # fmt: skip

    for answer in answers:
        led_to = urlsplit(answer.get("Location", "/"))
        assert (led_to.scheme, led_to.netloc) == ("", "")
        assert not answer.get("Location", "/").startswith(("//", "/\\"))
    assert answers[3].url == "/start/"
    assert 'href="javascript:' not in answers[2].content.decode()
