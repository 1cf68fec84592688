"""A file is what its bytes say, whatever its name says (T08)."""

from io import BytesIO

import pytest

from common.file_contents import is_what_it_says
from tests.portal.documents.office import (
    DOCX,
    DRAWING,
    PAGE,
    PDF,
    PPTX,
    PROGRAM,
    WITH_MACRO,
    XLSX,
    packed,
)

pytestmark = pytest.mark.abuse("T08")


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        ("pdf", PDF),
        ("pdf", b"\n\n" + PDF),
        ("docx", DOCX),
        ("xlsx", XLSX),
        ("pptx", PPTX),
        ("txt", "讲义：情绪识别\r\n".encode()),
        ("txt", "\ufeff讲义".encode()),
        ("csv", "姓名,学时\n".encode("gb18030")),
        ("txt", b"1 < 2"),
    ],
)
def test_file_when_it_is_what_its_name_says_then_is_taken(suffix, data):
    assert is_what_it_says(BytesIO(data), suffix)


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx", "pptx", "csv", "txt"])
@pytest.mark.parametrize(
    "data",
    [PROGRAM, PAGE, b"\n\t " + PAGE, b"\xef\xbb\xbf" + DRAWING, b"\x00\x01", packed("a.txt")],
    ids=["program", "page", "page after space", "drawing", "bytes", "zip"],
)
def test_file_when_it_is_something_else_then_is_not_taken(suffix, data):
    assert not is_what_it_says(BytesIO(data), suffix)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        ("docx", WITH_MACRO),
        ("docx", packed("[Content_Types].xml", "WORD/document.xml", "word/VBAPROJECT.BIN")),
        ("xlsx", packed("[Content_Types].xml", "xl/workbook.xml", "other/vbaProject.bin")),
        ("docx", XLSX),
        ("xlsx", DOCX),
        ("docx", DOCX[: len(DOCX) // 2]),
        ("docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("docm", WITH_MACRO),
        ("svg", DRAWING),
        ("html", PAGE),
        ("", b"x"),
        ("txt", b"\xff\xfe\x00"),
        ("pdf", b"x" * 2000 + PDF),
    ],
    ids=[
        "macro", "macro in capitals", "macro elsewhere", "workbook as text", "text as workbook",
        "cut", "encrypted", "macro by name", "svg", "html", "no suffix", "utf-16", "pdf far in",
    ],
)  # fmt: skip
def test_file_when_it_is_not_quite_what_it_says_then_is_not_taken(suffix, data):
    assert not is_what_it_says(BytesIO(data), suffix)


@pytest.mark.parametrize(
    ("suffix", "data"), [("pdf", PDF), ("docx", DOCX), ("docx", PROGRAM), ("txt", b"abc")]
)
def test_file_when_looked_into_then_stands_at_its_beginning_again(suffix, data):
    file = BytesIO(data)

    is_what_it_says(file, suffix)

    assert file.read() == data
