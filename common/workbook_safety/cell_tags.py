"""Single cells of a sheet's XML, however they are written."""

import re
from collections.abc import Iterable

from common.refusals import FileRefusedError

_NAME = rb"<(?:(?!/)[^\s<>]*:)?c(?=[\s/>])"
_OPENING = re.compile(_NAME)
_CELL = re.compile(_NAME + rb"((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=/<>\"']+)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_ATTRIBUTES = re.compile(rb"(?:" + _ATTRIBUTE.pattern + rb")*\s*/?")
_REFERENCE = re.compile(rb"([A-Za-z]{1,3})([0-9]{1,7})")
_FORMULA = re.compile(rb"<(?:[^\s<>]*:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[^\s<>]*:)?v(?:\s[^>]*)?>([^<]+)<")


def cell_starts(piece: bytes) -> list[int]:
    """Where each cell of the piece starts."""
    starts = [cell.start() for cell in _CELL.finditer(piece)]
    if len(starts) != len(_OPENING.findall(piece)):
        raise FileRefusedError.unsafe("unusual")
    return starts


def reach_of(piece: bytes, starts: Iterable[int]) -> tuple[int, int]:
    """Rows and columns up to the farthest cell that is more than a formatted blank."""
    rows = columns = 0
    for start in starts:
        tag = _CELL.match(piece, start)[1]
        row, column = place_of(_attributes(tag))
        if not tag.endswith(b"/"):
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows, columns


def fault_at(piece: bytes, start: int, stop: int) -> tuple[tuple[int, int], str] | None:
    """Place and error value of a cell that holds no data, "" for a formula without a result.

    `stop` is where the next cell starts: a search for the closing tag would run to the end of
    the piece for every cell that has none.
    """
    cell = _CELL.match(piece, start, stop)
    if not cell or cell[1].endswith(b"/"):
        return None
    attributes = _attributes(cell[1])
    value = _VALUE.search(piece, cell.end(), stop)
    if attributes.get(b"t") == b"e":
        text = value[1].decode("utf-8", "replace")[:20] if value else "#N/A"
        return place_of(attributes), text
    # A result that is the empty text is a result: IF(A1="","",…).
    if value or attributes.get(b"t") == b"str" or not _FORMULA.search(piece, cell.end(), stop):
        return None
    return place_of(attributes), ""


def place_of(attributes: dict[bytes, bytes]) -> tuple[int, int]:
    """Row and column from 0.

    A cell that does not say where it stands is not accepted: its place would follow from the
    row, and no common program leaves it to that.
    """
    reference = _REFERENCE.fullmatch(attributes.get(b"r", b""))
    if not reference:
        raise FileRefusedError.unsafe("unusual")
    column = 0
    for letter in reference[1].upper():
        column = column * 26 + letter - (ord("A") - 1)
    return int(reference[2]) - 1, column - 1


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    """By name; a tag that is no proper XML or names one twice is read differently elsewhere."""
    found = _ATTRIBUTE.findall(tag)
    attributes = {name: double or single for name, double, single in found}
    if len(attributes) < len(found) or not _ATTRIBUTES.fullmatch(tag):
        raise FileRefusedError.unsafe("unusual")
    return attributes
