"""What the address says of a list: the words, the choices, the order. And addresses of its neighbours."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from courses.finding.facets import Chosen, Dimension
from courses.finding.terms import Query, parse

RELEVANCE, NEWEST, MOST_USED = "relevance", "newest", "used"


@dataclass(frozen=True, slots=True)
class State:
    query: Query
    chosen: Chosen
    sort: str

    @classmethod
    def from_address(
        cls, params: QueryDict, dimensions: Iterable[Dimension], sorts: Collection[str] = ()
    ) -> "State":
        """What the address means here. What it holds besides, or misspelt, is left out."""
        query = parse(params.get("q", ""))
        chosen = {
            dimension.name: _known(dimension, params.getlist(dimension.name))
            for dimension in dimensions
        }
        sort = params.get("sort")
        return cls(query, chosen, sort if sort in _of_use(sorts, query) else _usual(query))

    @property
    def address(self) -> str:
        """The part after the question mark, the same for the same state; empty for the whole list."""
        pairs = [("q", self.query.text)] if self.query.text else []
        pairs += [(name, value) for name, values in self.chosen.items() for value in values]
        if self.is_sorted_otherwise:
            pairs.append(("sort", self.sort))
        return urlencode(pairs)

    @property
    def is_sorted_otherwise(self) -> bool:
        """Than usual: then the address says so."""
        return self.sort != _usual(self.query)

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen.values())

    def sorted_by(self, sort: str) -> "State":
        return replace(self, sort=sort)

    def sorts(self, offered: Iterable[str]) -> list[str]:
        """Those of the orders offered that mean something here."""
        return _of_use(offered, self.query)

    def asking(self, text: str) -> "State":
        """Another query in place of this one, in the usual order."""
        query = parse(text)
        return replace(self, query=query, sort=_usual(query))

    def choosing(self, choices: Mapping[str, tuple[str, ...]]) -> "State":
        return replace(self, chosen={**self.chosen, **choices})

    def without(self, name: str, value: str) -> "State":
        return self.choosing({name: tuple(v for v in self.chosen[name] if v != value)})

    def without_choices(self) -> "State":
        return replace(self, chosen={})


def _usual(query: Query) -> str:
    return RELEVANCE if query else NEWEST


def _of_use(sorts: Iterable[str], query: Query) -> list[str]:
    """Without words there is nothing to be relevant to."""
    return [sort for sort in sorts if query or sort != RELEVANCE]


def _known(dimension: Dimension, values: Iterable[str]) -> tuple[str, ...]:
    asked = set(values)
    return tuple(option.value for option in dimension.options if option.value in asked)
