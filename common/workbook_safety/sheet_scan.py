"""One pass over a sheet's XML: how far it reaches, and which cells hold no data.

The parser stores a sheet as a full rectangle, so two cells at A1 and XFD1048576 would ask for
17 thousand million places and end the process. It also gives error cells and formulas without
a result as blanks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from common.refusals import FileRefusedError
from common.workbook_safety.cell_tags import cell_starts, fault_at, reach_of
from common.workbook_safety.limits import Limits
from common.workbook_safety.markup import refuse_declarations
from common.workbook_safety.usual_cells import TagArrays

# Each of these costs microseconds, so that their number bounds the time.
MOST_FAULTY = 100_000
MOST_SINGLE_CELLS = 200_000

_CELL = b"<c "
_FORMATTED_BLANK = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: [a-z]{1,2}="[0-9]{1,9}")*\s*/>')
_PREFIX = re.compile(rb"<([A-Za-z]\w*:)sheetData[\s/>]")
_ERROR_TYPE = re.compile(rb't="e"')
# How a formula cell ends that carries no result, by the common writers.
_NO_RESULT = (b"</f></c", b"</f><v></v>", b"</f><v/>", b"</f><v />", b"/></c", b"/><v")


@dataclass(slots=True)
class SheetFacts:
    """`faulty` maps (row, column), from 0, to an error value such as #N/A, or to "" for a
    formula without a result. `has_hidden`: some rows or columns are hidden (and read).
    `rows` and `columns` reach at least to the farthest cell with content."""

    rows: int = 0
    columns: int = 0
    faulty: dict[tuple[int, int], str] = field(default_factory=dict)
    has_hidden: bool = False


class SheetScan:
    """Fed with a part's XML in pieces that end between two tags; raises once past a limit.

    With `exact`, which is slower, formatted blanks do not count as reach.
    """

    def __init__(self, name: str, limits: Limits, *, exact: bool = False):
        self.facts = SheetFacts()
        self._name = name
        self._limits = limits
        self._exact = exact
        self._started = False
        self._prefix = b""
        self._merges = self._strings = self._single_cells = 0

    def feed(self, piece: bytes) -> None:
        if not self._started and b"sheetData" in piece:
            self._start(piece)
        piece = self._as_usual(piece)
        tags = TagArrays(piece)
        if tags.places("!"):
            refuse_declarations(piece)
        if not self._started:
            self._count_strings(tags.count("si"))
            return
        self._count_merges(tags.count("me"))
        reach = tags.reach()
        if reach is None:
            starts = cell_starts(piece)
            self._count_single(len(starts))
            reach = reach_of(piece, starts)
            spans = pairwise([*starts, len(piece)])
        else:
            spans = _doubtful_cells(piece, tags)
        self._extend(*reach)
        self._note_faulty(piece, spans)
        self.facts.has_hidden = self.facts.has_hidden or b'hidden="1' in piece

    def _start(self, piece: bytes) -> None:
        declared = _PREFIX.search(piece)
        self._started, self._prefix = True, declared[1] if declared else b""

    def _as_usual(self, piece: bytes) -> bytes:
        """Without the prefix that some writers put to every tag; the parser ignores it too."""
        if self._prefix:
            piece = piece.replace(b"<" + self._prefix, b"<").replace(b"</" + self._prefix, b"</")
        return _FORMATTED_BLANK.sub(b"", piece) if self._exact else piece

    def _count_strings(self, found: int) -> None:
        self._strings += found
        if self._strings > self._limits.cells:
            raise FileRefusedError.unsafe("zip_bomb")

    def _count_merges(self, found: int) -> None:
        self._merges += found
        if self._merges > self._limits.merges:
            self._refuse("too_many_merges")

    def _count_single(self, found: int) -> None:
        self._single_cells += found
        if self._single_cells > MOST_SINGLE_CELLS:
            raise FileRefusedError.unsafe("unusual")

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

    def _note_faulty(self, piece: bytes, spans: Iterable[tuple[int, int]]) -> None:
        for start, stop in spans:
            if fault := fault_at(piece, start, stop):
                place, text = fault
                self.facts.faulty[place] = text
        if len(self.facts.faulty) > MOST_FAULTY:
            self._refuse("too_many_errors", limit=MOST_FAULTY)


def _doubtful_cells(piece: bytes, tags: TagArrays) -> Iterator[tuple[int, int]]:
    """From where to where cells reach that have an error value, or a formula if one lacks its
    result. For pieces whose cells are all written as usual."""
    inside = [found.start() for found in _ERROR_TYPE.finditer(piece)]
    formulas = tags.places("f")
    if formulas and any(end in piece for end in _NO_RESULT):
        inside += formulas
    for start in {piece.rfind(_CELL, 0, at) for at in inside}:
        stop = piece.find(_CELL, start + 1)
        if start >= 0:
            yield start, stop if stop >= 0 else len(piece)
