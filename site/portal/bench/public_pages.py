"""Pages of a library of 10,000 lessons, as somebody who is not signed in asks for them."""

from dataclasses import dataclass
from statistics import median
from time import perf_counter
from urllib.parse import quote

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from courses.models import LessonPage

ROUNDS = 15
# Two characters and more, found often and seldom, in titles and only in sentences.
WORDS = ("情绪", "注意力", "番茄钟", "情绪 八年级", "正念", "没有这个词")
BARE_LIKE = "SELECT COUNT(*) FROM courses_searchentry WHERE text LIKE %s"


@dataclass(frozen=True, slots=True)
class PageFigure:
    """Medians in seconds of a page and of its floor, taken in turn; how many queries the page took."""

    name: str
    seconds: float
    queries: int
    floor_name: str
    floor: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.floor


def search_figures() -> list[PageFigure]:
    """A search in the catalogue with all its facets beside a bare LIKE for its first word.

    LIKE over the rows themselves: on PostgreSQL the index is kept out of it.
    """
    figures = []
    for words in WORDS:
        address = f"/lessons/?q={quote(words)}"
        first = words.split()[0]
        figures.append(
            _figure(address, f"search for {words}", "bare LIKE", lambda w=first: _like(w))
        )
    return figures


def page_figures() -> list[PageFigure]:
    """Pages made anew each time, and one that is kept, beside a view that only answers."""
    lesson = LessonPage.objects.live().first().url
    pages = [
        (lesson, "lesson page"),
        ("/lessons/", "catalogue with facets"),
        ("/lessons/?grade=8&topic=emotion", "catalogue, narrowed twice"),
        (f"/search/?q={quote('情绪')}", "search of the site"),
    ]
    client = Client()
    with override_settings(ROOT_URLCONF="portal.bench.bare"):
        floor = ("bare Django view", lambda: client.get("/bare/"))
        figures = [_figure(address, name, *floor) for address, name in pages]
        with override_settings(PAGE_CACHE_SECONDS=600):
            kept = _figure("/lessons/", "catalogue, kept for readers without a session", *floor)
    return [*figures, kept]


def _figure(address: str, name: str, floor_name: str, floor) -> PageFigure:
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    queries = len(captured)  # later requests empty the list that it looks into
    pages, floors = [], []
    for _turn in range(ROUNDS):
        floors.append(_timed(floor))
        pages.append(_timed(lambda: client.get(address)))
    return PageFigure(name, median(pages), queries, floor_name, median(floors))


def _like(word: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET enable_bitmapscan = off")
        cursor.execute(BARE_LIKE, [f"%{word}%"])
        cursor.fetchall()
        if connection.vendor == "postgresql":
            cursor.execute("RESET enable_bitmapscan")


def _timed(work) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
