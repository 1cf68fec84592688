"""What to try where nothing is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.db.models import Count
from django.utils.translation import gettext as _

from courses.finding.facets import Counts, Dimension
from courses.finding.querysets import SearchEntryQuerySet, everywhere
from courses.finding.spelling import mended, parted
from courses.finding.state import State
from courses.finding.terms import Query, parse, typed
from courses.finding.words import filing_words

MOST = 5
NEAR = 2  # grades


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`address` as State.address; `count` pages are found there."""

    label: str
    address: str
    count: int


def other_words(state: State, entries: SearchEntryQuerySet) -> list[Suggestion]:
    """Queries near to this one that do find something. Three queries at most."""
    query = state.query
    if not query:
        return []
    fewer = _with_fewer(query)
    single = {term: typed([term]) for term in query.terms}
    # Of a single term it is known already that it occurs nowhere.
    counts = _counts(entries, [*single.values(), *fewer]) if fewer else {}
    missing = [term for term, text in single.items() if not counts.get(text)]
    if missing:
        fewer = [typed([term for term in query.terms if term not in missing])]
        fewer = [*_replaced(query, missing, _vocabulary(entries)), *filter(None, fewer)]
        counts = _counts(entries, fewer)
    return [
        Suggestion(text, state.without_choices().asking(text).address, counts[text])
        for text in dict.fromkeys(fewer)
        if counts[text]
    ][:MOST]


def other_choices(
    state: State, dimensions: Iterable[Dimension], counts: Counts
) -> list[Suggestion]:
    """Neighbouring grades, and the choices without one of their kinds. No query."""
    found = [*_near_grades(state, dimensions, counts)]
    chosen = [dimension for dimension in dimensions if state.chosen[dimension.name]]
    for dimension in chosen:
        if number := counts.without(dimension):
            label = _("不限%(name)s") % {"name": dimension.title}
            found.append(Suggestion(label, state.choosing({dimension.name: ()}).address, number))
    if len(chosen) > 1:
        label = _("清除全部筛选条件")
        found.append(Suggestion(label, state.without_choices().address, counts.unfiltered))
    return found


def _near_grades(
    state: State, dimensions: Iterable[Dimension], counts: Counts
) -> Iterable[Suggestion]:
    grades = next((dimension for dimension in dimensions if dimension.name == "grade"), None)
    chosen = [int(value) for value in state.chosen.get("grade", ())]
    if grades is None or not chosen:
        return
    for option in grades.options:
        distance = min(abs(int(option.value) - grade) for grade in chosen)
        number = counts.of(grades, option)
        if 0 < distance <= NEAR and number:
            address = state.choosing({"grade": (option.value,)}).address
            yield Suggestion(str(option.label), address, number)


def _with_fewer(query: Query) -> list[str]:
    """The query without each one of its terms."""
    if len(query.terms) < 2:
        return []
    return [typed([term for term in query.terms if term != left]) for left in query.terms]


def _replaced(query: Query, missing: Iterable[str], vocabulary: str) -> Iterable[str]:
    """The query with a missing term parted or mended."""
    for term in missing:
        instead = [parted(term, vocabulary), *([word] for word in mended(term, vocabulary))]
        for words in filter(None, instead):
            others = [words if word == term else [word] for word in query.terms]
            yield typed(chain.from_iterable(others))


def _vocabulary(entries: SearchEntryQuerySet) -> str:
    """One query. Titles hold the words that pages are about; the rest is what they are filed under."""
    return "\n".join([*entries.values_list("title", flat=True), *filing_words()])


def _counts(entries: SearchEntryQuerySet, texts: Iterable[str]) -> dict[str, int]:
    """How many each text would find. One query."""
    texts = list(dict.fromkeys(texts))
    numbers = entries.aggregate(
        **{
            f"text_{number}": Count("pk", filter=everywhere(parse(text), "text"))
            for number, text in enumerate(texts)
        }
    )
    return {text: numbers[f"text_{number}"] for number, text in enumerate(texts)}
