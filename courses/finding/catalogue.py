"""A catalogue: the pages of one kind, found, narrowed, counted, sorted and paged."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.paginator import Page as PageOfList
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courses.enums import PageKind
from courses.finding import facets
from courses.finding.facets import Counts, Dimension, Option
from courses.finding.matches import find
from courses.finding.models import SearchEntry
from courses.finding.querysets import NEWEST, SearchEntryQuerySet
from courses.finding.results import Found, found_of, page_of
from courses.finding.state import RELEVANCE, SORTS, State
from courses.finding.suggestions import Suggestion, other_choices, other_words

PAGE_SIZE = 12
SORT_LABELS = {"relevance": _("最相关"), "newest": _("最新")}


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as the form shows it; `without` is the address that takes it back."""

    value: str
    label: str
    count: int
    is_chosen: bool
    without: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a list's template needs. `sorts` are (label, address, whether it is the one in use)."""

    state: State
    counts: Counts
    facets: list[tuple[Dimension, list[Choice]]]
    pages: PageOfList
    results: list[Found]
    sorts: list[tuple[str, str, bool]]
    suggestions: list[Suggestion]

    @property
    def chips(self) -> list[Choice]:
        return [choice for _title, choices in self.facets for choice in choices if choice.is_chosen]


def browse(
    kind: PageKind,
    pages: QuerySet,
    dimensions_of: Callable[[SearchEntryQuerySet], tuple[Dimension, ...]],
    params: QueryDict,
) -> Catalogue:
    """What the address asks of the published pages of a kind; `pages` are loaded from that queryset.

    Six queries and those of `pages`; where nothing is found, up to four others in place of the last.
    """
    entries = SearchEntry.objects.filter(kind=kind).public()
    dimensions = dimensions_of(entries)
    state = State.from_address(params, dimensions)
    matches = find(entries, state.query)
    counts = facets.count(matches.entries, dimensions, state.chosen)
    listed = matches.entries.filter(facets.narrowed(dimensions, state.chosen))
    by_relevance = state.query and state.sort == RELEVANCE
    listed = listed.by_rank(matches.query) if by_relevance else listed.order_by(*NEWEST)
    page = page_of(listed, PAGE_SIZE, counts.found, params.get("page"))
    return Catalogue(
        state=state,
        counts=counts,
        facets=_facets(state, counts, dimensions),
        pages=page,
        results=found_of(page, pages, state.query.terms),
        sorts=_sorts(state),
        suggestions=[] if counts.found else _suggestions(state, entries, dimensions, counts),
    )


def _facets(state: State, counts: Counts, dimensions: Iterable[Dimension]):
    """Nothing to choose from where nothing is found and nothing chosen."""
    if not counts.unfiltered and not state.is_narrowed:
        return []
    facets_ = []
    for dimension in dimensions:
        choices = [_choice(state, counts, dimension, option) for option in dimension.options]
        if dimension.hides_empty:
            choices = [choice for choice in choices if choice.count or choice.is_chosen]
        if choices:
            facets_.append((dimension, choices))
    return facets_


def _choice(state: State, counts: Counts, dimension: Dimension, option: Option) -> Choice:
    return Choice(
        value=option.value,
        label=option.label,
        count=counts.of(dimension, option),
        is_chosen=option.value in state.chosen[dimension.name],
        without=state.without(dimension.name, option.value).address,
    )


def _sorts(state: State) -> list[tuple[str, str, bool]]:
    """Without words there is nothing to be relevant to."""
    if not state.query:
        return []
    return [
        (SORT_LABELS[sort], state.sorted_by(sort).address, sort == state.sort) for sort in SORTS
    ]


def _suggestions(
    state: State, entries: SearchEntryQuerySet, dimensions: Iterable[Dimension], counts: Counts
) -> list[Suggestion]:
    if counts.unfiltered:  # the words are right, the choices too narrow
        return other_choices(state, dimensions, counts)
    return other_words(state, entries)
