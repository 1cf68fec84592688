"""One pass over a sheet's XML: how far it reaches, and which cells hold no data.

The parser stores a sheet as a full rectangle, so two cells at A1 and XFD1048576 would ask for
17 thousand million places. It also gives error cells and formulas without a result as blanks.
The pass works on bytes with a handful of searches, because a regular expression over every cell
would cost as much as the parsing itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from common.refusals import FileRefusedError
from common.workbook_safety.limits import Limits

# Every digit becomes 0 and every capital A, so that one search finds all references of a length.
_LEVEL = bytes(
    ord("0") if chr(code).isdigit() and code < 128 else ord("A") if 65 <= code <= 90 else code
    for code in range(256)
)
_FAR_COLUMN = b' r="AA'
_FAR_ROWS = (b' r="A000000', b' r="AA000000', b' r="AAA000000')
_ODD_CELL = re.compile(rb'<c(?! r="A{1,3}0{1,7}")[\s/>]|:c[\s/>]')
_PLAIN_CELLS = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*[^/]>')
_CELL = re.compile(rb"<(?:[\w.-]+:)?c(?=[\s/>])((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_TYPE = re.compile(rb"\st\s*=\s*[\"'](\w+)[\"']")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]+)<")
# How a formula cell ends that carries no result, by the common writers.
_NO_RESULT = (b"</f></c", b"</f><v></v>", b"</f><v/>", b"</f><v />", b"/></c", b"/><v")
_FAULTY_LIMIT = 500_000


@dataclass(slots=True)
class SheetFacts:
    """`faulty` maps (row, column), from 0, to an error value such as #N/A, or to "" for a
    formula without a result. `has_hidden`: some rows or columns are hidden (and read)."""

    faulty: dict[tuple[int, int], str] = field(default_factory=dict)
    has_hidden: bool = False


class SheetScan:
    """Fed with a part's XML in pieces that end between two tags."""

    def __init__(self, name: str, limits: Limits):
        self.facts = SheetFacts()
        self.started = False
        self._name = name
        self._limits = limits
        self._merges = 0
        # What the quick searches let pass reaches no further than Z99999.
        self._rows, self._columns = 1, 1

    def feed(self, piece: bytes) -> None:
        self.started = self.started or b"sheetData" in piece
        if not self.started:
            return
        level = piece.translate(_LEVEL)
        odd = _ODD_CELL.search(level)
        if odd or _FAR_COLUMN in level or any(far in level for far in _FAR_ROWS):
            self._reach(_references(piece) if odd else _PLAIN_CELLS.findall(piece))
        if odd or b't="e"' in piece or (b"<f" in piece and any(end in piece for end in _NO_RESULT)):
            self._note_faulty(piece)
        if b'hidden="' in piece:
            self.facts.has_hidden = True
        self._merges += piece.count(b"mergeCell ")
        if self._merges > self._limits.merges:
            self._refuse("too_many_merges")

    def _reach(self, references: list[tuple[bytes, bytes]]) -> None:
        """Raises once the rectangle from A1 is larger than the limits."""
        if not references:
            return
        letters, numbers = zip(*references, strict=True)
        self._columns = max(self._columns, *map(_column_number, set(letters)))
        self._rows = max(self._rows, *map(int, numbers))
        if self._rows > self._limits.rows:
            self._refuse("too_many_rows", limit=self._limits.rows)
        if self._columns > self._limits.columns:
            self._refuse("too_many_columns", limit=self._limits.columns)
        if self._rows * self._columns > self._limits.cells:
            self._refuse("too_many_cells", rows=self._rows, columns=self._columns)

    def _refuse(self, reason: str, **params: int) -> None:
        raise FileRefusedError.unsafe(reason, sheet=self._name, **params)

    def _note_faulty(self, piece: bytes) -> None:
        tags = list(_CELL.finditer(piece))
        ends = [tag.start() for tag in tags[1:]] + [len(piece)]
        for tag, end in zip(tags, ends, strict=True):
            text = _fault_of(tag[1], piece[tag.end() : end])
            if text is not None:
                self.facts.faulty[_place(tag[1])] = text
        if len(self.facts.faulty) > _FAULTY_LIMIT:
            raise FileRefusedError.unsafe("unusual")


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


def _references(piece: bytes) -> list[tuple[bytes, bytes]]:
    """Where each cell with content stands, however its tag is written.

    A cell that does not say where it stands is not accepted: its place would follow from
    attributes of the row, which no common program leaves to that.
    """
    found = []
    for tag in _CELL.finditer(piece):
        reference = _REFERENCE.search(tag[1])
        if not reference:
            raise FileRefusedError.unsafe("unusual")
        if not tag[1].endswith(b"/"):
            found.append((reference[1].upper(), reference[2]))
    return found


def _fault_of(attributes: bytes, content: bytes) -> str | None:
    if attributes.endswith(b"/"):
        return None
    kind = _TYPE.search(attributes)
    value = _VALUE.search(content)
    if kind and kind[1] == b"e":
        return value[1].decode("utf-8", "replace")[:20] if value else "#N/A"
    # A result that is the empty text is a result: IF(A1="","",…).
    if value or (kind and kind[1] == b"str") or not _FORMULA.search(content):
        return None
    return ""


def _place(attributes: bytes) -> tuple[int, int]:
    reference = _REFERENCE.search(attributes)
    if not reference:
        raise FileRefusedError.unsafe("unusual")
    return int(reference[2]) - 1, _column_number(reference[1].upper()) - 1


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
