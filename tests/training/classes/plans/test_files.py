"""Plans as workbooks and as a document for filing."""

import re
from io import BytesIO
from urllib.parse import unquote

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.factories.classes import ClassFactory
from tests.factories.plans import PlanFactory, PlannedClassFactory

pytestmark = pytest.mark.clause("R17")


def sheet_of(response) -> list[tuple]:
    book = openpyxl.load_workbook(BytesIO(response.content))
    return list(book.worksheets[0].iter_rows(values_only=True))


def text_of(response) -> str:
    found = "".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    return re.sub(r"\s", "", found)


def test_workbook_of_a_plan_has_a_row_a_line_and_their_sums(client, place):
    plan = PlanFactory(unit=place.unit, lines=1, lines__title="=危险", lines__budget=None)
    held = ClassFactory(planned=PlannedClassFactory(plan=plan, title="骨干班", backbone=True))
    place.login(client, "officer")

    rows = sheet_of(client.get(reverse("plan-export-xlsx", args=[2026, place.unit.code])))

    assert rows[0][:3] == ("培训班名称", "培训级别", "培训对象")
    assert rows[1] == ("=危险", "区级", "全体教师", "专业技能", "秋季学期", 16, 50, "—", 0, 0)
    assert rows[2] == ("骨干班", "区级", "骨干教师", "专业技能", "秋季学期", 16, 50, 30000, 1, 0)
    assert rows[3] == ("合计", None, None, None, None, 32, 100, 30000, 1, 0)
    assert held.planned.plan == plan


def test_workbook_of_all_plans_holds_what_its_reader_may_see(client, place):
    PlannedClassFactory(plan__unit=place.unit, title="东区草稿")
    PlannedClassFactory(plan__unit=place.other_unit, plan__published=True, title="西区已发布")
    PlannedClassFactory(plan__unit=place.city, title="市草稿")

    def titles(role):
        place.login(client, role)
        answer = client.get(reverse("plans-export", args=[2026]))
        return [(row[0], row[2]) for row in sheet_of(answer)[1:-1]]

    assert titles("officer") == [("东测区", "东区草稿"), ("西测区", "西区已发布")]
    assert [title for _unit, title in titles("city")] == ["市草稿", "东区草稿", "西区已发布"]


def test_document_of_a_plan_names_unit_lines_and_sums(client, place):
    plan = PlanFactory(unit=place.unit, published=True, note="按<局>工作要点编制")
    PlannedClassFactory(plan=plan, title="骨干教师研修班", budget=1234567, places=1200)
    place.login(client, "city")

    answer = client.get(reverse("plan-export-pdf", args=[2026, place.unit.code]))

    text = text_of(answer)
    assert "东测区2026年度心理健康教育教师培训计划" in text
    assert all(part in text for part in ("骨干教师研修班", "1,234,567", "1,200", "16.0", "合计"))
    assert "按<局>工作要点编制" in text
    assert "尚未发布" not in text
    name = unquote(answer["Content-Disposition"])
    assert name.endswith("东测区 2026 年度心理健康教育教师培训计划.pdf")


def test_document_of_a_draft_says_so_and_an_odd_character_does_not_stop_it(client, place):
    PlannedClassFactory(plan__unit=place.unit, title="研修班\U0001f600")
    place.login(client, "officer")

    text = text_of(client.get(reverse("plan-export-pdf", args=[2026, place.unit.code])))

    assert "本计划尚未发布" in text
    assert "研修班〓" in text
    assert "U+1F600" in text
    assert "另有" not in text


def test_document_of_an_empty_plan_is_made(client, place):
    PlanFactory(unit=place.unit)
    place.login(client, "officer")

    answer = client.get(reverse("plan-export-pdf", args=[2026, place.unit.code]))

    assert "无记录" in text_of(answer)
