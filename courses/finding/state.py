"""What the address says of a list: the words, the choices, the order. And addresses of its neighbours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from courses.finding.facets import Chosen, Dimension
from courses.finding.terms import Query, parse

RELEVANCE, NEWEST = "relevance", "newest"
SORTS = (RELEVANCE, NEWEST)


@dataclass(frozen=True, slots=True)
class State:
    query: Query
    chosen: Chosen
    sort: str

    @classmethod
    def from_address(cls, params: QueryDict, dimensions: Iterable[Dimension]) -> "State":
        """What the address means here. What it holds besides, or misspelt, is left out."""
        query = parse(params.get("q", ""))
        chosen = {
            dimension.name: _known(dimension, params.getlist(dimension.name))
            for dimension in dimensions
        }
        usual = RELEVANCE if query else NEWEST
        sort = params.get("sort", usual) if query else usual
        return cls(query, chosen, sort if sort in SORTS else usual)

    @property
    def address(self) -> str:
        """The part after the question mark, the same for the same state; empty for the whole list."""
        pairs = [("q", self.query.text)] if self.query.text else []
        pairs += [(name, value) for name, values in self.chosen.items() for value in values]
        if self.query and self.sort != RELEVANCE:
            pairs.append(("sort", self.sort))
        return urlencode(pairs)

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen.values())

    def sorted_by(self, sort: str) -> "State":
        return replace(self, sort=sort)

    def asking(self, text: str) -> "State":
        return replace(self, query=parse(text))

    def choosing(self, choices: Mapping[str, tuple[str, ...]]) -> "State":
        return replace(self, chosen={**self.chosen, **choices})

    def without(self, name: str, value: str) -> "State":
        return self.choosing({name: tuple(v for v in self.chosen[name] if v != value)})

    def without_choices(self) -> "State":
        return replace(self, chosen={})


def _known(dimension: Dimension, values: Iterable[str]) -> tuple[str, ...]:
    asked = set(values)
    return tuple(option.value for option in dimension.options if option.value in asked)
