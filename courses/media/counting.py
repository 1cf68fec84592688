"""How often pages are read and taken, counted without knowing by whom.

Of a visitor nothing is stored. So that a page opened again within half an hour counts once, a value
that cannot be turned back, made from the network address and the page, lies in a cache for so long.
"""

from dataclasses import dataclass

from django.core.cache import caches
from django.db import connection
from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils.crypto import salted_hmac
from wagtail.models import Page

from common.clock import today
from courses.media.permissions import can_edit_pages
from courses.models.counts import PageCount
from people.access_log.origin import client_address

VIEW, DOWNLOAD = "view", "download"
ONCE_IN = 30 * 60
MONTHS = 12
# Two hits at the same moment are both counted, and on a day's first hit the row is made.
ADD = """
    INSERT INTO courses_pagecount (page_id, day, views, downloads) VALUES (%s, %s, %s, %s)
    ON CONFLICT (page_id, day) DO UPDATE SET
        views = courses_pagecount.views + excluded.views,
        downloads = courses_pagecount.downloads + excluded.downloads
"""


@dataclass(frozen=True, slots=True)
class Counts:
    views: int = 0
    downloads: int = 0


def count_view(page_id: int, request) -> None:
    _count(page_id, request, VIEW)


def count_download(page_id: int, request) -> None:
    _count(page_id, request, DOWNLOAD)


def counts_of(page: Page) -> Counts:
    """Over all days. One query."""
    sums = PageCount.objects.filter(page_id=page.pk).aggregate(Sum("views"), Sum("downloads"))
    return Counts(sums["views__sum"] or 0, sums["downloads__sum"] or 0)


def counts_by_month(page: Page) -> list[dict]:
    """`month` (its first day), `views`, `downloads`, the latest month first. One query."""
    months = PageCount.objects.filter(page_id=page.pk).annotate(month=TruncMonth("day"))
    sums = months.values("month").annotate(views=Sum("views"), downloads=Sum("downloads"))
    return list(sums.order_by("-month")[:MONTHS])


def add(page_id: int, *, views: int = 0, downloads: int = 0) -> None:
    """One statement, whatever else happens at the same time."""
    day = connection.ops.adapt_datefield_value(today())
    with connection.cursor() as cursor:
        cursor.execute(ADD, [page_id, day, views, downloads])


def _count(page_id: int, request, what: str) -> None:
    """Adds one, unless an editor looks at their own work or the visitor was counted of late."""
    if can_edit_pages(request.user) or not _is_first(page_id, request, what):
        return
    add(page_id, views=int(what == VIEW), downloads=int(what == DOWNLOAD))


def _is_first(page_id: int, request, what: str) -> bool:
    told = f"{client_address(request)} {page_id} {what}"
    seen = salted_hmac("courses.media.counting", told, algorithm="sha256").hexdigest()
    return caches["visits"].add(seen, True, ONCE_IN)
