"""The report of an audit on paper: the figures of the JSON, and fit to be sealed."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pypdf import PdfReader

from tests.factories.audits import DOCUMENT, audit_of, sample_audit, school_row, teacher_row
from tests.training.words import HAN, coded
from training.reports import document
from training.reports.document import audit_document
from training.reports.figures import audit_as_json
from training.reports.paper import teachers_table

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONG_SCHOOL = "华中师范大学附属武汉经济技术开发区第一初级中学（南太子湖校区）" * 3
LONG_NAME = "阿卜杜热依木·阿卜杜外力·买买提明" * 3
HOSTILE = ("<script>alert(1)</script>", "{{7*7}}", '<font color="red">红</font>', "&lt;b&gt;")
STANDINGS = {
    "binding": "应达标",
    "reference": "参照执行",
    "left": "已离岗",
    "exempt": "免修",
}
VERDICTS = {"met": "已达标", "short": "未达标"}
CATEGORIES = ("ethics", "knowledge", "skill", "supervision")


def pages(pdf: bytes) -> list[str]:
    """The text of each page without white space, so that a line's end is no matter."""
    return [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return "".join(pages(pdf))


def columns_of(page) -> dict[int, str]:
    """The text that begins at each distance from the left edge, from the top of the page down."""
    columns = defaultdict(str)

    def visit(text, moved, placed, *_font):
        columns[round(moved[4] + placed[4])] += text.strip()

    page.extract_text(visitor_text=visit)
    return columns


@pytest.fixture(scope="module")
def figures() -> dict:
    return audit_as_json(sample_audit())


@pytest.fixture
def text() -> str:
    return text_of(audit_document(sample_audit()))


@pytest.mark.rule("V6")
def test_summary_when_printed_has_the_figures_of_the_json(text, figures):
    city = figures["city"]

    for label, figure in [
        ("应达标", "binding"),
        ("已达标", "compliant"),
        ("参照执行", "reference"),
        ("已离岗", "left"),
        ("免修", "exempt"),
        ("学校", "schools"),
        ("配备达标", "schools_meeting"),
        ("专职", "full_time"),
        ("兼职", "part_time"),
        ("在校学生", "students"),
    ]:
        assert f"{label}{city[figure]}" in text
    assert "达标率60.0%" in text


@pytest.mark.rule("V6")
def test_units_when_printed_have_the_figures_of_the_json(text, figures):
    names = {"420102": "区102", "420103": "区103", "420104": "区104"}
    rates = {"420102": "33.3%", "420103": "100.0%", "420104": "—"}
    for code, name in names.items():
        unit = figures["units"][code]
        people = "".join(str(unit[key]) for key in ("reference", "left", "exempt"))
        assert f"{name}{unit['binding']}{unit['compliant']}{rates[code]}{people}" in text
        assert f"{name}{unit['schools']}{unit['schools_meeting']}" in text
    city = figures["city"]
    people = "".join(str(city[key]) for key in ("reference", "left", "exempt"))
    assert f"合计{city['binding']}{city['compliant']}60.0%{people}" in text


@pytest.mark.rule("S3")
def test_schools_when_printed_have_the_figures_of_the_json(text, figures):
    annex = text[text.rindex("附表一") :]
    for code, school in figures["staffing"].items():
        students = "—" if school["students"] is None else school["students"]
        staff = "".join(
            str(school[key]) for key in ("required_full_time", "full_time", "part_time")
        )
        row = f"{code}校{code[-3:]}区{school['unit'][-3:]}小学{students}{staff}{school['gap']}"
        assert row in annex


@pytest.mark.rule("V5")
def test_teachers_when_printed_have_the_figures_of_the_json(text, figures):
    annex = text[text.rindex("附表二") :]
    for number, teacher in figures["teachers"].items():
        by_category = [teacher["by_category"].get(name, "0.0") for name in CATEGORIES]
        hours = "".join([teacher["required"], *by_category, teacher["counted"]])
        judged = teacher["standing"] == "binding"
        row = annex[annex.index(number) :]
        assert row.startswith(f"{number}{teacher['name']}校{teacher['school'][-3:]}")
        assert STANDINGS[teacher["standing"]] + hours in row[:80]
        assert (VERDICTS[teacher["verdict"]] in row[:80]) or not judged


@pytest.mark.rule("S3")
def test_gaps_when_printed_name_who_is_short_and_by_how_much(text):
    body = text[: text.rindex("附表一")]

    assert "未达到配备标准的学校（3所）" in body
    assert "2142000005校005区1041001每校至少配备一名专职教师" in body
    assert "学时未达标的专职教师（2人）" in body
    assert "420100000002师002校001区10230.029.50.5未达标" in body
    assert "420100000006" not in body


@time_machine.travel(datetime(2026, 2, 3, 9, 30, tzinfo=SHANGHAI), tick=False)
def test_head_when_printed_says_what_the_figures_rest_on():
    moment = datetime(2026, 1, 31, 12, 0, tzinfo=SHANGHAI)

    first = pages(audit_document(sample_audit(as_of=moment), "东测区"))[0]

    for part in (
        "2025年度心理健康教育教师培训与配备核查报告",
        "核查范围东测区",
        "年度起止2025年1月1日至2025年12月31日",
        "统计基准日2025年12月31日",
        "数据截至2026年1月31日12:00",
        "规则版本武汉2019",
        "签发日期2026年2月3日",
        f"《{DOCUMENT}》",
        "每校至少配备一名专职教师（强制，《关于加强学生心理健康管理工作的通知》",
    ):
        assert part in first


def test_pages_when_many_have_numbers_and_headings():
    schools = [school_row(f"21420{n:05}") for n in range(120)]
    teachers = [teacher_row(f"42010000{n:04}", schools[n % 120]) for n in range(300)]

    found = pages(audit_document(audit_of(schools, teachers)))

    assert len(found) > 10
    for number, page in enumerate(found, 1):
        assert f"第{number}页/共{len(found)}页" in page
    annex = [page for page in found if "42010000" in page]
    assert len(annex) > 5
    assert all("教师编号姓名学校名称管理单位" in page for page in annex)
    assert re.findall(r"42010000\d{4}", "".join(found)) == [row.number for row in teachers]


def test_fonts_when_names_are_rare_are_embedded():
    school = school_row("2142000001", full_time=0, name="堃𬭎学校")
    reader = PdfReader(BytesIO(audit_document(audit_of([school], []), "堃")))

    fonts = [
        font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
    assert "堃𬭎学校" in text_of(audit_document(audit_of([school], [])))


def test_document_when_nothing_is_in_reach_has_dashes_and_no_annex():
    found = text_of(audit_document(audit_of([], [])))

    assert "达标率—" in found
    assert "未达到配备标准的学校（0所）无。" in found
    assert "附表" not in found


def test_names_when_long_are_wrapped_and_whole():
    school = school_row("2142000001", full_time=0, name=LONG_SCHOOL, unit_name=LONG_SCHOOL[:60])
    teacher = teacher_row("420100000001", school, "1.0", name=LONG_NAME)

    columns = [
        text
        for page in PdfReader(BytesIO(audit_document(audit_of([school], [teacher])))).pages
        for text in columns_of(page).values()
    ]

    assert sum(LONG_NAME in text for text in columns) == 2  # among the gaps and in the annex
    assert sum(LONG_SCHOOL in text for text in columns) >= 3


@pytest.mark.parametrize("name", HOSTILE)
def test_name_when_it_is_markup_is_printed_as_typed(name):
    school = school_row("2142000001", full_time=0, name=name)
    teacher = teacher_row("420100000001", school, "1.0")

    found = text_of(audit_document(audit_of([school], [teacher], policy=name), name))

    assert found.count(name.replace(" ", "")) >= 4


def test_name_when_no_font_has_a_character_is_printed_with_a_mark_and_explained():
    school = school_row("2142000001", full_time=0)
    teacher = teacher_row("420100000001", school, "1.0", name="张\U0001f600\x07")

    found = text_of(audit_document(audit_of([school], [teacher]), "某校\U0001f601"))

    assert "张〓〓" in found
    assert "核查范围某校〓" in found
    assert "U+0007U+1F600U+1F601" in found


def test_list_when_too_long_for_paper_is_left_to_the_workbook(monkeypatch):
    monkeypatch.setattr(document, "MOST_ROWS", 10)

    found = text_of(audit_document(sample_audit()))

    assert "附表二教师名单（11人）名单过长，见同时导出的工作簿。" in found
    assert "附表一学校名单（6所）序号" in found
    assert "420100000006" not in found


def test_report_when_of_one_unit_has_no_table_of_units():
    school = school_row("2142000001")

    found = text_of(audit_document(audit_of([school], [teacher_row("420100000001", school)])))

    assert "各管理单位" not in found
    assert "专业技能30.0" in found


def test_report_when_the_year_runs_says_so():
    audit = sample_audit()
    teachers = [replace(row, verdict="on_track") if row.missing else row for row in audit.teachers]

    found = text_of(audit_document(audit_of(audit.schools, teachers, running=True)))

    assert "本年度尚未结束" in found
    assert "学时尚未达标的专职教师（2人）" in found
    assert "进度正常2" in found


def test_report_when_assumptions_are_made_is_no_audit_report():
    found = text_of(audit_document(sample_audit(what_if={"students_per_full_time": "1000"})))

    assert "以下为假设测算，不是核查结论：每1000名学生配备一名专职教师。" in found
    assert "核查报告" not in found


def test_words_when_in_english_are_all_translated(coded_words):
    audit = sample_audit()
    schools = [replace(row, name="S", unit_name="U") for row in audit.schools]
    schools = [replace(row, unit_name=f"U{row.unit_code}") for row in schools]
    teachers = [replace(row, name="T", school_name="S") for row in audit.teachers]
    audit = audit_of(schools, teachers, running=True, policy="P", policy_document="D")
    audit = replace(audit, units=[replace(row, name="U") for row in audit.units])
    audit = replace(audit, teachers=[replace(row, unit_name="U") for row in teachers])

    left = "".join(HAN.findall(text_of(audit_document(audit))))

    official = "《中小学心理健康教育指导纲要2012年修订》教基一〔2012〕15号《关于加强学生心理健康管理工作的通知》教思政厅函〔2021〕10号《全面加强和改进新时代学生心理健康工作专项行动计划2023—2025年》"
    assert set(left) <= set(official) | set("（）")


def test_annex_when_its_words_are_short_tells_the_hours_by_category():
    assert "专业伦理" in [column.heading for column in teachers_table(sample_audit()).columns]


def test_annex_when_its_words_are_long_leaves_the_hours_by_category_to_the_workbook(coded_words):
    table = teachers_table(sample_audit())

    assert coded("专业伦理") not in [column.heading for column in table.columns]
    assert {len(row) for row in table.rows} == {len(table.columns)}
