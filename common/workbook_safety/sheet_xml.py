"""One pass over a sheet's XML: how far it reaches, and which cells hold no data.

The parser stores a sheet as a full rectangle, so two cells at A1 and XFD1048576 would ask for
17 thousand million places. It also gives error cells and formulas without a result as blanks.
The usual `<c r="B7"` is read with numpy over all tags of a piece at once; a regular expression
over every cell would cost as much as the parsing, and serves only cells written otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from common.refusals import FileRefusedError
from common.workbook_safety.limits import Limits

if TYPE_CHECKING:
    import numpy

_CELL = re.compile(rb"<(?:[\w.-]+:)?c(?=[\s/>])((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_NAMESPACE_R = re.compile(rb"xmlns:\w*r\s*=")
_CELL_END = re.compile(rb"</(?:[\w.-]+:)?c\s*>")
_REFERENCE = re.compile(rb"(?<![\w:.-])r\s*=(?:\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"'])?")
_TYPE = re.compile(rb"\st\s*=\s*[\"'](\w+)[\"']")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]+)<")
# How a formula cell ends that carries no result, by the common writers.
_NO_RESULT = (b"</f></c", b"</f><v></v>", b"</f><v/>", b"</f><v />", b"/></c", b"/><v")
# Each of these costs microseconds, so that their number bounds the time.
MOST_FAULTY = 500_000
MOST_ODD_CELLS = 1_000_000
# "XFD1048576" and the quote: the longest reference there is.
_REFERENCE_LENGTH = 11
_START = len(b'<c r="')


@dataclass(slots=True)
class SheetFacts:
    """`faulty` maps (row, column), from 0, to an error value such as #N/A, or to "" for a
    formula without a result. `has_hidden`: some rows or columns are hidden (and read).
    `rows` and `columns` reach to the farthest cell with content."""

    rows: int = 0
    columns: int = 0
    faulty: dict[tuple[int, int], str] = field(default_factory=dict)
    has_hidden: bool = False


class SheetScan:
    """Fed with a part's XML in pieces that end between two tags."""

    def __init__(self, name: str, limits: Limits):
        self.facts = SheetFacts()
        self._name = name
        self._limits = limits
        self._started = False
        self._merges = self._strings = self._odd_cells = 0

    def feed(self, piece: bytes) -> None:
        """Raises once a limit is passed."""
        tags = _Tags(piece)
        self._started = self._started or b"sheetData" in piece
        if not self._started:
            self._strings += tags.count(b"si") + piece.count(b":si")
        self._count(tags)
        if not self._started:
            return
        reach = tags.reach()
        if reach is None:
            starts = [cell.start() for cell in _CELL.finditer(piece)]
            self._odd_cells += len(starts)
            reach = _reach_of(piece, starts)
        else:
            starts = _doubtful_cells(piece, tags)
        self._extend(*reach)
        self._note_faulty(piece, starts)
        self.facts.has_hidden = self.facts.has_hidden or b'hidden="1' in piece

    def _count(self, tags: _Tags) -> None:
        self._merges += tags.count(b"me")
        if self._strings > self._limits.cells:
            self._refuse("zip_bomb")
        if self._odd_cells > MOST_ODD_CELLS:
            self._refuse("unusual")
        if self._merges > self._limits.merges:
            self._refuse("too_many_merges")

    def _extend(self, rows: int, columns: int) -> None:
        facts, limits = self.facts, self._limits
        facts.rows, facts.columns = max(facts.rows, rows), max(facts.columns, columns)
        if facts.rows > limits.rows + limits.spare_rows:
            self._refuse("too_many_rows", limit=limits.rows)
        if facts.columns > limits.columns:
            self._refuse("too_many_columns", limit=limits.columns)
        if facts.rows * facts.columns > limits.cells:
            self._refuse("too_many_cells", rows=facts.rows, columns=facts.columns)

    def _refuse(self, reason: str, **params: int) -> None:
        raise FileRefusedError.unsafe(reason, sheet=self._name, **params)

    def _note_faulty(self, piece: bytes, starts: Iterable[int]) -> None:
        for start in starts:
            cell = _CELL.match(piece, start)
            text = cell and _fault_of(cell[1], piece, cell.end())
            if text is not None:
                self.facts.faulty[_place(cell[1])] = text
        if len(self.facts.faulty) > MOST_FAULTY:
            self._refuse("unusual")


class _Tags:
    """All tags of a piece, as numpy arrays over their places."""

    def __init__(self, piece: bytes):
        import numpy

        padding = bytes(_START + _REFERENCE_LENGTH + 1)
        self._bytes = numpy.frombuffer(piece + padding, dtype=numpy.uint8)
        self._at = (self._bytes == ord("<")).nonzero()[0]
        self._first = self._bytes[self._at + 1]
        self._cells = self._cell_tags()
        self.are_odd = b":c" in piece or not self._each_has_one_reference(piece)

    def _cell_tags(self) -> numpy.ndarray:
        """Which tags are `<c`, by index."""
        named_c = (self._first == ord("c")).nonzero()[0]
        after = self._bytes[self._at[named_c] + 2]
        return named_c[(after <= ord(" ")) | (after == ord("/")) | (after == ord(">"))]

    def _each_has_one_reference(self, piece: bytes) -> bool:
        """Every cell begins `<c r="`, and no r= stands elsewhere but in rows.

        A second r="XFD1048576" in a tag would be the one the parser follows.
        """
        cells = self._spelled(self._at[self._cells], b'<c r="')
        rows = self._spelled(self._at[self._first == ord("r")], b'<row r="')
        before = self._bytes[(self._bytes == ord("=")).nonzero()[0] - 1]
        references = int(((before == ord("r")) | (before <= ord(" "))).sum())
        if b"xmlns" in piece:
            references -= len(_NAMESPACE_R.findall(piece))
        return cells == len(self._cells) and cells + rows == references

    def _spelled(self, starts: numpy.ndarray, text: bytes) -> int:
        for offset, letter in enumerate(text):
            starts = starts[self._bytes[starts + offset] == letter]
        return len(starts)

    def count(self, name: bytes) -> int:
        """Tags whose name begins so (one or two letters)."""
        found = self._at[self._first == name[0]]
        return int((self._bytes[found + 2] == name[1]).sum()) if name[1:] else len(found)

    def places(self, name: bytes) -> list[int]:
        """Where tags start whose name begins with this letter."""
        return self._at[self._first == name[0]].tolist()

    def reach(self) -> tuple[int, int] | None:
        """Rows and columns up to the farthest cell with content; None if tags are written oddly.

        Such a cell is followed by a tag for its value, formula or inline text.
        """
        import numpy

        if self.are_odd:
            return None
        following = numpy.append(self._first, 0)[self._cells + 1]
        filled = (following == ord("v")) | (following == ord("f")) | (following == ord("i"))
        starts = self._at[self._cells[filled]] + _START
        return self._farthest(starts) if len(starts) else (0, 0)

    def _farthest(self, starts: numpy.ndarray) -> tuple[int, int] | None:
        import numpy

        rows = numpy.zeros(len(starts), dtype=numpy.int64)
        columns = numpy.zeros(len(starts), dtype=numpy.int64)
        reading = numpy.ones(len(starts), dtype=bool)
        for offset in range(_REFERENCE_LENGTH):
            byte = self._bytes[starts + offset]
            letter = reading & (byte >= ord("A")) & (byte <= ord("Z")) & (rows == 0)
            digit = reading & (byte >= ord("0")) & (byte <= ord("9"))
            columns = numpy.where(letter, columns * 26 + byte - (ord("A") - 1), columns)
            rows = numpy.where(digit, rows * 10 + byte - ord("0"), rows)
            ended = reading & ~letter & ~digit
            if (byte[ended] != ord('"')).any():
                self.are_odd = True
                return None
            reading &= ~ended
            if not reading.any():
                return int(rows.max()), int(columns.max())
        self.are_odd = True
        return None


def whole_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes cut before a row where there is one, else before a tag."""
    rest = b""
    for chunk in chunks:
        buffer = rest + chunk
        cut = buffer.rfind(b"<row")
        if cut <= 0:
            cut = max(buffer.rfind(b"<"), 0)
        yield buffer[:cut]
        rest = buffer[cut:]
    yield rest


def _doubtful_cells(piece: bytes, tags: _Tags) -> set[int]:
    """Where cells start that have an error value, or a formula if one lacks its result."""
    inside = []
    at = piece.find(b't="e"')
    while at >= 0:
        inside.append(at)
        at = piece.find(b't="e"', at + 1)
    if tags.count(b"f") and any(end in piece for end in _NO_RESULT):
        inside += tags.places(b"f")
    return {max(piece.rfind(b"<c ", 0, at), 0) for at in inside}


def _reach_of(piece: bytes, starts: Iterable[int]) -> tuple[int, int]:
    """As _Tags.reach, however the tags are written.

    A cell that does not say where it stands, or says it twice, is not accepted: its place would
    follow from the row or the order of attributes, and no common program leaves it to that.
    """
    rows = columns = 0
    for start in starts:
        attributes = _CELL.match(piece, start)[1]
        row, column = _place(attributes)
        if not attributes.endswith(b"/"):
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows, columns


def _place(attributes: bytes) -> tuple[int, int]:
    references = _REFERENCE.findall(attributes)
    if len(references) != 1 or not all(references[0]):
        raise FileRefusedError.unsafe("unusual")
    letters, digits = references[0]
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - (ord("A") - 1)
    return int(digits) - 1, column - 1


def _fault_of(attributes: bytes, piece: bytes, start: int) -> str | None:
    """What SheetFacts.faulty keeps of a cell whose content starts there, None for a sound one."""
    end = _CELL_END.search(piece, start)
    if attributes.endswith(b"/") or not end:
        return None
    kind = _TYPE.search(attributes)
    value = _VALUE.search(piece, start, end.start() + 1)
    if kind and kind[1] == b"e":
        return value[1].decode("utf-8", "replace")[:20] if value else "#N/A"
    # A result that is the empty text is a result: IF(A1="","",…).
    if value or (kind and kind[1] == b"str") or not _FORMULA.search(piece, start, end.start()):
        return None
    return ""
