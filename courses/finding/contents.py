"""What a page says, as plain text, and what it is filed under."""

from collections.abc import Iterable, Iterator
from functools import cache

from django.db.models import Field
from django.utils import translation
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from common.clock import now
from courses.enums import PageKind
from courses.finding.folding import fold, tidy
from courses.finding.initials import initials_of
from courses.finding.models import SearchEntry
from courses.finding.words import CHINESE, grade_words
from courses.models import CoursePage, LessonPage, SitePage

# Of the fields with choices, those whose words nobody looks for.
UNSAID = frozenset({"licence", "grade_from", "grade_to"})
# Some characters become several when folded.
LONGEST_TITLE, LONGEST_AUDIENCE = 255, 100


def entry_of(page: SitePage, texts: Iterable[str] | None = None) -> SearchEntry:
    """The entry of a page as it is now, not saved; words of choices in Chinese, whoever publishes.

    `texts`: those of `texts_of`, where they are known already.
    """
    title, summary = tidy(page.title), tidy(page.summary)
    with translation.override(CHINESE):
        lead = fold(" ".join([summary, *keywords_of(page)]))
        body = tidy(" ".join(texts_of(page) if texts is None else texts))
    folded_title = fold(title)[:LONGEST_TITLE]
    return SearchEntry(
        page_id=page.pk,
        kind=kind_of(page),
        published_at=page.first_published_at or now(),
        title=folded_title,
        initials=initials_of(folded_title),
        lead=lead,
        text="\n".join([folded_title, lead, fold(body)]),
        summary=summary,
        body=body,
        **_filed_under(page),
    )


def kind_of(page: Page) -> str:
    """Named as the page's type is: LessonPage is a `lesson`."""
    name = page._meta.model_name.removesuffix("page")
    return name if name in PageKind.values else PageKind.PAGE


def keywords_of(page: SitePage) -> Iterator[str]:
    """The words besides title and text: names, numbers, and what the page is filed under."""
    yield from (str(getattr(page, name) or "") for name in page.searched)
    for field in page._meta.fields:
        if field.choices and field.name not in UNSAID:
            yield _labels(field).get(getattr(page, field.name), "")
    if isinstance(page, LessonPage):
        yield from grade_words(page.grade_from, page.grade_to)
        yield str(page.year)
    for place in ("school", "unit"):
        if found := getattr(page, place, None):
            yield found.name


def texts_of(page: SitePage) -> Iterator[str]:
    """The words of the page's blocks, then those it holds elsewhere."""
    for field in page._meta.fields:
        if isinstance(field, StreamField):
            said = field.get_searchable_content(getattr(page, field.name))
            yield from (text for text in said if text != str(None))  # so an absent value speaks
        elif isinstance(field, RichTextField):
            yield get_text_for_indexing(getattr(page, field.name))
    yield from page.further_texts()


@cache
def _labels(field: Field) -> dict[object, str]:
    """Chinese words of a field's choices: asking the field for one each time costs ten times as much."""
    with translation.override(CHINESE):
        return {value: str(label) for value, label in field.flatchoices}


def _filed_under(page: SitePage) -> dict:
    if isinstance(page, LessonPage):
        return {
            "grade_from": page.grade_from,
            "grade_to": page.grade_to,
            "topic": page.topic,
            "lesson_kind": page.kind,
            "award": page.award,
            "year": page.year,
        }
    if isinstance(page, CoursePage):
        return {
            "stage": page.stage,
            "category": page.category,
            "audience": fold(page.audience)[:LONGEST_AUDIENCE],
        }
    return {}
