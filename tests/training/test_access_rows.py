"""Who opened or exported whose record, as the audit's screens leave it in the access log."""

from pathlib import Path

import pytest
from django.core.management import call_command

from people.access_log.enums import Action
from people.access_log.models import AccessRecord, AccessSubject

pytestmark = pytest.mark.abuse("C01")


def subjects_of(row) -> set:
    return {subject.teacher for subject in AccessSubject.objects.filter(record=row)}


@pytest.fixture
def officer(client, city):
    return city.login(client, "unit_officer")


def test_record_when_opened_by_another_leaves_a_row(officer, city):
    officer.get(f"/audit/2025/teachers/{city.met.number}/")

    row = AccessRecord.objects.get()
    assert (row.action, row.what, row.role) == (Action.OPENED, "2025 年度学时", "unit_officer")
    assert row.actor == city.users["unit_officer"]
    assert subjects_of(row) == {city.met}


def test_record_when_opened_again_leaves_no_second_row_but_one_for_another_year(officer, city):
    for year in (2025, 2025, 2024):
        officer.get(f"/audit/{year}/teachers/{city.met.number}/?day={year}-06-30")

    assert AccessRecord.objects.count() == 2


def test_record_when_read_in_english_is_logged_in_chinese(officer, city):
    officer.cookies["django_language"] = "en"
    officer.get(f"/audit/2025/teachers/{city.met.number}/")

    assert AccessRecord.objects.get().what == "2025 年度学时"


def test_record_when_out_of_scope_is_refused_and_is_no_opening(officer, city):
    officer.get(f"/audit/2025/teachers/{city.part_timer.number}/")

    assert AccessRecord.objects.get().action == Action.REFUSED


def test_own_record_when_opened_leaves_no_row(client, city):
    city.login(client, "teacher").get("/my/year/2025/")
    city.users["unit_officer"].teacher = city.met
    city.met.user = city.users["unit_officer"]
    city.met.save()
    city.login(client, "unit_officer").get(f"/audit/2025/teachers/{city.met.number}/")

    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize(
    "address", ["", "teachers/", "schools/", "schools/{school}/", "units/{unit}/"]
)
def test_lists_when_opened_leave_no_rows(client, city, address):
    page = address.format(school=city.school.code, unit=city.unit.code)

    assert city.login(client, "city_officer").get(f"/audit/2025/{page}").status_code == 200
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("suffix", ["xlsx", "pdf"])
@pytest.mark.parametrize(
    ("role", "query", "names"),
    [
        ("city_officer", "", {"met", "short", "part_timer"}),
        ("city_officer", "?school={school}", {"met", "short"}),
        ("unit_officer", "", {"met", "short"}),
    ],
)
def test_export_leaves_a_row_about_everybody_in_it(client, city, suffix, role, query, names):
    address = f"/audit/2025/export.{suffix}" + query.format(school=city.school.code)
    response = city.login(client, role).get(address)
    assert response.status_code == 200

    row = AccessRecord.objects.get()
    assert row.action == Action.EXPORTED
    assert subjects_of(row) == {getattr(city, name) for name in names}
    assert row.people == len(names)
    assert row.what.startswith("2025年度心理健康教育教师核查_")
    assert row.what.endswith(f".{suffix}")
    assert row.path == f"/audit/2025/export.{suffix}"


def test_export_when_refused_is_no_export(client, city):
    city.login(client, "trainer").get("/audit/2025/export.xlsx")

    assert AccessRecord.objects.get().action == Action.REFUSED


def test_export_by_command_leaves_a_row_without_a_hand(city, tmp_path):
    file = Path(tmp_path, "核查.xlsx")

    call_command("audit", year=2025, xlsx=str(file), verbosity=0)

    row = AccessRecord.objects.get()
    assert (row.what, row.actor, row.people) == ("命令行导出：核查.xlsx", None, 3)


def test_readers_of_a_teacher_are_those_who_opened_and_exported(client, city):
    city.login(client, "unit_officer").get(f"/audit/2025/teachers/{city.met.number}/")
    city.login(client, "city_officer").get("/audit/2025/export.xlsx")

    page = city.login(client, "teacher").get("/my/readers/").content.decode()

    assert city.users["unit_officer"].get_full_name() in page
    assert city.users["city_officer"].get_full_name() in page
    assert "共涉及 3 人" in page
