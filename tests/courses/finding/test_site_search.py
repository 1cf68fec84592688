import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from courses.enums import PageKind
from courses.finding.indexing import reindex_pages
from courses.finding.site_search import SiteResults, search_site
from courses.models import NewsIndexPage
from tests.courses.finding.shelves import put_course, put_lesson, put_news

pytestmark = pytest.mark.django_db


def search(address: str) -> SiteResults:
    return search_site(QueryDict(address))


def titles(results: SiteResults) -> list[str]:
    return [found.page.title for found in results.results]


@pytest.fixture
def shelf():
    for number in range(5):
        put_lesson(f"心理课 {number}", "正文")
    put_course("心理辅导入门")
    put_news("关于心理健康月的通知", "各校开展活动。")


def test_search_when_several_kinds_match_then_shows_the_first_of_each_and_counts_all(shelf):
    results = search("q=心理")

    assert [(group.kind, group.count) for group in results.groups] == [
        (PageKind.LESSON, 5),
        (PageKind.COURSE, 1),
        (PageKind.NEWS, 1),
    ]
    assert [[found.page.title for found in group.results] for group in results.groups] == [
        ["心理课 4", "心理课 3", "心理课 2"],
        ["心理辅导入门"],
        ["关于心理健康月的通知"],
    ]
    assert results.count == 7


def test_search_when_a_kind_is_chosen_then_lists_all_of_it(shelf):
    results = search("q=心理&kind=lesson")

    assert titles(results) == [f"心理课 {number}" for number in (4, 3, 2, 1, 0)]
    assert results.chosen == PageKind.LESSON
    assert [group.count for group in results.groups] == [5, 1, 1]


def test_search_when_the_kind_is_nonsense_then_shows_all(shelf):
    assert len(search("q=心理&kind=x").groups) == 3


def test_search_when_a_kind_is_chosen_that_nothing_is_of_then_lists_nothing(shelf):
    results = search("q=心理&kind=policy")

    assert titles(results) == []
    assert results.count == 7


def test_search_when_words_stand_in_a_section_then_finds_the_section():
    reindex_pages()

    assert "政策文库" in titles(search("q=政策文库"))


def test_search_when_nothing_is_found_then_suggests(shelf):
    results = search("q=心礼课")

    assert results.count == 0
    assert [(one.label, one.count) for one in results.suggestions] == [("心理课", 5)]


def test_search_when_nothing_is_asked_then_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert search("q=").groups == []
        assert search("q=？").groups == []


def test_search_when_a_section_is_closed_then_says_nothing_of_its_pages(shelf):
    section = NewsIndexPage.objects.get()
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)

    assert PageKind.NEWS not in [group.kind for group in search("q=心理").groups]


@pytest.mark.parametrize("address", ["/search/", "/search/?q=心理", "/search/?q=心理&kind=lesson"])
def test_page_when_rows_grow_then_costs_the_same(client, address, shelf):
    client.get(address)
    before = queries_of(client, address)

    for number in range(30):
        put_lesson(f"心理课 更多 {number}")

    assert queries_of(client, address) == before
    assert before <= 20


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_page_when_something_is_found_then_marks_it_and_sets_no_cookie(client, shelf):
    page = client.get("/search/?q=心理").content.decode()

    assert "<mark>心理</mark>辅导入门" in page
    assert "?q=%E5%BF%83%E7%90%86&amp;kind=lesson" in page
    assert not client.cookies


def test_page_when_words_are_markup_then_shows_them_escaped(client):
    page = client.get("/search/", {"q": "<img src=x>"}).content.decode()

    assert "<img src=x>" not in page


def test_home_page_and_header_when_opened_then_hold_a_search_field(client):
    page = client.get("/").content.decode()

    assert page.count('action="/search/"') == 2
