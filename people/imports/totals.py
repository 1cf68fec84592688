"""The closing 合计 row of a register against the sum of its rows: told, never a reason to refuse."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from common.cells import CellError
from common.sheets import SheetTable
from people.imports.parsing import ParsedTable


@dataclass(frozen=True, slots=True)
class TotalNote:
    """A declared total that the rows do not add up to; both as people write them."""

    sheet: str
    heading: str
    declared: str
    summed: str

    @property
    def message(self) -> str:
        return (
            _(
                "工作表「%(sheet)s」合计行的「%(heading)s」写的是 %(declared)s，"
                "各行相加为 %(summed)s。请核对是否有漏行，或有未能识别的行。"
            )
            % self.as_json()
        )

    def as_json(self) -> dict:
        return asdict(self)


def compare_totals(
    tables: Iterable[tuple[SheetTable, ParsedTable]],
    heading: str,
    read: Callable[[object], int],
    write: Callable[[int], str] = str,
) -> list[TotalNote]:
    """The sheets whose declared total of a column differs from the sum of the cells that are read.

    `read` gives the whole number that the column's cells are parsed to, `write` puts it in words.
    """
    notes = []
    for table, parsed in tables:
        declared = _declared(table, heading, read)
        cells = parsed.values[heading]
        summed = sum(cell for cell in cells if isinstance(cell, int))
        if declared is not None and declared != summed:
            notes.append(TotalNote(table.sheet, heading, write(declared), write(summed)))
    return notes


def _declared(table: SheetTable, heading: str, read: Callable[[object], int]) -> int | None:
    try:
        return read(table.declared_totals[heading])
    except (KeyError, CellError):
        return None
