"""Workbooks made in the test: tidy ones by xlsxwriter, strange ones part by part."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import xlsxwriter

from common.refusals import FileRefusedError
from common.sheets import Column, SheetTable, WorkbookReading, read_workbook

SHEET = "学时登记"
COLUMNS = (
    Column("教师编号"),
    Column("姓名"),
    Column("学校标识码"),
    Column("培训项目"),
    Column("开始日期"),
    Column("学时"),
    Column("证书编号", required=False),
)
HEADING = [column.name for column in COLUMNS]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def data_row(number: int = 1, **changed: object) -> list[object]:
    row = {
        "教师编号": f"4207{number:08d}",
        "姓名": "张三",
        "学校标识码": "2142070001",
        "培训项目": "个案督导小组",
        "开始日期": "2025-03-08",
        "学时": 8,
        "证书编号": "",
    }
    return list((row | changed).values())


def xlsx(
    rows: Sequence[Sequence[object]],
    *,
    sheet: str = SHEET,
    others: Mapping[str, Sequence[Sequence[object]]] | None = None,
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
    date_1904: bool = False,
) -> bytes:
    """`others` are further sheets, put before the main one. Formulas are texts with a leading =."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"date_1904": date_1904, "strings_to_numbers": False})
    days = {
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    for name, cells in {**(others or {}), sheet: rows}.items():
        page = book.add_worksheet(name)
        for at, row in enumerate(cells):
            for place, cell in enumerate(row):
                if type(cell) in days:
                    page.write_datetime(at, place, cell, days[type(cell)])
                elif cell not in ("", None):
                    page.write(at, place, cell)
        if name == sheet:
            for area in merged:
                page.merge_range(area, None)
        if name in hidden:
            page.hide()
    book.get_worksheet_by_name(sheet).activate()
    book.close()
    return file.getvalue()


def csv(rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    return "".join(delimiter.join(map(str, row)) + "\r\n" for row in rows).encode(encoding)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return file.getvalue()


def parts(sheet_data: str, *, after: str = "", before: str = "") -> dict[str, str | bytes]:
    """The least an .xlsx is made of, with the XML of its one sheet."""
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
            f'ContentType="{_WORKBOOK_TYPE}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{sheet_data}</sheetData>{after}'
            "</worksheet>"
        ),
    }


def row_xml(number: int, cells: Sequence[str], prefix: str = "") -> str:
    """A row of inline texts; a cell that begins with < is taken as it is."""
    written = [
        cell
        if cell.startswith("<")
        else (
            f'<{prefix}c r="{chr(65 + place)}{number}" t="inlineStr">'
            f"<{prefix}is><{prefix}t>{cell}</{prefix}t></{prefix}is></{prefix}c>"
        )
        for place, cell in enumerate(cells)
    ]
    return f'<{prefix}row r="{number}">{"".join(written)}</{prefix}row>'


def table_xml(prefix: str = "") -> str:
    """The heading and one row of data, in rows 1 and 2."""
    cells = list(map(str, data_row(证书编号="XL1")))
    return row_xml(1, HEADING, prefix) + row_xml(2, cells, prefix)


def reading_of(data: bytes, name: str = "hours.xlsx") -> WorkbookReading:
    return read_workbook(data, name, sheet=SHEET, columns=COLUMNS)


def table_of(data: bytes, name: str = "hours.xlsx") -> SheetTable:
    (table,) = reading_of(data, name).tables
    return table


def refusal_of(data: bytes, name: str = "hours.xlsx") -> str:
    """Why the file is refused: the reason, or the code where there is no more exact one."""
    try:
        reading_of(data, name)
    except FileRefusedError as refused:
        assert refused.refusal.message
        return refused.refusal.params.get("reason", refused.refusal.code)
    return "read"
