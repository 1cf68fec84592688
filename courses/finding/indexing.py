"""Keeps the entries as the published pages are."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from wagtail.models import Page

from courses.finding.contents import entry_of
from courses.finding.models import SearchEntry
from courses.models import SitePage

BATCH = 200
FIELDS = [field.name for field in SearchEntry._meta.fields if not field.primary_key]


def index_page(page: Page) -> None:
    """Writes the words of a page as it is published; a page that is not has none.

    Read anew: at a publication that is set for a later day `page` holds what is not public yet.
    """
    public = type(page)._default_manager.filter(pk=page.pk, live=True).first()
    if isinstance(public, SitePage):
        _write([entry_of(public)])
    else:
        forget_page(page)


def forget_page(page: Page) -> None:
    SearchEntry.objects.filter(page_id=page.pk).delete()


def reindex_pages(*, only_missing: bool = False) -> int:
    """Writes the entries of all published pages, or of those without one. How many were written."""
    live = Page.objects.live()
    SearchEntry.objects.exclude(page__in=live).delete()
    pages = live.filter(search_entry=None) if only_missing else live
    return sum(_index_some(pages.filter(pk__in=keys)) for keys in _in_batches(pages))


def _in_batches(pages) -> Iterator[list[int]]:
    keys = list(pages.order_by("pk").values_list("pk", flat=True))
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


@transaction.atomic
def _index_some(pages) -> int:
    entries = [entry_of(page) for page in pages.specific() if isinstance(page, SitePage)]
    _write(entries)
    return len(entries)


def _write(entries: Iterable[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["page"], update_fields=FIELDS
    )
