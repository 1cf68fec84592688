"""From a sheet's raw columns to parsed values and, per row, the first thing that is wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from common.cells import CellError, parse_column
from common.refusals import Refusal
from common.sheets import SheetTable


@dataclass(frozen=True, slots=True)
class Reader:
    """How one column is read; `missing_ok` where the cell may be left empty."""

    heading: str
    parse: Callable
    missing_ok: bool = False


@dataclass(slots=True)
class ParsedTable:
    """`values` holds a list per heading, None where a cell is empty or the column is not there.

    `faults` maps the index of a row to its refusal: one a row, the first in order of columns, and
    an empty cell before anything else.
    """

    sheet: str
    rows: list[int]
    values: dict[str, list]
    raw: dict[str, list]
    faults: dict[int, Refusal]

    def has(self, heading: str) -> bool:
        """Whether the file names the column at all; what it does not name stays as it is (I4)."""
        return heading in self.raw

    def refuse(self, index: int, column: str, code: str, **params) -> None:
        """Refuses a row, unless it is refused already."""
        if index not in self.faults:
            self.faults[index] = self._refusal(index, column, code, params)

    def good_rows(self) -> list[int]:
        """Indexes of the rows that nothing is wrong with so far."""
        if not self.faults:
            return list(range(len(self.rows)))
        return [index for index in range(len(self.rows)) if index not in self.faults]

    def _refusal(self, index: int, column: str, code: str, params: dict) -> Refusal:
        cells = self.raw.get(column)
        value = cells[index] if cells else ""
        return Refusal(self.sheet, self.rows[index], column, value, code, params)


def parse_table(table: SheetTable, readers: Sequence[Reader]) -> ParsedTable:
    """Reads every column; the order of `readers` decides which fault of a row is told."""
    parsed = ParsedTable(table.sheet, table.rows, {}, table.columns, {})
    late: list[tuple[int, str, CellError]] = []
    for reader in readers:
        cells = table.columns.get(reader.heading)
        if cells is None:
            parsed.values[reader.heading] = [None] * len(table.rows)
            continue
        values = parse_column(cells, reader.parse, missing_ok=reader.missing_ok)
        parsed.values[reader.heading] = values
        for index, value in enumerate(values):
            if value.__class__ is CellError:
                if value.code == "missing_value":
                    parsed.refuse(index, reader.heading, value.code, **value.params)
                else:
                    late.append((index, reader.heading, value))
    for index, heading, error in late:
        parsed.refuse(index, heading, error.code, **error.params)
    return parsed
