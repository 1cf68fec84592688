"""The log as a file: the rows that match, nothing that runs, and a row of its own."""

from io import BytesIO
from urllib.parse import unquote

import openpyxl
import pytest

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.access_log.origin import Origin
from tests.factories.access_log import written
from tests.factories.people import RoleGrantFactory, TeacherFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/access-log/export.xlsx"


@pytest.fixture
def auditor(client):
    client.force_login(
        RoleGrantFactory(auditor=True, user__last_name="审", user__first_name="计").user
    )
    return client


def rows_of(response) -> list[dict]:
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    heading, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def test_export_holds_the_rows_that_match(auditor):
    teacher = TeacherFactory(name="李被查", phone="13812345678")
    origin = Origin("10.7.7.7", "/audit/", "Firefox", "unit_officer")
    written(by=UserFactory(last_name="王", first_name="督学"), origin=origin, teachers=[teacher])
    written(Action.REFUSED, what="GET", status=404)

    [row] = rows_of(auditor.get(ADDRESS, {"action": "opened"}))

    assert (row["经手人"], row["身份"], row["事项"]) == ("王督学", "管理单位工作人员", "查看")
    assert (row["涉及教师"], row["教师编号"], row["涉及人数"]) == ("李被查", teacher.number, 1)
    assert (row["来源地址"], row["页面"], row["浏览器"]) == ("10.7.7.7", "/audit/", "Firefox")
    assert "13812345678" not in map(str, row.values())


def test_export_when_made_leaves_a_row_itself(auditor):
    written()

    response = auditor.get(ADDRESS)

    told = AccessRecord.objects.get(action=Action.EXPORTED)
    assert (told.actor_name, told.what, told.role) == ("审计", "访问日志 1 条", "auditor")
    assert "no-store" in response["Cache-Control"]
    assert unquote(response["Content-Disposition"]).startswith(
        "attachment; filename*=utf-8''访问日志_"
    )


def test_export_holds_no_more_than_its_limit_and_the_latest(auditor, monkeypatch):
    monkeypatch.setattr("people.access_log.views.search.MOST_ROWS", 2)
    for number in range(3):
        written(what=f"第{number}")

    assert [row["内容"] for row in rows_of(auditor.get(ADDRESS))] == ["第2", "第1"]


@pytest.mark.abuse("T11")
@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", "＝1"])
def test_export_of_text_like_a_formula_stays_text(auditor, text):
    written(what=text, by=UserFactory(last_name=text, first_name=""), origin=Origin(agent=text))

    sheet = openpyxl.load_workbook(BytesIO(auditor.get(ADDRESS).content)).active

    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value == text]
    assert len(cells) == 3
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
