"""One pass over a sheet's XML: how far it reaches, and which cells hold no data.

The parser stores a sheet as a full rectangle, so two cells at A1 and XFD1048576 would ask for
17 thousand million places and end the process. It also gives error cells and formulas without
a result as blanks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from common.refusals import FileRefusedError
from common.workbook_safety.cell_tags import cell_starts, fault_at, reach_of
from common.workbook_safety.limits import Limits
from common.workbook_safety.markup import refuse_declarations
from common.workbook_safety.usual_cells import TagArrays

# Each of these costs microseconds, so that their number bounds the time.
MOST_FAULTY = 500_000
MOST_SINGLE_CELLS = 1_000_000

_ERROR_TYPE = b't="e"'
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

    With `exact`, which is slow, formatted blanks do not count as reach.
    """

    def __init__(self, name: str, limits: Limits, *, exact: bool = False):
        self.facts = SheetFacts()
        self._name = name
        self._limits = limits
        self._exact = exact
        self._started = False
        self._merges = self._strings = self._single_cells = 0

    def feed(self, piece: bytes) -> None:
        tags = TagArrays(piece)
        if tags.places("!"):
            refuse_declarations(piece)
        self._started = self._started or b"sheetData" in piece
        if not self._started:
            self._count_strings(tags.count("si"))
            return
        self._count_merges(tags.count("me"))
        reach = None if self._exact else tags.reach()
        if reach is None:
            starts = cell_starts(piece)
            self._count_single(len(starts))
            reach = reach_of(piece, starts)
        else:
            starts = _doubtful_cells(piece, tags)
        self._extend(*reach)
        self._note_faulty(piece, starts)
        self.facts.has_hidden = self.facts.has_hidden or b'hidden="1' in piece

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

    def _note_faulty(self, piece: bytes, starts: Iterable[int]) -> None:
        for start in starts:
            if fault := fault_at(piece, start):
                place, text = fault
                self.facts.faulty[place] = text
        if len(self.facts.faulty) > MOST_FAULTY:
            raise FileRefusedError.unsafe("unusual")


def _doubtful_cells(piece: bytes, tags: TagArrays) -> set[int]:
    """Where cells start that have an error value, or a formula if one lacks its result."""
    inside = []
    at = piece.find(_ERROR_TYPE)
    while at >= 0:
        inside.append(at)
        at = piece.find(_ERROR_TYPE, at + 1)
    formulas = tags.places("f")
    if formulas and any(end in piece for end in _NO_RESULT):
        inside += formulas
    return {max(piece.rfind(b"<c ", 0, at), 0) for at in inside}
