"""Wagtail's own search finds Chinese on both databases (courses.search)."""

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Not, Or, Phrase, PlainText

from courses.models import LessonIndexPage, LessonPage
from courses.search.bigrams import index_text, phrase_of, words_of
from tests.factories.people import UserFactory

# Title and body of each page; the letters name it.
PAGES = {
    "A": ("心理健康教育课：认识情绪", "<p>危机干预的流程由学校另行制定。</p>"),
    "B": ("沙盘里的小世界", "<p>用CBT的方法看见想法。</p>"),
    "C": ("武昌区的一节班会", "<p>心中有话，慢慢说。</p>"),
    "D": ("考前放松", "<p>CBT2026 手册；危机之后再谈干预。</p>"),
}


@pytest.fixture
def pages(db):
    section = LessonIndexPage.objects.get()
    for letter, (title, text) in PAGES.items():
        section.add_child(
            instance=LessonPage(
                title=title,
                slug=letter.lower(),
                grade_from=7,
                grade_to=9,
                topic="emotion",
                author="王老师",
                year=2025,
                body=[("text", text)],
            )
        )
    call_command("update_index", verbosity=0)


def found(results) -> str:
    return "".join(sorted(page.slug.upper() for page in results if len(page.slug) == 1))


def search(query, **options) -> str:
    return found(Page.objects.search(query, **options))


@pytest.mark.parametrize(
    ("query", "pages_found"),
    [
        ("心理", "A"),
        ("心理健康", "A"),
        ("危机干预", "A"),
        ("危机", "AD"),
        ("危机 干预", "AD"),
        ("沙盘", "B"),
        ("武昌区", "C"),
        ("CBT", "B"),
        ("cbt", "B"),
        ("CBT2026", "D"),
        ("CBT的方法", "B"),
        ("心", "AC"),
        ("话", "C"),
        ("理心", ""),
        ("危机，干预", "AD"),
        ("沙盘 武昌", ""),
    ],
)
def test_search_when_chinese_then_finds_what_a_reader_would(pages, query, pages_found):
    assert search(query) == pages_found


@pytest.mark.parametrize("query", ['"', "%00", "%", "'", "\\", "*", "()", "？！", "\x00", " ", ""])
def test_search_when_marks_alone_then_finds_nothing_and_does_not_break(pages, query):
    assert search(query) == ""
    assert found(Page.objects.autocomplete(query)) == ""


@pytest.mark.parametrize(
    ("query", "pages_found"),
    [
        (PlainText("沙盘 武昌区", operator="or"), "BC"),
        (Or([PlainText("沙盘"), PlainText("武昌区")]), "BC"),
        (And([PlainText("危机"), PlainText("心理")]), "A"),
        (And([PlainText("危机"), Not(PlainText("心理"))]), "D"),
        (Phrase("危机干预"), "A"),
        (Phrase("用CBT的"), "B"),
        (Phrase("CBT的方"), "B"),
        (Phrase("方法CBT"), ""),
        (Phrase('"'), ""),
        (Or([PlainText('"'), PlainText("沙盘")]), "B"),
    ],
)
def test_search_when_words_are_combined_then_finds_as_combined(pages, query, pages_found):
    assert search(query) == pages_found


def test_search_when_negated_then_finds_the_rest(pages):
    lessons = LessonPage.objects.search(Not(PlainText("危机")))

    assert found(lessons) == "BC"


@pytest.mark.parametrize(
    ("query", "pages_found"),
    [
        ("沙", "B"),
        ("沙盘", "B"),
        ("沙盘里的小", "B"),
        ("心理健", "A"),
        ("考前 放", "D"),
        ("世界沙", ""),
    ],
)
def test_autocomplete_when_a_title_is_begun_then_finds_it(pages, query, pages_found):
    assert found(Page.objects.autocomplete(query)) == pages_found


def test_facet_when_asked_for_then_counts(pages):
    kind = LessonPage.objects.first().content_type_id

    assert dict(Page.objects.search("危机").facet("content_type_id")) == {kind: 2}


def test_explorer_when_an_editor_searches_then_lists_the_page(pages, client):
    client.force_login(UserFactory(is_superuser=True))

    # Wagtail looks in the titles here, as the words are being typed.
    listed = client.get("/admin/pages/search/", {"q": "健康教育"}).content.decode()

    assert "认识情绪" in listed
    assert "沙盘里的小世界" not in listed


def test_chooser_when_an_editor_searches_then_offers_the_page(pages, client):
    client.force_login(UserFactory(is_superuser=True))

    offered = client.get("/admin/choose-page/search/", {"q": "沙盘"}).content.decode()

    assert "沙盘里的小世界" in offered
    assert "考前放松" not in offered


def test_backend_when_configured_then_is_ours():
    assert type(get_search_backend()).__name__ == "BigramSearchBackend"


def test_index_text_when_mixed_then_pairs_han_and_leaves_the_rest():
    assert index_text("心理健康CBT 法").split() == ["心理", "理健", "健康", "康", "CBT", "法"]


def test_words_when_split_then_each_run_is_a_term_of_pairs():
    assert [str(term) for term in words_of("危机干预，CBT")] == ["危机 机干 干预", "CBT"]


def test_phrase_when_of_several_runs_then_its_tokens_follow_as_in_the_index():
    (term,) = phrase_of("用CBT做")

    assert term.tokens == ("用", "CBT", "做")
    assert term.is_prefix
