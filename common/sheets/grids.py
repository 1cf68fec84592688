"""The sheets of a file as rows of raw cells, row 0 being the spreadsheet's first."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from common.cells import FaultyCell
from common.refusals import FileRefusedError
from common.sheets.headings import HeadingFinder, Merge
from common.sheets.tables import SetAside
from common.workbook_safety import Limits, decode_csv, inspect_workbook

DELIMITERS = ",\t;，；"
# Enough of a file to find the heading in, for each delimiter.
PROBED_CHARACTERS = 65_536
PROBED_ROWS = 21

_INSTRUCTIONS = re.compile(r"说明|须知|字典|代码表|选项|下拉|封面|目录")
_SAMPLE = re.compile(r"示例|样例|范例|样表")


@dataclass(slots=True)
class Grid:
    """`rows` are all equally long."""

    sheet: str
    rows: list[list[object]]
    merges: Sequence[Merge] = ()
    epoch_1904: bool = False
    has_hidden: bool = False


def xlsx_grids(data: bytes, expected: str, limits: Limits) -> Iterator[Grid | SetAside]:
    """Sheets in the order of the workbook, each parsed when its turn comes.

    calamine's rows are taken as they come: pandas.read_excel(engine="calamine") calls a Python
    function for every cell, which costs half as much again as the parsing.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    facts = inspect_workbook(data, limits)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            for entry in workbook.sheets_metadata:
                reason = _reason_to_skip(entry, expected)
                if reason:
                    yield SetAside(entry.name, reason)
                    continue
                sheet = workbook.get_sheet_by_name(entry.name)
                known = facts.sheets[entry.name]
                rows = sheet.to_python(skip_empty_area=False)
                merges = sheet.merged_cell_ranges or ()
                del sheet
                _mark_faulty(rows, known.faulty)
                yield Grid(entry.name, rows, merges, facts.epoch_1904, known.has_hidden)
    except (CalamineError, KeyError, ValueError, OSError):
        raise FileRefusedError.unsafe("not_a_workbook") from None


def _reason_to_skip(entry, expected: str) -> str | None:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    if entry.typ != SheetTypeEnum.WorkSheet:
        return "chart"
    if entry.name == expected:
        return None
    if entry.visible != SheetVisibleEnum.Visible:
        return "hidden"
    if _SAMPLE.search(entry.name):
        return "sample"
    return "instructions" if _INSTRUCTIONS.search(entry.name) else None


def _mark_faulty(rows: list[list[object]], faulty: dict[tuple[int, int], str]) -> None:
    """calamine gives blanks for error cells and for formulas without a result."""
    for (row, column), text in faulty.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = FaultyCell(text)


def csv_grid(data: bytes, sheet: str, finder: HeadingFinder, limits: Limits) -> Grid:
    """The delimiter is the one under which the heading shows most known names."""
    text = decode_csv(data)
    probe = text[:PROBED_CHARACTERS]
    delimiter = max(DELIMITERS, key=lambda each: _names_found(probe, each, finder))
    rows = _records(text, delimiter)
    width = max(map(len, rows), default=0)
    if len(rows) > limits.rows + limits.spare_rows:
        raise FileRefusedError.unsafe("too_many_rows", sheet=sheet, limit=limits.rows)
    if width > limits.columns:
        raise FileRefusedError.unsafe("too_many_columns", sheet=sheet, limit=limits.columns)
    return Grid(sheet, [row + [""] * (width - len(row)) for row in rows])


def _names_found(probe: str, delimiter: str, finder: HeadingFinder) -> int:
    rows = []
    try:
        for row in csv.reader(StringIO(probe, newline=""), delimiter=delimiter, strict=True):
            rows.append(row)
            if len(rows) == PROBED_ROWS:
                break
    except csv.Error:
        # The probe may end inside a quoted cell.
        pass
    heading = finder.find(rows, ())
    return len(heading.positions) if heading else 0


def _records(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error:
        raise FileRefusedError.unsafe("bad_quotes", line=reader.line_num) from None
