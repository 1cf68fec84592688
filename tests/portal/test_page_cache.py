"""Anonymous pages come whole from the store; what is published empties it."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import NewsIndexPage, NewsPage
from tests.factories.people import UserFactory


@pytest.fixture(autouse=True)
def kept(settings, db):
    settings.PAGE_CACHE_SECONDS = 900
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def news(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = NewsIndexPage.objects.get().add_child(instance=NewsPage(title="培训通知", slug="n1"))
        page.save_revision().publish()
    return page


def publish(page, title, capture):
    page.title = title
    with capture(execute=True):
        page.save_revision().publish()


def test_page_when_read_again_then_asks_nothing_of_the_database(client, news):
    first = client.get("/news/n1/")

    with CaptureQueriesContext(connection) as queries:
        second = client.get("/news/n1/")

    assert second.content == first.content
    assert len(queries) == 0
    assert "Content-Security-Policy" in second.headers


def test_page_when_read_without_a_session_then_sets_no_cookie(client, news):
    assert client.get("/news/n1/").cookies == {}
    assert client.get("/").cookies == {}


def test_page_when_published_anew_then_is_new_everywhere(
    client, news, django_capture_on_commit_callbacks
):
    for address in ("/news/n1/", "/news/", "/", "/feeds/news.xml"):
        assert "培训通知" in client.get(address).content.decode()

    publish(news, "培训改期", django_capture_on_commit_callbacks)

    for address in ("/news/n1/", "/news/", "/", "/feeds/news.xml"):
        assert "培训改期" in client.get(address).content.decode()


def test_page_when_taken_down_then_is_gone(client, news, django_capture_on_commit_callbacks):
    assert client.get("/news/n1/").status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        news.unpublish()

    assert client.get("/news/n1/").status_code == 404


def test_page_when_something_is_published_meanwhile_then_is_not_kept(
    client, news, django_capture_on_commit_callbacks, monkeypatch
):
    """The old page was being made while the new one came: it must not stay."""
    made = NewsPage.serve

    def slow(page, request, *args, **kwargs):
        response = made(page, request, *args, **kwargs).render()
        publish(NewsPage.objects.get(), "培训改期", django_capture_on_commit_callbacks)
        return response

    monkeypatch.setattr(NewsPage, "serve", slow)
    assert "培训通知" in client.get("/news/n1/").content.decode()
    monkeypatch.setattr(NewsPage, "serve", made)

    assert "培训改期" in client.get("/news/n1/").content.decode()


def test_page_when_read_by_somebody_signed_in_then_is_made_for_them(client, news):
    client.get("/news/n1/")
    client.force_login(UserFactory(first_name="王岚"))

    answer = client.get("/news/n1/")

    assert "王岚" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    client.logout()
    client.cookies.clear()
    assert "王岚" not in client.get("/news/n1/").content.decode()


def test_page_when_language_is_chosen_then_each_has_its_own(client, news):
    chinese = client.get("/news/n1/").content.decode()
    client.cookies["django_language"] = "en"

    assert '<html lang="en">' in client.get("/news/n1/").content.decode()
    assert '<html lang="zh-Hans">' in chinese


def test_page_when_the_browser_has_it_already_then_says_so(client, news):
    tag = client.get("/news/n1/").headers["ETag"]

    answer = client.get("/news/n1/", headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert answer.content == b""


def test_working_screens_when_read_then_are_never_kept(client, news):
    client.get("/accounts/login/")

    assert caches["pages"].get("emptied")
    assert client.get("/accounts/login/").cookies
