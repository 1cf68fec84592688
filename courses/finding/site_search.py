"""The search of the whole site: all kinds of pages, grouped, or one kind in full."""

from dataclasses import dataclass

from django.core.paginator import Page as PageOfList
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from wagtail.models import Page

from courses.enums import PageKind
from courses.finding.matches import Matches, find
from courses.finding.models import SearchEntry
from courses.finding.querysets import NEWEST_FIRST
from courses.finding.results import Found, found_of, page_of
from courses.finding.state import State
from courses.finding.suggestions import Suggestion, other_words

PAGE_SIZE = 20
FIRST_OF_EACH = 3


@dataclass(frozen=True, slots=True)
class Group:
    """The first results of a kind; `count` is how many there are, `address` leads to all of them."""

    kind: PageKind
    count: int
    address: str
    results: list[Found]


@dataclass(frozen=True, slots=True)
class SiteResults:
    """`groups` of all kinds that something is found of; `pages` and `results` where one was chosen."""

    state: State
    count: int
    groups: list[Group]
    chosen: PageKind | None
    pages: PageOfList | None
    results: list[Found]
    suggestions: list[Suggestion]

    @property
    def address(self) -> str:
        """Of this list, without the number of its page."""
        return _address(self.state, self.chosen) if self.chosen else self.state.address


def search_site(params: QueryDict) -> SiteResults:
    """What the address asks of all public pages. Six queries, or up to eight where nothing is."""
    state = State.from_address(params, ())
    if not state.query:
        return SiteResults(state, 0, [], None, None, [], [])
    entries = SearchEntry.objects.public()
    matches = find(entries, state.query)
    counts = _counts(matches)
    chosen = PageKind(kind) if (kind := params.get("kind")) in PageKind.values else None
    page = None
    if chosen:
        ranked = matches.entries.filter(kind=chosen).by_rank(matches.query)
        page = page_of(ranked, PAGE_SIZE, counts[chosen], params.get("page"))
    keys = _first_of_each(matches) if page is None else page
    results = found_of(keys, Page.objects.live(), state.query.terms)
    total = sum(counts.values())
    return SiteResults(
        state=state,
        count=total,
        groups=_groups(state, counts, [] if chosen else results),
        chosen=chosen,
        pages=page,
        results=results,
        suggestions=other_words(state, entries) if not total else [],
    )


def _counts(matches: Matches) -> dict[str, int]:
    """Of each kind, in one query."""
    return matches.entries.aggregate(
        **{kind: Count("pk", filter=Q(kind=kind)) for kind in PageKind.values}
    )


def _first_of_each(matches: Matches) -> list[int]:
    """Keys, the best first."""
    ranked = matches.entries.by_rank(matches.query)
    place = Window(RowNumber(), partition_by=F("kind"), order_by=["rank", *NEWEST_FIRST])
    first = ranked.annotate(place=place).filter(place__lte=FIRST_OF_EACH)
    return list(first.values_list("pk", flat=True))


def _groups(state: State, counts: dict[str, int], results: list[Found]) -> list[Group]:
    return [
        Group(
            kind=kind,
            count=counts[kind],
            address=_address(state, kind),
            results=[found for found in results if found.kind == kind],
        )
        for kind in PageKind
        if counts[kind]
    ]


def _address(state: State, kind: PageKind) -> str:
    return f"{state.address}&kind={kind}"
