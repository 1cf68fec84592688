"""The rows of a plan, to the file beside the upload."""

import gzip
from collections.abc import Callable, Sequence
from io import BytesIO

from common.refusals import shown
from common.sheets import Column, WorkbookReading
from credits.services.importing import KINDS, refusal_as_json
from people.imports.results import REFUSED, Plan
from people.models import ImportBatch
from portal.imports.files import rows_path, write_whole
from portal.imports.raw_rows import RawRows
from portal.imports.row_lines import written

# Level 1 packs as fast as the rows are made, to a tenth of their size.
PACKING = 1


class RowWriter:
    """Writes a plan's rows beside the upload that `reading` was read from."""

    def __init__(self, batch: ImportBatch, reading: WorkbookReading):
        self._batch = batch
        self._reading = reading

    def __call__(self, plan: Plan) -> None:
        packed = BytesIO()
        with gzip.open(packed, "wt", PACKING, encoding="utf-8", newline="\n") as file:
            file.writelines(map(written, self._in_order(plan)))
        write_whole(rows_path(self._batch), packed.getvalue())

    def _in_order(self, plan: Plan) -> list[dict]:
        subjects = _subjects(self._reading, KINDS[self._batch.kind].columns[:2])
        sheets = {table.sheet: place for place, table in enumerate(self._reading.tables)}
        rows = [note.as_json() for note in plan.notes]
        rows += [
            refusal_as_json(refusal)
            | {"outcome": REFUSED, "subject": subjects(refusal.sheet, refusal.row)}
            for refusal in plan.rejected
        ]
        return sorted(rows, key=lambda row: (sheets[row["sheet"]], row["row"]))


def _subjects(reading: WorkbookReading, columns: Sequence[Column]) -> Callable[[str, int], str]:
    """Whom a refused row is about, as far as its first two columns tell."""
    tables = {table.sheet: RawRows(table) for table in reading.tables}

    def subject(sheet: str, row: int) -> str:
        cells = (tables[sheet].cell(row, column.name) for column in columns)
        return " ".join(map(shown, cells)).strip()

    return subject
