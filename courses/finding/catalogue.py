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
from courses.finding.querysets import NEWEST_FIRST, SearchEntryQuerySet
from courses.finding.results import Found, found_of, page_of
from courses.finding.state import MOST_USED, NEWEST, RELEVANCE, State
from courses.finding.suggestions import Suggestion, other_choices, other_words
from courses.finding.terms import Query

PAGE_SIZE = 12
SORT_LABELS = {RELEVANCE: _("最相关"), NEWEST: _("最新"), MOST_USED: _("最常用")}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a catalogue is of, by what it can be narrowed, and in what orders it can be read."""

    kind: PageKind
    dimensions_of: Callable[[SearchEntryQuerySet], tuple[Dimension, ...]]
    sorts: tuple[str, ...]


LESSONS = Shelf(PageKind.LESSON, facets.lesson_dimensions, (RELEVANCE, NEWEST, MOST_USED))
COURSES = Shelf(PageKind.COURSE, facets.course_dimensions, (RELEVANCE, NEWEST))


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


def browse(shelf: Shelf, pages: QuerySet, params: QueryDict) -> Catalogue:
    """What the address asks of a shelf; the published `pages` are loaded from that queryset.

    Six queries and those of `pages`; where nothing is found, up to four others in place of the last.
    """
    entries = SearchEntry.objects.filter(kind=shelf.kind).public()
    dimensions = shelf.dimensions_of(entries)
    state = State.from_address(params, dimensions, shelf.sorts)
    matches = find(entries, state.query)
    counts = facets.count(matches.entries, dimensions, state.chosen)
    listed = matches.entries.filter(facets.narrowed(dimensions, state.chosen))
    listed = _sorted(listed, state.sort, matches.query)
    page = page_of(listed, PAGE_SIZE, counts.found, params.get("page"))
    return Catalogue(
        state=state,
        counts=counts,
        facets=_facets(state, counts, dimensions),
        pages=page,
        results=found_of(page, pages, state.query.terms),
        sorts=[
            (SORT_LABELS[sort], state.sorted_by(sort).address, sort == state.sort)
            for sort in state.sorts(shelf.sorts)
        ],
        suggestions=[] if counts.found else _suggestions(state, entries, dimensions, counts),
    )


def _sorted(entries: SearchEntryQuerySet, sort: str, query: Query) -> SearchEntryQuerySet:
    if sort == RELEVANCE:
        return entries.by_rank(query)
    return entries.by_use() if sort == MOST_USED else entries.order_by(*NEWEST_FIRST)


def _facets(
    state: State, counts: Counts, dimensions: Iterable[Dimension]
) -> list[tuple[Dimension, list[Choice]]]:
    """Nothing to choose from where nothing is found and nothing chosen."""
    if not counts.unfiltered and not state.is_narrowed:
        return []
    found = ((dimension, _choices(state, counts, dimension)) for dimension in dimensions)
    return [(dimension, choices) for dimension, choices in found if choices]


def _choices(state: State, counts: Counts, dimension: Dimension) -> list[Choice]:
    choices = [_choice(state, counts, dimension, option) for option in dimension.options]
    if dimension.hides_empty:
        return [choice for choice in choices if choice.count or choice.is_chosen]
    return choices


def _choice(state: State, counts: Counts, dimension: Dimension, option: Option) -> Choice:
    return Choice(
        value=option.value,
        label=option.label,
        count=counts.of(dimension, option),
        is_chosen=option.value in state.chosen[dimension.name],
        without=state.without(dimension.name, option.value).address,
    )


def _suggestions(
    state: State, entries: SearchEntryQuerySet, dimensions: Iterable[Dimension], counts: Counts
) -> list[Suggestion]:
    if counts.unfiltered:  # the words are right, the choices too narrow
        return other_choices(state, dimensions, counts)
    return other_words(state, entries)
