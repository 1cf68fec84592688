"""Sample files to bytes; the same content gives the same bytes."""

import csv
from datetime import date
from io import BytesIO, StringIO

import xlsxwriter

from portal.sample_city.workbooks import PLAIN, WRITTEN_AT
from portal.sample_files.samples import Formula, Sample, Sheet


def content_of(sample: Sample) -> bytes:
    if sample.content:
        return sample.content
    if sample.file.endswith(".csv"):
        return _csv(sample)
    return _xlsx(sample)


def _csv(sample: Sample) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=sample.options.get("delimiter", ","))
    for sheet in sample.sheets:
        writer.writerows([*sheet.above, *sheet.heads, *(line.cells for line in sheet.lines)])
    return text.getvalue().encode(sample.options.get("encoding", "utf-8"))


def _xlsx(sample: Sample) -> bytes:
    target = BytesIO()
    settings = {"default_date_format": "yyyy-mm-dd", **PLAIN, **sample.options}
    with xlsxwriter.Workbook(target, settings) as book:
        book.set_properties({"created": WRITTEN_AT})
        for sheet in sample.sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet)
    return target.getvalue()


def _write_sheet(page, sheet: Sheet) -> None:
    for first_row, first, last_row, last in sheet.merges:
        page.merge_range(first_row, first, last_row, last, "")
    rows = [*sheet.above, *sheet.heads, *(line.cells for line in sheet.lines)]
    for number, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            _write_cell(page, number, place, cell)
    for number in sheet.hidden_rows:
        page.set_row(number, None, None, {"hidden": True})
    for place in sheet.hidden_columns:
        page.set_column(place, place, None, None, {"hidden": True})


def _write_cell(page, row: int, column: int, cell: object) -> None:
    match cell:
        case None:
            pass
        case Formula():
            page.write_formula(row, column, cell.text, None, cell.result)
        case str():
            page.write_string(row, column, cell)
        case date():
            page.write_datetime(row, column, cell)
        case _:
            page.write_number(row, column, cell)
