"""Sheets and texts made to hurt whoever reads them (D02)."""

import io
import json
import random
import struct
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineError, CalamineWorkbook

from common.refusals import FileRefusedError
from common.workbook_safety import Limits, decode_csv, inspect_workbook
from common.workbook_safety.limits import MB
from tests.common.made_workbooks import (
    HEADING,
    SHEET,
    archive,
    csv,
    data_row,
    parts,
    reading_of,
    refusal_of,
    row_xml,
    table_of,
    table_xml,
    xlsx,
)

pytestmark = [pytest.mark.abuse("D02"), pytest.mark.abuse("F11")]
ROOT = Path(__file__).parents[2]
SHEET_PART = "xl/worksheets/sheet1.xml"
SECONDS, MEGABYTES = 5, 300

FAR_CELL = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def with_parts(**changed: str | bytes) -> bytes:
    """A sound workbook with parts added or replaced; __ stands for / and _dot_ for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): part for name, part in changed.items()}
    return archive(parts(table_xml()) | named)


def reason_of(check, *arguments) -> str:
    with pytest.raises(FileRefusedError) as caught:
        check(*arguments)
    assert caught.value.refusal.code == "unsafe_file"
    assert caught.value.refusal.message.endswith("。")
    return caught.value.refusal.params["reason"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        pytest.param(FAR_CELL, "too_many_rows", id="D02-last-cell"),
        pytest.param('<row r="3"><c r="XFD3"><v>1</v></c></row>', "too_many_columns", id="far"),
        pytest.param(
            '<row r="3"><c r="GR3"><v>1</v></c></row><row r="199999"><c r="A199999"><v>1</v>'
            "</c></row>",
            "too_many_cells",
            id="product",
        ),
        pytest.param("<row><c r='XFD1048576'><v>1</v></c></row>", "too_many_rows", id="quote"),
        pytest.param('<row><c s="1" r="XFD9"><v>1</v></c></row>', "too_many_columns", id="s-r"),
        pytest.param('<row><x:c r="XFD9"><x:v>1</x:v></x:c></row>', "too_many_columns", id="x"),
        pytest.param('<row><c\tr = "XFD9"><v>1</v></c></row>', "too_many_columns", id="spaces"),
        pytest.param('<row><c r="xfd9"><v>1</v></c></row>', "too_many_columns", id="small"),
        pytest.param('<row><c r="A3" r="XFD9"><v>1</v></c></row>', "unusual", id="twice"),
        pytest.param('<row><c r="A3"r="XFD9"><v>1</v></c></row>', "unusual", id="no-space"),
        pytest.param('<row r="1048576"><c><v>1</v></c></row>', "unusual", id="by-row"),
        pytest.param('<row><c r="&#88;FD9"><v>1</v></c></row>', "unusual", id="reference"),
        pytest.param('<row><c r="A99999999999"><v>1</v></c></row>', "unusual", id="long"),
        pytest.param('<row><c s="<" r="XFD9"><v>1</v></c></row>', "unusual", id="bracket"),
        pytest.param('<row><c r="A3" s="<" r="XFD9"><v>1</v></c></row>', "unusual", id="open"),
        pytest.param('<row><c r="A3" s=">" r="XFD9"><v>1</v></c></row>', "unusual", id="shut"),
        pytest.param(
            '<row><c r="A3" s=\'">"\' r="XFD9"><v>1</v></c></row>', "unusual", id="quotes"
        ),
    ],
)
def test_sheet_when_a_cell_lies_far_out_is_refused(cells, reason):
    assert refusal_of(archive(parts(table_xml() + cells))) == reason


def test_refusal_when_a_sheet_is_too_large_names_it():
    with pytest.raises(FileRefusedError) as caught:
        inspect_workbook(archive(parts(table_xml() + FAR_CELL)))

    assert caught.value.refusal.sheet == SHEET
    assert "200000" in caught.value.refusal.message


def test_sheet_when_only_its_dimension_is_far_is_read():
    data = parts(table_xml(), before='<dimension ref="A1:XFD1048576"/>')

    assert table_of(archive(data)).rows == [2]


def test_sheet_when_formatted_blanks_lie_far_out_is_read():
    blank = '<row r="1048576" s="1"><c r="XFD1048576" s="12"/></row>'

    assert table_of(archive(parts(table_xml() + blank))).rows == [2]


def test_sheet_when_it_has_more_than_26_columns_is_read():
    rows = [[*HEADING, *(f"备注{number}" for number in range(100))], data_row()]

    assert table_of(xlsx(rows)).rows == [2]


def test_sheet_when_formulas_texts_and_rules_hold_odd_marks_is_not_read_cell_by_cell(monkeypatch):
    monkeypatch.setattr("common.workbook_safety.sheet_scan.MOST_SINGLE_CELLS", 0)
    texts = row_xml(3, ['r="XFD9" a:c r =1', '<c r="B3"><f>IF(A1 =1,2,3)</f><v>2</v></c>'])
    rule = '<dataValidations><dataValidation operator="between" error="x"/></dataValidations>'

    assert table_of(archive(parts(table_xml() + texts, after=rule))).rows == [2, 3]


def test_sheet_when_every_tag_has_a_prefix_is_read():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    named = parts("")
    named[SHEET_PART] = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData>{table_xml("x:")}</x:sheetData></x:worksheet>'
    )

    table = table_of(archive(named))

    assert table.columns["证书编号"] == ["XL1"]


def test_sheet_when_it_has_too_many_merges_is_refused():
    merges = "<mergeCells>" + '<mergeCell ref="A3:B4"/>' * 50_001 + "</mergeCells>"

    limits = Limits(ratio=10_000)
    data = archive(parts(table_xml(), after=merges))

    assert reason_of(inspect_workbook, data, limits) == "too_many_merges"


def test_sheet_when_merges_overlap_without_end_is_refused():
    rows = table_xml() + "".join(
        row_xml(number, list(map(str, data_row(number)))) for number in range(3, 60)
    )
    merges = "<mergeCells>" + '<mergeCell ref="A3:A60"/>' * 500 + "</mergeCells>"

    assert refusal_of(archive(parts(rows, after=merges))) == "unusual"


def test_sheet_when_it_has_too_many_errors_is_refused():
    row = "".join(f'<c r="{letter}9" t="e"><v>#N/A</v></c>' for letter in "ABCDEFGHIJ")
    cells = "".join(
        f'<row r="{number}">{row.replace("9", str(number))}</row>' for number in range(3, 10_100)
    )

    assert refusal_of(archive(parts(table_xml() + cells))) == "too_many_errors"


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_reach_when_cells_are_written_in_any_way_covers_the_parsers(data):
    """The parser ends the process on a reach we missed, so the two are compared."""
    cells = data.draw(st.lists(cell_tags(), min_size=1, max_size=4))
    named = archive(parts(f'<row r="50">{"".join(cells)}</row>'))
    try:
        facts = inspect_workbook(named).sheets[SHEET]
    except FileRefusedError:
        return
    try:
        end = CalamineWorkbook.from_filelike(io.BytesIO(named)).get_sheet_by_index(0).end
    except CalamineError:
        return
    assert end is None or (end[0] < facts.rows and end[1] < facts.columns)


@st.composite
def cell_tags(draw) -> str:
    reference = st.sampled_from(["A1", "B7", "GR60", "XFD200", "AAA3", "a9", "7", "C", ""])
    attribute = st.builds(
        "{}{}{}{}{}{}".format,
        st.sampled_from([" ", "  ", "\n", "", "/"]),
        st.sampled_from(["r", "s", "t", "x:r", "xr", "R"]),
        st.sampled_from(["=", " =", "= "]),
        quote := st.shared(st.sampled_from(['"', "'"])),
        reference | st.sampled_from(["1", "str", "r=A9", "<", ">", "<c "]),
        quote,
    )
    prefix = draw(st.sampled_from(["", "", "x:", "c:"]))
    first = draw(st.sampled_from(["", f' r="{draw(reference)}"']))
    attributes = first + "".join(draw(st.lists(attribute, max_size=2)))
    if draw(st.booleans()):
        return f"<{prefix}c{attributes}/>"
    body = draw(
        st.sampled_from(
            ["", "<v>1</v>", "<x:v>1</x:v>", "text", "<!-- --><v>1</v>", "<z/><v>1</v>", "<v/>"]
        )
    )
    return f"<{prefix}c{attributes}>{body}</{prefix}c>"


def test_facts_when_taken_reach_to_the_last_cell():
    facts = inspect_workbook(xlsx([HEADING, data_row(), [], ["", "x"]])).sheets[SHEET]

    assert (facts.rows, facts.columns, facts.faulty) == (4, 7, {})


def test_facts_when_cells_are_faulty_name_their_places():
    cells = (
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>1</v></c></row>'
        '<row r="2"><c r="AA2"><f>1+1</f></c><c r="AB2"><f>1+1</f><v>2</v></c></row>'
    )

    facts = inspect_workbook(archive(parts(cells))).sheets[SHEET]

    assert facts.faulty == {(0, 0): "#N/A", (1, 26): ""}


def test_facts_when_a_text_looks_like_an_error_tag_leave_it():
    cells = row_xml(1, ['t="e" r="XFD1" &lt;f&gt;'])

    facts = inspect_workbook(archive(parts(cells))).sheets[SHEET]

    assert (facts.rows, facts.columns, facts.faulty) == (1, 1, {})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@given(text=st.text(alphabet="心理健康教师张三𠮷㛃,;\n\tabc0123。，", max_size=200))
@settings(max_examples=100, deadline=None)
def test_csv_when_in_one_encoding_comes_back_whole(encoding, text):
    line = "教师编号,心理健康教育\n"

    assert decode_csv((line + text).encode(encoding)) == line + text


def test_csv_when_a_short_gbk_line_is_utf8_by_chance_is_read():
    text = "移动\n联通\n电信\n"

    assert decode_csv(text.encode("gbk")) == text


@pytest.mark.parametrize(
    ("data", "line"),
    [
        pytest.param("甲,教师\n".encode() + "乙,教师\n".encode("gbk"), 2, id="gbk-after-utf8"),
        pytest.param("甲,教师\na\n".encode("gbk") + "乙,教师\n".encode(), 3, id="utf8-after"),
        pytest.param("\ufeff甲\n".encode() + "乙乙\n".encode("gbk"), 2, id="after-bom"),
        pytest.param("教师编号\n教师".encode()[:-1], 2, id="cut-inside-a-letter"),
        pytest.param(b"abc\n\xff\xff\n", 2, id="no-letters-at-all"),
    ],
)
def test_csv_when_case12_encodings_are_mixed_is_refused_with_the_line(data, line):
    with pytest.raises(FileRefusedError) as caught:
        decode_csv(data)

    refusal = caught.value.refusal
    assert (refusal.params["reason"], refusal.params["line"]) == ("mixed_encoding", line)
    assert f"第 {line} 行" in refusal.message


@pytest.mark.parametrize(
    "data", [b"a,b\x00c", "教师".encode("utf-16"), b"\x89PNG\x1a\n"], ids=["nul", "wide", "png"]
)
def test_csv_when_it_is_no_text_is_refused(data):
    assert reason_of(decode_csv, data) == "not_text"


def test_csv_when_quotes_do_not_close_is_refused_with_the_line():
    data = csv([HEADING, data_row()]) + '4207,"张三,2142\n'.encode()

    with pytest.raises(FileRefusedError) as caught:
        reading_of(data, "a.csv")

    assert caught.value.refusal.params["reason"] == "bad_quotes"
    assert "第 3 行" in caught.value.refusal.message


def test_csv_when_one_cell_is_endless_is_refused():
    data = csv([HEADING]) + b"x" * 200_000

    assert refusal_of(data, "a.csv") == "bad_quotes"


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_csv_when_given_any_bytes_is_read_or_refused(data):
    refusal_of(data, "a.csv")


def lying(data: bytes, size: int) -> bytes:
    """The archive with another size declared for its sheet, in both of its headers."""
    forged = bytearray(data)
    entry = zipfile.ZipFile(io.BytesIO(data)).getinfo(SHEET_PART)
    struct.pack_into("<L", forged, entry.header_offset + 22, size)
    directory = data.rfind(SHEET_PART.encode()) - 46
    struct.pack_into("<L", forged, directory + 24, size)
    return bytes(forged)


def random_strings(count: int) -> str:
    source = random.Random(1)
    return "".join(f"<si><t>{source.randrange(999)}</t></si>" for _ in range(count))


def blank_rows(count: int, cells: str = "") -> str:
    return "".join(
        f'<row r="{number}">{cells.format(number)}</row>' for number in range(3, count + 3)
    )


@cache
def spaces_300_mb() -> bytes:
    return archive(parts(table_xml(), after=" " * 300_000_000))


BOMBS = {
    "declared": spaces_300_mb,
    "undeclared": lambda: lying(spaces_300_mb(), 1000),
    "last-cell": lambda: archive(parts(table_xml() + FAR_CELL)),
    "two-million-rows": lambda: archive(parts(table_xml() + blank_rows(2_000_000))),
    "formatted-to-the-end": lambda: archive(
        parts(table_xml() + blank_rows(1_048_570, '<c r="A{0}" s="1"/>'))
    ),
    "strings": lambda: with_parts(
        xl__sharedStrings_dot_xml=f"<sst>{random_strings(3_500_000)}</sst>"
    ),
    "endless-tags": lambda: archive(
        parts("".join(f'<c r="A{number}" "' for number in range(1, 150_000)))
    ),
}
FATES = {
    "declared": {"zip_bomb"},
    "undeclared": {"zip_bomb"},
    "last-cell": {"too_many_rows"},
    "two-million-rows": {"read", "too_many_rows"},
    "formatted-to-the-end": {"read", "too_many_rows"},
    "strings": {"zip_bomb"},
    "endless-tags": {"unusual", "not_a_workbook"},
}
# The reader is loaded before the limit, as in a worker that has served before.
MEASURED = """
import json, re, resource, sys, time
import pandas, python_calamine
from tests.common.made_workbooks import COLUMNS, SHEET
from common.refusals import FileRefusedError
from common.sheets import read_workbook

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024

data = open(sys.argv[1], "rb").read()
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
start = time.process_time()
try:
    read_workbook(data, "bomb.xlsx", sheet=SHEET, columns=COLUMNS)
    fate = "read"
except FileRefusedError as refused:
    fate = refused.refusal.params["reason"]
print(json.dumps([fate, time.process_time() - start, peak()]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak memory from /proc")
@pytest.mark.parametrize("name", sorted(BOMBS))
def test_bomb_when_uploaded_d02_is_answered_in_time_and_memory(name, tmp_path):
    bomb = tmp_path / "bomb.xlsx"
    bomb.write_bytes(BOMBS[name]())
    assert bomb.stat().st_size < 20 * MB

    answer = subprocess.run(
        [sys.executable, "-c", MEASURED, bomb], cwd=ROOT, capture_output=True, text=True, check=True
    )
    fate, seconds, megabytes = json.loads(answer.stdout)

    assert fate in FATES[name]
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
