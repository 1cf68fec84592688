"""The empty templates: what the reader reads, and what helps to fill them in."""

from io import BytesIO

import openpyxl
import pytest

from credits.services.importing import KINDS, rehearse
from people.enums import BatchKind
from portal.imports.workbooks.guide import NOTES

pytestmark = pytest.mark.django_db
CODED = {
    "schools": {"管理单位", "办学类型", "办学性质", "是否寄宿制"},
    "teachers": {"性别", "岗位类别", "是否骨干教师"},
    "hours": {"培训级别", "培训内容", "培训形式"},
}


def template(desk, kind) -> bytes:
    response = desk.get(f"/imports/templates/{kind}.xlsx")
    assert response.status_code == 200
    return response.content


@pytest.mark.parametrize("kind", BatchKind.values)
def test_template_when_downloaded_then_has_the_exact_headings_and_no_rows(desk, kind):
    book = openpyxl.load_workbook(BytesIO(template(desk, kind)))

    assert book.sheetnames == [KINDS[kind].sheet, "填表说明", "可选项"]
    headings = [cell.value for cell in book[KINDS[kind].sheet][1]]
    assert headings == [column.name for column in KINDS[kind].columns]
    assert book[KINDS[kind].sheet].max_row == 1


@pytest.mark.parametrize("kind", BatchKind.values)
def test_template_when_uploaded_empty_then_is_read_as_having_no_rows(desk, kind):
    plan = rehearse(kind, template(desk, kind), "空白.xlsx")

    assert (plan.rows, plan.rejected) == (0, [])


@pytest.mark.parametrize("kind", BatchKind.values)
def test_template_when_opened_then_offers_the_choices_of_coded_columns(desk, kind):
    book = openpyxl.load_workbook(BytesIO(template(desk, kind)))
    sheet = book[KINDS[kind].sheet]

    offered = {}
    for rule in sheet.data_validations.dataValidation:
        [place] = {column for area in rule.sqref.ranges for column in (area.min_col, area.max_col)}
        heading = sheet.cell(1, place).value
        cells = rule.formula1.rpartition("!")[2].replace("$", "")
        offered[heading] = [row[0].value for row in book["可选项"][cells]]

    assert offered.keys() == CODED[kind]
    assert all(all(choices) for choices in offered.values())


def test_template_when_filled_from_its_own_choices_then_is_read(desk):
    book = openpyxl.load_workbook(BytesIO(template(desk, "schools")))
    sheet = book["学校名册"]
    for place, column in enumerate(KINDS["schools"].columns, 1):
        sheet.cell(2, place, NOTES[BatchKind.SCHOOLS][column.name].example)
    out = BytesIO()
    book.save(out)

    plan = rehearse("schools", out.getvalue(), "填好.xlsx")

    assert (plan.accepted, plan.rejected) == (1, [])


def test_template_when_codes_are_typed_then_they_stay_text(desk):
    sheet = openpyxl.load_workbook(BytesIO(template(desk, "teachers")))["教师花名册"]

    text = {
        sheet.cell(1, place).value
        for look in sheet.column_dimensions.values()
        for place in range(look.min, look.max + 1)
        if look.number_format == "@"
    }

    assert text == {"教师编号", "手机号", "学校标识码"}


@pytest.mark.parametrize("kind", BatchKind.values)
def test_guide_when_columns_are_listed_then_explains_each(kind):
    assert list(NOTES[BatchKind(kind)]) == [column.name for column in KINDS[kind].columns]
