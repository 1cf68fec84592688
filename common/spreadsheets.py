"""Workbooks for people to read: typed columns, and text that stays text whatever it begins with.

No cell holds a formula. What people typed is written as a string, and where it looks like a
formula Excel is told not to take it for one when the cell is edited (T11).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

NONE = "—"
# Chinese input methods make the full-width forms, and Excel takes those for a formula too.
FORMULA_STARTS = frozenset("=+-@＝＋－＠\t\r\n")

# `constant_memory` would write text into the cells themselves, and previews on phones leave
# such cells blank; the table of shared strings costs 140 MB more at 60,000 rows, and no time.
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "等线", "font_size": 11},
}
A4 = 9
INK, RULE, HEAD, GREY = "#1F3A5F", "#C9D1DC", "#E6ECF3", "#5B6573"
HEADING_HEIGHT = 36  # points: two lines
MOST_HEADER_CHARACTERS = 200  # Excel drops a header of more than 255


class Kind(Enum):
    """What a cell holds; the value is Excel's number format. None is a dash in every kind."""

    TEXT = "@"
    COUNT = "0"
    DECIMAL = "0.0"
    PERCENT = "0.0%"


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the column's name in a frame; `labels` say what is shown for a coded value.

    A percentage is given in percent: 50.8 is shown as 50.8 %.
    """

    name: str
    heading: str
    kind: Kind = Kind.TEXT
    width: float = 10  # characters
    labels: Mapping = field(default_factory=dict)

    def shown(self, values: Iterable) -> list:
        if not self.labels:
            return list(values)
        return [self.labels.get(value, value) for value in values]


class Book:
    """A workbook under construction. `footer` is that of each printed page, in Excel's codes."""

    def __init__(self, *, title: str, issued_at: datetime, footer: str = "") -> None:
        self._out = BytesIO()
        self._book = xlsxwriter.Workbook(self._out, OPTIONS)
        self._book.set_properties({"title": title, "created": issued_at.replace(tzinfo=None)})
        self._header = title[:MOST_HEADER_CHARACTERS].replace("&", "&&")
        self._footer = footer
        self._styles: dict[tuple, Format] = {}

    def add_list(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence],
        totals: Sequence | None = None,
    ) -> None:
        """A sheet that is one table: the heading stays in sight and filters; totals come last."""
        sheet = self._sheet(name, [column.width for column in columns])
        sheet.set_landscape()
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, len(rows), len(columns) - 1)})
        self._write_table(sheet, columns, rows, totals)

    def add_page(self, name: str, widths: Sequence[float]) -> "Page":
        """A sheet to be filled from the top; `widths` are those of its columns, in characters."""
        return Page(self._sheet(name, widths), self._style)

    def to_bytes(self) -> bytes:
        """The file. The book takes nothing more after it."""
        self._book.close()
        return self._out.getvalue()

    def _sheet(self, name: str, widths: Sequence[float]) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)  # inches
        sheet.fit_to_pages(1, 0)
        # Without the space after it, the size and a year that follows are one number.
        sheet.set_header(f"&L&9 {self._header}")
        sheet.set_footer(f"&C&9 {self._footer}")
        return sheet

    def _write_table(
        self,
        sheet: Worksheet,
        columns: Sequence[Column],
        rows: Sequence[Sequence],
        totals: Sequence | None,
    ) -> None:
        self._write_headings(sheet, columns)
        lines = {"bottom": 1, "bottom_color": RULE}
        writers = [
            _writer(sheet, column.kind, self._style, **lines, **_indent(column))
            for column in columns
        ]
        for number, row in enumerate(rows, 1):
            for index, value in enumerate(row):
                writers[index](number, index, value)
        if totals is not None:
            self._write_totals(sheet, columns, totals, len(rows) + 1)

    def _write_headings(self, sheet: Worksheet, columns: Sequence[Column]) -> None:
        boxed = {"bg_color": HEAD, "border": 1, "border_color": RULE}
        style = self._style(bold=True, font_color=INK, align="center", text_wrap=True, **boxed)
        sheet.set_row(0, HEADING_HEIGHT)
        for index, column in enumerate(columns):
            sheet.write_string(0, index, column.heading, style)

    def _write_totals(
        self, sheet: Worksheet, columns: Sequence[Column], totals: Sequence, row: int
    ) -> None:
        """A cell without a total is an empty text."""
        look = {"bold": True, "bg_color": HEAD, "top": 1, "top_color": INK}
        for index, (column, value) in enumerate(zip(columns, totals, strict=True)):
            if value == "":
                sheet.write_blank(row, index, None, self._style(**look))
            else:
                write = _writer(sheet, column.kind, self._style, **look, **_indent(column))
                write(row, index, value)

    def _style(self, **properties) -> Format:
        """One format for all cells that look alike."""
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            self._styles[key] = self._book.add_format({"valign": "vcenter", **properties})
        return self._styles[key]


class Page:
    """A sheet of facts and figures below each other. Long text runs on over empty cells."""

    def __init__(self, sheet: Worksheet, style: Callable[..., Format]) -> None:
        self._sheet, self._style = sheet, style
        self._row = 0

    def title(self, text: str) -> None:
        self._line(text, bold=True, font_color=INK, font_size=16)

    def heading(self, text: str) -> None:
        self._row += 1
        self._line(text, bold=True, font_color=INK, font_size=12)

    def note(self, text: str, colour: str = GREY) -> None:
        self._line(text, font_color=colour)

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        for label, text in pairs:
            self._sheet.write_string(self._row, 0, label, self._style(font_color=GREY))
            _writer(self._sheet, Kind.TEXT, self._style)(self._row, 1, text)
            self._row += 1

    def figures(self, figures: Iterable[tuple[str, Kind, object, str]]) -> None:
        """A line each: the label, the figure as its kind is written, and what it means."""
        line = {"bottom": 1, "bottom_color": RULE}
        for label, kind, value, meaning in figures:
            self._sheet.write_string(self._row, 0, label, self._style(**line))
            _writer(self._sheet, kind, self._style, bold=True, **line)(self._row, 1, value)
            wrapped = self._style(font_color=GREY, text_wrap=True, indent=1, **line)
            self._sheet.write_string(self._row, 2, meaning, wrapped)
            self._row += 1

    def _line(self, text: str, **properties) -> None:
        _writer(self._sheet, Kind.TEXT, self._style, **properties)(self._row, 0, text)
        self._row += 1


def _indent(column: Column) -> dict[str, int]:
    """Keeps text off the figures that end at its left."""
    return {"indent": 1} if column.kind is Kind.TEXT else {}


def _writer(
    sheet: Worksheet, kind: Kind, style: Callable[..., Format], **properties
) -> Callable[[int, int, object], object]:
    """Writes a value of this kind to (row, column)."""
    number_format = style(num_format=kind.value, **properties)
    if kind is Kind.TEXT:
        quoted = style(num_format=kind.value, quote_prefix=True, **properties)

        def write_text(row, column, value):
            text = NONE if value is None else value
            risky = text[:1] in FORMULA_STARTS
            sheet.write_string(row, column, text, quoted if risky else number_format)

        return write_text

    dash = style(align="right", **properties)
    share = 100 if kind is Kind.PERCENT else 1

    def write_number(row, column, value):
        if value is None:
            sheet.write_string(row, column, NONE, dash)
        else:
            sheet.write_number(row, column, float(value) / share, number_format)

    return write_number
