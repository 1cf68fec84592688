import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.refusals import FileRefusedError
from common.workbook_safety import Limits, file_kind
from common.workbook_safety.container import OLE_MAGIC
from common.workbook_safety.limits import MB
from tests.common.made_workbooks import (
    HEADING,
    archive,
    data_row,
    parts,
    refusal_of,
    table_xml,
    xlsx,
)

SHEET_PART = "xl/worksheets/sheet1.xml"
SECONDS, MEGABYTES = 5, 300

pytestmark = pytest.mark.abuse("D02")
GOOD = xlsx([HEADING, data_row()])
FAR_CELL = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def with_parts(**changed: str | bytes) -> bytes:
    """A sound workbook with parts added or replaced; __ stands for / and _dot_ for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): part for name, part in changed.items()}
    return archive(parts(table_xml()) | named)


def ole(stream: str) -> bytes:
    return OLE_MAGIC + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def reason_of(check, *arguments) -> str:
    with pytest.raises(FileRefusedError) as caught:
        check(*arguments)
    assert caught.value.refusal.code == "unsafe_file"
    assert caught.value.refusal.message.endswith("。")
    return caught.value.refusal.params["reason"]


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (GOOD, "hours.xlsx", "xlsx"),
        (GOOD, "学时.XLSX", "xlsx"),
        (b"a,b", "hours.csv", "csv"),
        ("教师编号".encode("gb18030"), "hours.CSV", "csv"),
    ],
)
def test_kind_when_name_and_content_agree_is_told(data, name, kind):
    assert file_kind(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        pytest.param(b"", "a.xlsx", "empty", id="empty"),
        pytest.param(b"a,b", "a.xlsx", "not_a_workbook", id="text-as-xlsx"),
        pytest.param(b"\x89PNG\r\n", "a.xlsx", "not_a_workbook", id="picture-as-xlsx"),
        pytest.param(b"<html>", "a.xlsx", "not_a_workbook", id="page-as-xlsx"),
        pytest.param(GOOD, "a.csv", "not_text", id="xlsx-as-csv"),
        pytest.param(ole("Workbook"), "a.csv", "not_text", id="xls-as-csv"),
        pytest.param(ole("EncryptedPackage"), "a.xlsx", "encrypted", id="case24-encrypted"),
        pytest.param(ole("Workbook"), "a.xlsx", "old_xls", id="xls-as-xlsx"),
        pytest.param(ole("Workbook"), "a.xls", "old_xls", id="case24-xls"),
        pytest.param(ole("Book"), "a.xls", "old_xls", id="xls-95"),
        pytest.param(ole("WordDocument"), "a.xlsx", "not_a_workbook", id="doc-as-xlsx"),
        pytest.param(GOOD, "a.xls", "old_xls", id="xlsx-as-xls"),
        pytest.param(GOOD, "a.xlsm", "macro", id="case24-macro-by-name"),
        pytest.param(b"%PDF-1.7", "a.pdf", "other_format", id="pdf"),
        pytest.param(GOOD, "hours", "other_format", id="no-suffix"),
        pytest.param(GOOD, "a.xlsx.exe", "other_format", id="double-suffix"),
    ],
)
def test_kind_when_the_file_is_no_workbook_is_refused(data, name, reason):
    assert reason_of(file_kind, data, name) == reason


def test_kind_when_over_the_size_limit_is_refused():
    assert reason_of(file_kind, b"PK" + bytes(20 * MB), "a.xlsx") == "too_large"
    assert reason_of(file_kind, b"abc", "a.csv", Limits(file_bytes=2)) == "too_large"


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_archive_when_cut_is_refused(kept):
    assert refusal_of(GOOD[: int(len(GOOD) * kept)]) == "not_a_workbook"


def test_archive_when_bytes_follow_is_refused():
    assert refusal_of(GOOD + b"more") == "not_a_workbook"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "xl\\workbook2.xml", "C:/x.xml", "a/../b.xml"]
)
def test_archive_when_an_entry_leaves_its_folder_is_refused(name):
    assert refusal_of(archive(parts(table_xml()) | {name: "x"})) == "unusual"


def test_archive_when_an_entry_stands_twice_is_refused():
    file = io.BytesIO(archive(parts(table_xml())))
    with zipfile.ZipFile(file, "a") as book:
        book.writestr(SHEET_PART.upper(), "<x/>")

    assert refusal_of(file.getvalue()) == "unusual"


@pytest.mark.parametrize("missing", ["xl/workbook.xml", "[Content_Types].xml", SHEET_PART])
def test_archive_when_no_workbook_is_inside_is_refused(missing):
    rest = {name: part for name, part in parts(table_xml()).items() if name != missing}

    assert refusal_of(archive(rest)) == "not_a_workbook"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(with_parts(xl__vbaProject_dot_bin=b"x"), id="project"),
        pytest.param(with_parts(xl__macrosheets__sheet1_dot_xml="<x/>"), id="macro-sheet"),
        pytest.param(
            archive(
                {
                    name: part.replace("spreadsheetml.sheet.main", "sheet.macroEnabled.main")
                    for name, part in parts(table_xml()).items()
                }
            ),
            id="type",
        ),
    ],
)
def test_archive_when_case24_macros_are_inside_is_refused(data):
    assert refusal_of(data) == "macro"


def test_archive_when_its_entries_have_passwords_is_refused():
    data = bytearray(archive(parts(table_xml())))
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1

    assert refusal_of(bytes(data)) == "encrypted"


def test_archive_when_it_has_thousands_of_entries_is_refused():
    many = {f"xl/a{number}.xml": "<a/>" for number in range(3000)}

    assert refusal_of(archive(parts(table_xml()) | many)) == "zip_bomb"


def test_archive_when_pictures_lie_inside_is_read():
    picture = random.Random(1).randbytes(300_000)

    assert refusal_of(with_parts(xl__media__image1_dot_png=picture)) == "read"


def test_archive_when_a_sheet_is_named_as_a_picture_is_still_looked_at():
    named = parts(table_xml() + FAR_CELL)
    named["xl/media/image1.png"] = named.pop(SHEET_PART)
    relations = "xl/_rels/workbook.xml.rels"
    named[relations] = named[relations].replace("worksheets/sheet1.xml", "media/image1.png")

    assert refusal_of(archive(named)) == "too_many_rows"


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_archive_when_bytes_are_changed_is_read_or_refused(data):
    broken = bytearray(GOOD)
    places = st.integers(0, len(GOOD) - 1)
    for at in data.draw(st.lists(places, min_size=1, max_size=4)):
        broken[at] = data.draw(st.integers(0, 255))

    refusal_of(bytes(broken))


@pytest.mark.parametrize("part", [SHEET_PART, "xl/workbook.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize(
    "declared",
    [
        pytest.param('<!DOCTYPE x SYSTEM "file:///etc/passwd">', id="external"),
        pytest.param('<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>', id="laughs"),
        pytest.param("<!-- long -->" * 99 + "<!DOCTYPE x>", id="after-comments"),
    ],
)
def test_markup_when_it_declares_a_document_type_is_refused(part, declared):
    named = parts(table_xml()) | {"xl/sharedStrings.xml": "<sst/>"}
    named[part] = declared + named[part]

    assert refusal_of(archive(named)) == "unusual"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_markup_when_in_another_encoding_is_refused(encoding):
    named = parts(table_xml())
    named[SHEET_PART] = named[SHEET_PART].encode(encoding)

    assert refusal_of(archive(named)) == "unusual"


def test_markup_when_it_names_another_encoding_is_refused():
    named = parts(table_xml())
    named[SHEET_PART] = '<?xml version="1.0" encoding="GBK"?>' + named[SHEET_PART]

    assert refusal_of(archive(named)) == "unusual"


@pytest.mark.parametrize(
    "start", ['\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n', "<!-- a -->", "\n"]
)
def test_markup_when_it_starts_as_usual_is_read(start):
    named = parts(table_xml())
    named[SHEET_PART] = start + named[SHEET_PART]

    assert refusal_of(archive(named)) == "read"
