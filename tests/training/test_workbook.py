"""The workbook of an audit: the same figures on every sheet, and nothing but values."""

import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from tests.factories.audits import audit_of, sample_audit, school_row, teacher_row
from tests.training.words import HAN
from training.reports.figures import TOTALS
from training.reports.workbook import audit_workbook

pytestmark = pytest.mark.django_db

SHEETS = ["汇总", "管理单位", "学校", "教师", "缺口（学校）", "缺口（教师）", "核对"]
LISTS = SHEETS[1:]
UNIT_WORDS = {
    "binding": "应达标",
    "compliant": "已达标",
    "reference": "参照执行",
    "left": "已离岗",
    "exempt": "免修",
    "schools": "学校",
    "schools_meeting": "配备达标",
    "full_time": "专职",
    "part_time": "兼职",
    "students": "在校学生",
}
STANDINGS = {
    "binding": "专职（考核）",
    "reference": "兼职（参照执行）",
    "left": "已离岗",
    "exempt": "免修",
}
FORMULAS = ['=HYPERLINK("http://x","点")', "+1+1", "-2", "@SUM(A1)", "\t=1", "＝1", "=cmd|' /C'!A0"]


def opened(data: bytes):
    return openpyxl.load_workbook(BytesIO(data))


def table(book, name: str) -> tuple[list[dict], dict]:
    """The rows of a list by heading, and its totals."""
    heading, *rows = book[name].iter_rows(values_only=True)
    *rows, totals = [dict(zip(heading, row, strict=True)) for row in rows]
    return rows, totals


def summary(book) -> dict:
    return {label: value for label, value, _meaning in book["汇总"].iter_rows(values_only=True)}


def total(rows: list[dict], heading: str):
    return sum(row[heading] for row in rows if row[heading] != "—")


@pytest.fixture
def book():
    return opened(audit_workbook(sample_audit()))


def test_workbook_when_made_then_has_a_sheet_for_each_question(book):
    assert book.sheetnames == SHEETS


@pytest.mark.rule("V6")
@pytest.mark.parametrize("figure", TOTALS)
def test_figure_when_added_up_from_each_sheet_is_the_same(book, figure):
    word = UNIT_WORDS[figure]
    units, unit_totals = table(book, "管理单位")
    expected = getattr(sample_audit().totals, figure)

    assert summary(book)[word] == expected
    assert unit_totals[word] == expected
    assert total(units, word) == expected


@pytest.mark.rule("V6")
@pytest.mark.parametrize("figure", [name for name in TOTALS if not name.startswith("schools")])
def test_unit_figure_when_added_up_from_its_schools_is_the_same(book, figure):
    word = UNIT_WORDS[figure]
    units, _totals = table(book, "管理单位")
    schools, school_totals = table(book, "学校")

    for unit in units:
        own = [row for row in schools if row["单位代码"] == unit["单位代码"]]
        assert total(own, word) == unit[word]
    assert school_totals[word] == getattr(sample_audit().totals, figure)


@pytest.mark.rule("V6")
@pytest.mark.parametrize(("figure", "word"), STANDINGS.items())
def test_school_figure_when_counted_from_its_teachers_is_the_same(book, figure, word):
    schools, _totals = table(book, "学校")
    teachers, _totals = table(book, "教师")

    for school in schools:
        own = [row for row in teachers if row["学校标识码"] == school["学校标识码"]]
        assert sum(row["类别"] == word for row in own) == school[UNIT_WORDS[figure]]
        assert sum(row["考核结果"] == "已达标" for row in own) == school["已达标"]


@pytest.mark.rule("V6")
@pytest.mark.parametrize("category", ["专业伦理", "专业知识", "专业技能", "专业督导"])
def test_hours_when_added_up_from_those_judged_are_those_of_unit_and_summary(book, category):
    units, unit_totals = table(book, "管理单位")
    teachers, _totals = table(book, "教师")
    judged = [row for row in teachers if row["类别"] == STANDINGS["binding"]]

    assert total(judged, category) == summary(book)[category] == unit_totals[category]
    for unit in units:
        own = [row for row in judged if row["单位代码"] == unit["单位代码"]]
        assert total(own, category) == unit[category]


def test_gaps_when_listed_then_are_the_shortfall_of_the_summary(book):
    schools, school_totals = table(book, "缺口（学校）")
    teachers, teacher_totals = table(book, "缺口（教师）")
    figures = summary(book)

    assert school_totals["缺编"] == total(schools, "缺编") == figures["缺编"]
    assert len(schools) == figures["学校"] - figures["配备达标"]
    assert {row["依据标准"] for row in schools} == {"每校至少配备一名专职教师"}
    assert len(teachers) == figures["未达标"] == figures["应达标"] - figures["已达标"]
    assert [row["还差"] for row in teachers] == [0.5, 30.0]
    assert teacher_totals["还差"] == 30.5


def test_check_sheet_when_lists_agree_then_says_so(book):
    rows = list(book["核对"].iter_rows(min_row=2, values_only=True))

    assert {row[-1] for row in rows} == {"相符"}
    assert rows[0][:-1] == ("应达标", 5, 5, 5, 5)


def test_check_sheet_when_a_list_differs_then_says_so():
    audit = sample_audit()
    changed = [replace(audit.schools[0], binding=9), *audit.schools[1:]]

    rows = opened(audit_workbook(replace(audit, schools=changed)))["核对"].iter_rows(
        values_only=True
    )

    assert {row[0]: row[-1] for row in rows}["应达标"] == "不符"


def test_rate_when_shown_is_a_percentage_and_a_dash_over_nothing(book):
    units, totals = table(book, "管理单位")

    assert [row["达标率"] for row in units] == [0.333, 1, "—"]
    assert totals["达标率"] == summary(book)["达标率"] == 0.6
    assert book["管理单位"]["E2"].number_format == "0.0%"


def test_hours_when_shown_are_numbers_with_one_place(book):
    column = [cell.value for cell in book["教师"][1]].index("计入学时")
    cell = book["教师"][2][column]

    assert (cell.value, cell.number_format) == (33, "0.0")


@pytest.mark.parametrize("word", ["单位代码", "学校标识码", "教师编号"])
def test_code_when_shown_stays_text_without_a_warning(book, word):
    for name in ("管理单位", "学校", "教师", "缺口（学校）", "缺口（教师）"):
        headings = [cell.value for cell in book[name][1]]
        if word in headings:
            cell = book[name][2][headings.index(word)]
            assert (cell.data_type, cell.number_format) == ("s", "@")
            assert isinstance(cell.value, str)


@pytest.mark.abuse("T11")
@pytest.mark.parametrize("text", FORMULAS)
def test_text_when_it_looks_like_a_formula_stays_as_typed(text):
    school = school_row("2142000001", full_time=0, name=text, unit_name=text)
    data = audit_workbook(
        audit_of([school], [teacher_row("420100000001", school, "1.0", name=text)], policy=text),
        text,
    )
    book = opened(data)

    cells = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text
    ]
    assert len(cells) >= 10
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    with ZipFile(BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if "sheet" in name]
        assert not any(re.search(rb"<f[ >]|<hyperlink", archive.read(name)) for name in sheets)


def test_text_when_shown_is_in_the_shared_table_that_phones_can_preview():
    with ZipFile(BytesIO(audit_workbook(sample_audit()))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
        assert not any(b"inlineStr" in sheet for sheet in sheets)


@pytest.mark.parametrize("name", LISTS)
def test_list_when_scrolled_and_filtered_keeps_heading_and_leaves_out_totals(book, name):
    sheet = book[name]
    rows = sheet.max_row if name == "核对" else sheet.max_row - 1

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.endswith(str(rows))
    assert sheet.print_title_rows == "$1:$1"
    assert all(sheet.column_dimensions["A"].width for sheet in book)


def test_workbook_when_nothing_is_in_reach_then_has_headings_and_dashes():
    book = opened(audit_workbook(audit_of([], [])))

    assert book.sheetnames == SHEETS
    for name in LISTS[:-1]:
        assert book[name].max_row == 1
    figures = summary(book)
    assert (figures["达标率"], figures["配备达标率"], figures["生师比"]) == ("—", "—", "—")
    assert (figures["应达标"], figures["学时合计"]) == (0, 0)


def test_summary_when_as_of_a_moment_then_says_under_what_it_was_reckoned():
    moment = datetime(2026, 1, 31, 4, 0, tzinfo=ZoneInfo("UTC"))
    figures = summary(opened(audit_workbook(sample_audit(as_of=moment), "东测区")))

    assert figures["核查范围"] == "东测区"
    assert figures["规则版本"] == "武汉2019"
    assert figures["依据文件"].startswith("《市教育局关于")
    assert figures["统计基准日"] == "2025年12月31日"
    assert figures["数据截至"] == "2026年1月31日 12:00"


def test_summary_when_assumptions_are_made_then_says_that_it_is_no_finding():
    what_if = {"proration": "monthly", "required_hours": "24", "part_time_equivalent": "0.5"}
    lines = list(summary(opened(audit_workbook(sample_audit(what_if=what_if)))))

    assert "测算" in lines[0]
    assert "核查报告" not in lines[0]
    for part in ("假设测算", "按专职月数折算", "24", "0.5"):
        assert part in lines[1]


def test_summary_when_the_year_runs_then_tells_the_pace():
    teachers = list(sample_audit().teachers)
    teachers[1] = replace(teachers[1], verdict="on_track")
    teachers[3] = replace(teachers[3], verdict="behind")
    audit = audit_of(sample_audit().schools, teachers, running=True)

    figures = summary(opened(audit_workbook(audit)))

    assert (figures["进度正常"], figures["进度滞后"]) == (1, 1)
    assert "未达标" not in figures


def test_long_name_when_shown_is_whole():
    name = "华中师范大学附属武汉经济技术开发区第一初级中学（南太子湖校区）" * 3
    school = school_row("2142000001", name=name)

    rows, _totals = table(opened(audit_workbook(audit_of([school], []))), "学校")

    assert rows[0]["学校名称"] == name


def test_gap_sheet_when_a_minimum_is_not_reached_then_has_a_column_for_it():
    school = school_row("2142000001")
    lack = {"ethics": Decimal("4.0")}
    teacher = teacher_row("420100000001", school, verdict="short", missing_by_category=lack)

    rows, totals = table(opened(audit_workbook(audit_of([school], [teacher]))), "缺口（教师）")

    assert rows[0]["专业伦理还差"] == totals["专业伦理还差"] == 4
    assert "专业知识还差" not in rows[0]


def test_words_when_in_english_are_all_translated(coded_words):
    schools = [replace(row, name="S", unit_name="U") for row in sample_audit().schools]
    teachers = [
        replace(
            row,
            name="T",
            school_name="S",
            unit_name="U",
            missing_by_category={"skill": row.missing},
        )
        for row in sample_audit().teachers
    ]
    what_if = {"proration": "monthly", "students_per_full_time": "1000"}
    audit = audit_of(
        schools, teachers, running=True, policy="P", policy_document="D", what_if=what_if
    )

    book = opened(audit_workbook(audit))

    texts = book.sheetnames + [
        str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row
    ]
    known = {"《", "》", "关于", "〔", "中小学", "全面加强"}  # documents keep their official names
    left = {text for text in texts if HAN.search(text) and not any(part in text for part in known)}
    assert left == set()
