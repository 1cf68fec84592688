"""Files that cannot be read: one sentence each, and nothing but the batch's own row."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from credits.models import Entry
from people.enums import BatchState
from people.models import ImportBatch, School, Teacher
from tests.uploads import page_of, upload
from tests.workbooks import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.rule("I1"), pytest.mark.abuse("D02")]
SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
REFUSED = [
    sample
    for sample in json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))["then"]
    if "refused" in sample
]


def endless_rows() -> bytes:
    """A workbook whose sheet claims two million empty rows."""
    data = workbook("hours", {})
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                rows = b"".join(b'<row r="%d"/>' % number for number in range(3, 2_000_003))
                content = content.replace(b"</sheetData>", rows + b"</sheetData>")
            new.writestr(name, content)
    return out.getvalue()


CASES = {
    "text": ("学时.xlsx", lambda: "教师编号,姓名\n1,张三\n".encode(), "文件内容不是 .xlsx 工作簿"),
    "empty": ("学时.xlsx", lambda: b"", "文件是空的"),
    "picture": ("学时.png", lambda: b"\x89PNG\r\n", "只能读取 .xlsx 和 .csv 文件"),
    "page": ("学时.html", lambda: b"<script>alert(1)</script>", "只能读取 .xlsx 和 .csv 文件"),
    "program": ("学时.exe", lambda: b"MZ\x90", "只能读取 .xlsx 和 .csv 文件"),
    "no_suffix": ("学时", lambda: workbook("hours", {}), "只能读取 .xlsx 和 .csv 文件"),
    "old": ("学时.xls", lambda: b"\xd0\xcf\x11\xe0", "旧版 .xls"),
    "binary_csv": ("学时.csv", lambda: b"\x00\x01\x02", "文件内容不是文本"),
    "no_heading": ("学时.csv", lambda: "一,二\n".encode(), "没有找到「学时登记」的表头"),
    "other_kind": ("学时.xlsx", lambda: workbook("schools", {}), "没有找到「学时登记」的表头"),
    "cut_off": ("学时.xlsx", lambda: workbook("hours", {})[:-200], "文件内容不是 .xlsx 工作簿"),
}


def refused_page(desk, data, name, kind="hours"):
    batch = upload(desk, data, name=name, kind=kind)
    assert batch.state == BatchState.REFUSED
    assert (batch.rows, batch.accepted) == (0, 0)
    assert ImportBatch.objects.count() == 1
    assert not Entry.objects.exists()
    assert not School.objects.exists()
    assert not Teacher.objects.exists()
    return page_of(desk, batch)


@pytest.mark.parametrize("sample", [pytest.param(each, id=each["file"]) for each in REFUSED])
def test_file_when_refused_as_a_whole_then_says_why_in_one_sentence(desk, sample):
    path = SAMPLES / sample["file"]

    page = refused_page(desk, path.read_bytes(), path.name, sample["kind"])

    assert "文件没有读取" in page
    assert "确认入库" not in page


@pytest.mark.parametrize(("name", "make", "sentence"), CASES.values(), ids=CASES)
def test_file_when_not_what_it_should_be_then_says_why_in_one_sentence(desk, name, make, sentence):
    assert sentence in refused_page(desk, make(), name)


def test_file_when_it_claims_two_million_empty_rows_then_is_read_for_what_it_holds(desk):
    batch = upload(desk, endless_rows())

    assert (batch.state, batch.rows) == (BatchState.REHEARSED, 1)


def test_file_when_it_has_no_rows_then_is_rehearsed_with_none(desk):
    batch = upload(desk, workbook("hours"))

    assert (batch.state, batch.rows) == (BatchState.REHEARSED, 0)
    assert "没有数据行" in page_of(desk, batch)


def test_file_when_cells_hold_wild_text_then_each_row_is_refused_in_words(desk):
    wild = [
        "\x01\x02",
        "\U0010ffff",
        "'; DROP TABLE people_teacher; --",
        "{{7*7}}",
        "%(value)s",
        "9" * 300,
    ]
    batch = upload(desk, workbook("hours", *({"教师编号": text} for text in wild)))

    page = page_of(desk, batch, outcome="all")

    assert (batch.state, batch.rejected) == (BatchState.REHEARSED, len(wild))
    assert "{{7*7}}" in page
    assert Teacher.objects.count() == 0
