"""What is found, as it is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from wagtail.models import Page

from courses.finding.excerpts import absent_from, excerpt, marked
from courses.finding.models import SearchEntry

# Of an entry, what a result shows.
SHOWN = ("kind", "published_at", "summary", "body")


@dataclass(frozen=True, slots=True)
class Found:
    """A page and its words with marks. `excerpt` only where title and summary do not say why."""

    page: Page
    kind: str
    title: SafeString
    summary: SafeString
    excerpt: SafeString

    @classmethod
    def of(cls, entry: SearchEntry, page: Page, terms: Sequence[str]) -> "Found":
        elsewhere = absent_from(f"{page.title}\n{entry.summary}", terms)
        return cls(
            page=page,
            kind=entry.kind,
            title=marked(page.title, terms),
            summary=marked(entry.summary, terms),
            excerpt=excerpt(entry.body, elsewhere) if elsewhere else SafeString(""),
        )


def page_of(listed: QuerySet, size: int, count: int, asked: str | None) -> PageOfList:
    """The page asked for, of keys alone: whatever else is read would be read of all that are sorted."""
    paginator = Paginator(listed.values_list("pk", flat=True), size)
    paginator.count = count  # known already
    return paginator.get_page(asked)


def found_of(keys: Iterable[int], pages: QuerySet, terms: Sequence[str]) -> list[Found]:
    """Results in the order of `keys`, their pages loaded from `pages`. One query and those of `pages`."""
    keys = list(keys)
    entries = SearchEntry.objects.only(*SHOWN).in_bulk(keys)
    loaded = pages.in_bulk(keys)
    return [Found.of(entries[key], loaded[key], terms) for key in keys if key in loaded]
