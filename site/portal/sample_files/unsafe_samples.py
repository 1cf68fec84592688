"""Files that must not be opened: each is refused as a whole, in words and quickly."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from portal.sample_files.samples import Sample
from portal.sample_files.tidy import HOURS_HEADS, hours_row, tidy_samples
from portal.sample_files.writing import content_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET_PART = "xl/worksheets/sheet1.xml"
MIXED = 8  # rows of the other encoding, below as many of the first


def unsafe_samples() -> list[Sample]:
    tidy = content_of(tidy_samples()[2])
    contents = {
        "encrypted.xlsx": ("设有打开密码", OLE + "EncryptedPackage".encode("utf-16-le")),
        "old.xls": ("旧版 .xls", OLE + "Workbook".encode("utf-16-le")),
        "macro.xlsx": ("带有宏", _with(tidy, "xl/vbaProject.bin", b"\x00" * 64)),
        "not-a-workbook.xlsx": ("内容与文件名不符", "教师编号,姓名\n".encode()),
        "cut-off.xlsx": ("不完整", tidy[: len(tidy) // 2]),
        "bomb.xlsx": ("展开后大得异常", _with(tidy, SHEET_PART, b" " * 8_000_000)),
        "entities.xlsx": ("带有外部实体", _with(tidy, SHEET_PART, _entities(tidy))),
        "far-cell.xlsx": ("最末一格有内容", _with(tidy, SHEET_PART, _far_cell(tidy))),
        "mixed-encoding.csv": ("同一文件两种编码", _mixed()),
    }
    return [
        Sample(f"hours-{name}", "hours", says, (24,), content=content, refused="unsafe_file")
        for name, (says, content) in contents.items()
    ]


def _with(workbook: bytes, part: str, content: bytes) -> bytes:
    """The workbook with one of its parts replaced or added."""
    target = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for entry in source.infolist():
            if entry.filename != part:
                copy.writestr(entry, source.read(entry))
        copy.writestr(ZipInfo(part), content, ZIP_DEFLATED)
    return target.getvalue()


def _entities(workbook: bytes) -> bytes:
    declaration = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    return _sheet_of(workbook).replace(b"<worksheet", declaration + b"<worksheet", 1)


def _sheet_of(workbook: bytes) -> bytes:
    with ZipFile(BytesIO(workbook)) as source:
        return source.read(SHEET_PART)


def _far_cell(workbook: bytes) -> bytes:
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return _sheet_of(workbook).replace(b"</sheetData>", cell, 1)


def _mixed() -> bytes:
    heads = ",".join(HOURS_HEADS)
    rows = [",".join(str(cell or "") for cell in hours_row(index).values()) for index in range(16)]
    lines = [line.encode() for line in [heads, *rows[:MIXED]]]
    return b"\r\n".join([*lines, *(line.encode("gb18030") for line in rows[MIXED:])])
