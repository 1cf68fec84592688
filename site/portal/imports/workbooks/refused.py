"""The refused rows of a batch, to be mended and handed in again.

Cells are as they came: a number stays a number, so that what the spreadsheet lost of it is seen
again. The reasons stand in columns that the reader does not know and passes over.
"""

from collections.abc import Mapping
from datetime import date
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format

from common.spreadsheets import FORMULA_STARTS, HEAD, INK, OPTIONS, RULE
from credits.services.importing import KINDS, read_file
from people.enums import BatchKind
from people.imports.results import REFUSED
from people.models import ImportBatch
from portal.imports.files import read_upload
from portal.imports.raw_rows import RawRows
from portal.imports.row_lines import RowLine
from portal.imports.rows import BatchRows
from portal.imports.workbooks.guide import NOTES, Form, Note

WIDTH, REASON_WIDTH = 18, 70


def refused_workbook(batch: ImportBatch) -> bytes:
    """Raises UploadLostError where the upload is not kept, FileRefusedError if unreadable."""
    reading = read_file(batch.kind, read_upload(batch), batch.file_name)
    kind = KINDS[batch.kind]
    headings = [column.name for column in kind.columns]
    epoch_1904 = any(table.epoch_1904 for table in reading.tables)
    out = BytesIO()
    with xlsxwriter.Workbook(out, {**OPTIONS, "date_1904": epoch_1904}) as book:
        sheet = _Sheet(book, kind.sheet)
        sheet.head(headings, NOTES[BatchKind(batch.kind)])
        tables = {table.sheet: RawRows(table) for table in reading.tables}
        for line in BatchRows(batch, REFUSED):
            raw = tables[line.sheet]
            sheet.add([raw.cell(line.row, heading) for heading in headings], line)
    return out.getvalue()


class _Sheet:
    def __init__(self, book: xlsxwriter.Workbook, name: str):
        self._sheet = book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        self._row = 0
        boxed = {"bold": True, "border": 1, "border_color": RULE, "text_wrap": True}
        self._heading = book.add_format({**boxed, "bg_color": HEAD, "font_color": INK})
        self._reason = book.add_format({"text_wrap": True, "font_color": "#A3211A"})
        self._day = book.add_format({"num_format": Form.DAY.value})
        self._text = book.add_format({"num_format": Form.CODE.value})
        # What looks like a formula stays text when somebody edits the cell, too.
        self._quoted = book.add_format({"num_format": Form.CODE.value, "quote_prefix": True})

    def head(self, headings: list[str], notes: Mapping[str, Note]) -> None:
        for place, heading in enumerate(headings):
            look = self._text if notes[heading].form is Form.CODE else None
            self._sheet.set_column(place, place, WIDTH, look)
        self._sheet.set_column(len(headings), len(headings), REASON_WIDTH)
        extra = [_("退回原因"), _("原工作表"), _("原行号")]
        for place, heading in enumerate([*headings, *extra]):
            self._sheet.write_string(0, place, heading, self._heading)

    def add(self, cells: list[object], line: RowLine) -> None:
        self._row += 1
        for place, cell in enumerate([*cells, line.refusal.message, line.sheet, line.row]):
            look = self._reason if place == len(cells) else None
            self._write(place, cell, look)

    def _write(self, place: int, cell: object, look: Format | None) -> None:
        at = (self._row, place)
        if isinstance(cell, bool):
            self._sheet.write_boolean(*at, cell)
        elif isinstance(cell, int | float):
            self._sheet.write_number(*at, cell)
        elif isinstance(cell, date):  # a datetime is one
            self._sheet.write_datetime(*at, cell, self._day)
        elif text := str(cell):
            risky = text[0] in FORMULA_STARTS
            self._sheet.write_string(*at, text, self._quoted if risky else look or self._text)
