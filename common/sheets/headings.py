"""Finding the heading of a table among titles, remarks and merged groups."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from common.cells import is_blank
from common.sheets.tables import Column

# (first row, first column), (last row, last column); all counted from 0 and included.
Merge = tuple[tuple[int, int], tuple[int, int]]

SEARCHED_ROWS = 20
ENOUGH_NAMES = 3
# Real headings have a dozen; more than these would only cost time.
MOST_MERGES = 500

_NOISE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_MARKS = "*★☆●※#:'"
_HINT = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|〈[^〈〉]*〉|<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Heading:
    """Where each known column stands, counted from 0.

    `doubled` maps a name found more than once to all its places. `body` is the first row below.
    """

    positions: dict[str, int]
    doubled: dict[str, list[int]]
    body: int
    texts: dict[int, object]


class HeadingFinder:
    """Knows the headings of one kind of table, with their aliases."""

    def __init__(self, columns: Sequence[Column]):
        self._exact = {heading_key(column.name): column.name for column in columns}
        self._aliases = {
            heading_key(alias): column.name for column in columns for alias in column.aliases
        }
        self._enough = min(ENOUGH_NAMES, len(columns))

    def find(self, rows: Sequence[Sequence[object]], merges: Sequence[Merge]) -> Heading | None:
        """The row, or pair of rows, of the first 20 that holds most known names; None below 3.

        A pair counts only where it finds more than its rows do alone.
        """
        merges = [merge for merge in merges if merge[0][0] <= SEARCHED_ROWS][:MOST_MERGES]
        best, most = None, self._enough - 1
        for index in range(min(SEARCHED_ROWS, len(rows))):
            for labels, height in self._candidates(rows, index, merges):
                found = len(set(self._name_of(labels).values()))
                if found > most:
                    best, most = (index, labels, height), found
        return best and self._heading(rows, *best, merges)

    def _candidates(self, rows, index, merges):
        row = rows[index]
        yield {place: (heading_key(text),) for place, text in enumerate(row)}, 1
        if index + 1 < len(rows):
            yield _joined(row, rows[index + 1], _groups(row, index, merges)), 2

    def _name_of(self, labels: Mapping[int, tuple[str, ...]]) -> dict[int, str]:
        """Place to known name; an exact heading outranks an alias elsewhere in the row."""
        exact = {place: _first_known(self._exact, keys) for place, keys in labels.items()}
        taken = set(exact.values())
        names = {}
        for place, keys in labels.items():
            alias = _first_known(self._aliases, keys)
            if name := exact[place] or (alias if alias not in taken else None):
                names[place] = name
        return names

    def _heading(self, rows, index, labels, height, merges) -> Heading:
        places: dict[str, list[int]] = {}
        for place, name in self._name_of(labels).items():
            places.setdefault(name, []).append(place)
        bottom = index + height
        for (top, _left), (last, _right) in merges:
            if top == index:
                bottom = max(bottom, last + 1)
        return Heading(
            positions={name: found[0] for name, found in places.items()},
            doubled={name: found for name, found in places.items() if len(found) > 1},
            body=bottom,
            texts=dict(enumerate(rows[index])) if height == 1 else {},
        )


def heading_key(text: object) -> str:
    """A heading as compared: no spaces or line breaks, narrow, no leading * and no (hint)."""
    if not isinstance(text, str):
        return ""
    key = _NOISE.sub("", unicodedata.normalize("NFKC", text))
    return _HINT.sub("", key).strip(_MARKS) or key


def _first_known(names: Mapping[str, str], keys: tuple[str, ...]) -> str | None:
    return next((names[key] for key in keys if key in names), None)


def _groups(row: Sequence[object], index: int, merges: Sequence[Merge]) -> dict[int, str]:
    """Place to group heading: merged cells reach as far as their range.

    A file without ranges (CSV) lets a group reach over the blanks to its right.
    """
    groups = {place: heading_key(text) for place, text in enumerate(row)}
    if merges:
        for (top, left), (bottom, right) in merges:
            if top <= index <= bottom:
                reached = range(left, min(right + 1, len(row)))
                groups |= dict.fromkeys(reached, groups.get(left, ""))
        return groups
    last = ""
    for place, key in groups.items():
        groups[place] = last = key or last
    return groups


def _joined(row, below, groups: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Two rows as one heading: group + child, the child alone, or a cell with nothing below."""
    labels = {}
    for place, text in enumerate(below):
        child = heading_key(text)
        if child:
            labels[place] = (groups.get(place, "") + child, child)
        elif place < len(row) and is_blank(text):
            labels[place] = (heading_key(row[place]),)
    return labels
