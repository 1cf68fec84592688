"""The audit as a file: whose rows it holds, and how it is handed over."""

import re
from io import BytesIO
from urllib.parse import unquote

import openpyxl
import pytest
from pypdf import PdfReader

from tests.factories.people import RoleGrantFactory, SchoolFactory
from tests.training.test_views_access import ROLES

XLSX, PDF = "/audit/2025/export.xlsx", "/audit/2025/export.pdf"

# The status for each role, in the order of ROLES; 302 for the signed-out leads to the login page.
ADDRESSES = {
    "": (404, 200, 404, 200, 200, 404, 404, 302),
    "?unit={unit}": (404, 404, 404, 200, 200, 404, 404, 302),
    "?unit={other_unit}": (404, 404, 404, 404, 200, 404, 404, 302),
    "?unit=420100": (404, 404, 404, 404, 200, 404, 404, 302),
    "?school={school}": (404, 200, 404, 200, 200, 404, 404, 302),
    "?school={other_school}": (404, 404, 404, 404, 200, 404, 404, 302),
    "?unit={unit}&school={other_school}": (404, 404, 404, 404, 200, 404, 404, 302),
    "?unit=nowhere": (404, 404, 404, 404, 404, 404, 404, 302),
    "?school=%00": (404, 404, 404, 404, 404, 404, 404, 302),
}
CASES = [
    (role, query, status)
    for query, statuses in ADDRESSES.items()
    for role, status in zip(ROLES, statuses, strict=True)
]


def numbers_in(response) -> set[str]:
    book = openpyxl.load_workbook(BytesIO(response.content))
    return {row[0] for row in book["教师"].iter_rows(min_row=2, values_only=True)} - {"合计"}


def schools_in(response) -> set[str]:
    book = openpyxl.load_workbook(BytesIO(response.content))
    return {row[2] for row in book["学校"].iter_rows(min_row=2, values_only=True)} - {None}


def facts_in(response) -> dict:
    book = openpyxl.load_workbook(BytesIO(response.content))
    return {label: value for label, value, _rest in book["汇总"].iter_rows(values_only=True)}


def text_of(response) -> str:
    found = "".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    return re.sub(r"\s", "", found)


@pytest.mark.parametrize("file", [XLSX, PDF])
@pytest.mark.parametrize(("role", "query", "status"), CASES)
def test_export_when_asked_for_by_role_then_answers_as_the_table_says(
    client, city, role, query, status, file, monkeypatch
):
    monkeypatch.setattr("training.reports.workbook.audit_workbook", lambda *_: b"")
    monkeypatch.setattr("training.reports.document.audit_document", lambda *_: b"")
    address = file + query.format(
        unit=city.unit.code,
        other_unit=city.other_unit.code,
        school=city.school.code,
        other_school=city.other_school.code,
    )

    response = city.login(client, role).get(address)

    assert response.status_code == status


@pytest.mark.parametrize(
    ("role", "query", "seen"),
    [
        ("city_officer", "", {"met", "short", "part_timer"}),
        ("city_officer", "?unit={unit}", {"met", "short"}),
        ("city_officer", "?school={other_school}", {"part_timer"}),
        ("unit_officer", "", {"met", "short"}),
        ("unit_officer", "?school={school}", {"met", "short"}),
        ("school_admin", "", {"met", "short"}),
    ],
)
def test_export_when_made_holds_only_what_its_reader_may_see(client, city, role, query, seen):
    query = query.format(
        unit=city.unit.code, school=city.school.code, other_school=city.other_school.code
    )
    city.login(client, role)
    expected = {getattr(city, name).number for name in seen}
    hidden = {city.met.name, city.short.name, city.part_timer.name} - {
        getattr(city, name).name for name in seen
    }

    assert numbers_in(client.get(XLSX + query)) == expected
    text = text_of(client.get(PDF + query))
    assert all(getattr(city, name).name in text for name in seen)
    assert not any(name in text for name in hidden)


def test_school_export_when_its_unit_has_other_schools_then_holds_and_counts_none_of_them(
    client, city
):
    other = SchoolFactory(unit=city.unit, name="东测第二小学")

    response = city.login(client, "school_admin").get(XLSX)

    assert schools_in(response) == {city.school.code}
    assert facts_in(response)["学校"] == 1
    assert other.name not in text_of(client.get(PDF))


def test_export_when_two_grants_are_held_then_joins_both(client, city):
    user = city.users["school_admin"]
    RoleGrantFactory(user=user, unit_officer=True, unit=city.other_unit)
    client.force_login(user)

    response = client.get(XLSX)

    assert numbers_in(response) == {city.met.number, city.short.number, city.part_timer.number}
    facts = facts_in(response)
    assert facts["核查范围"] == f"{city.other_unit.name}、{city.school.name}"
    assert (facts["学校"], facts["应达标"], facts["参照执行"]) == (2, 2, 1)


@pytest.mark.rule("L3")
def test_export_when_asked_about_another_day_and_moment_then_says_and_uses_them(client, city):
    city.login(client, "city_officer")

    facts = facts_in(client.get(XLSX + "?day=2025-06-30&as_of=2020-01-01"))

    assert facts["统计基准日"] == "2025年6月30日"
    assert facts["数据截至"] == "2020年1月1日 23:59"
    assert facts["教师合计"] == 0


@pytest.mark.parametrize("year", [1999, 2100])
def test_export_when_the_year_is_out_of_range_then_is_not_there(client, city, year):
    assert city.login(client, "city_officer").get(f"/audit/{year}/export.xlsx").status_code == 404


@pytest.mark.parametrize(
    ("file", "content_type", "start"),
    [
        (XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        (PDF, "application/pdf", b"%PDF"),
    ],
)
def test_export_when_handed_over_is_an_attachment_that_nobody_keeps(
    client, city, file, content_type, start
):
    response = city.login(client, "unit_officer").get(file)

    assert response.content.startswith(start)
    assert response["Content-Type"] == content_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''")
    suffix = file.rpartition(".")[2]
    assert unquote(disposition).endswith(f"2025年度心理健康教育教师核查_东测区.{suffix}")


def test_file_name_when_the_school_has_an_odd_name_is_safe(client, city):
    city.school.name = '..\\a/b:"c"\r\n' + "长" * 100
    city.school.save()

    response = city.login(client, "school_admin").get(XLSX)

    name = unquote(response["Content-Disposition"].partition("''")[2])
    assert not set(name) & set('\\/:"\r\n')
    assert len(name.encode()) <= 255


@pytest.mark.parametrize("file", [XLSX, PDF])
def test_export_when_posted_to_is_refused(client, city, file):
    assert city.login(client, "city_officer").post(file).status_code == 405


def test_export_when_made_logs_nothing(client, city, caplog):
    city.login(client, "city_officer")

    client.get(XLSX)
    client.get(PDF)

    assert not any(city.met.name in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("file", [XLSX, PDF])
def test_export_when_there_are_more_rows_takes_no_more_queries(
    client, city, django_assert_max_num_queries, file
):
    city.login(client, "city_officer")

    with django_assert_max_num_queries(25):
        client.get(file)
