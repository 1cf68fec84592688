"""The register of schools (I1–I4)."""

import pytest
from django.db import IntegrityError, transaction

from credits.services.importing import import_file, rehearse, undo_batch
from people.models import Enrolment, School
from tests.factories.people import SchoolFactory
from tests.workbooks import SCHOOL, workbook

pytestmark = pytest.mark.django_db


def read(*rows, **options):
    return import_file("schools", workbook("schools", *rows, **options), "schools.xlsx", by=None)[1]


def codes(plan):
    return [(refusal.row, refusal.code, refusal.column) for refusal in plan.rejected]


def test_import_adds_school_and_enrolment():
    plan = read({})
    assert (plan.accepted, plan.rejected) == (1, [])
    school = School.objects.get()
    assert (school.name, school.unit.code, school.kind) == ("育才小学", "420106", "211")
    assert (school.ownership, school.boarding) == ("public", False)
    assert Enrolment.objects.get().students == 800


@pytest.mark.rule("I3")
def test_import_when_repeated_changes_nothing():
    read({})
    plan = read({})
    assert (plan.accepted, plan.unchanged) == (0, 1)
    assert School.history.count() == 1


@pytest.mark.rule("I2")
def test_rehearse_stores_nothing():
    plan = rehearse("schools", workbook("schools", {}), "schools.xlsx")
    assert plan.accepted == 1
    assert not School.objects.exists()


@pytest.mark.rule("I4")
def test_import_when_cells_changed_updates_and_keeps_history():
    read({})
    plan = read(
        {"学校名称": "育才第一小学", "在校学生数": 900, "单位代码": "WH-ZS", "管理单位": "局直属"}
    )
    [note] = plan.notes
    assert note.outcome == "changed"
    assert note.changes["学校名称"] == ("育才小学", "育才第一小学")
    assert note.changes["单位代码"] == ("武昌区", "局直属")
    assert note.changes["在校学生数 2025"] == ("800", "900")
    assert [row.name for row in School.history.all()] == ["育才第一小学", "育才小学"]


@pytest.mark.rule("I4")
def test_import_when_a_column_is_absent_leaves_it_as_it_is():
    read({})
    plan = read({}, headings=[name for name in SCHOOL if name != "行政区划代码"])
    assert plan.unchanged == 1
    assert School.objects.get().division_code == "420106"


@pytest.mark.rule("I1")
@pytest.mark.parametrize("heading", ["校区数", "校区", "*校区数（个）"])
def test_import_when_campuses_are_told_keeps_them(heading):
    names = [heading if name == "校区数" else name for name in SCHOOL]
    plan = read({heading: "３ 个"}, headings=names)
    assert (plan.accepted, School.objects.get().campuses) == (1, 3)


@pytest.mark.rule("I4")
@pytest.mark.parametrize("headings", [None, [name for name in SCHOOL if name != "校区数"]])
def test_import_when_campuses_are_not_told_leaves_them_as_they_are(headings):
    read({}, headings=headings)
    assert School.objects.get().campuses == 1
    assert read({"校区数": 2}).notes[0].changes == {"校区数": ("1", "2")}
    assert read({}, headings=headings).unchanged == 1
    assert School.objects.get().campuses == 2
    assert [row.campuses for row in School.history.all()] == [2, 1]


def test_import_when_campuses_are_wrong_says_what_may_be_written():
    [refusal] = read({"校区数": "0"}).rejected
    assert (refusal.sheet, refusal.row, refusal.value) == ("学校名册", 2, "0")
    assert refusal.message == "「校区数」的「0」不是 1 至 99 之间的整数。请核对后重新填写。"


def test_import_when_two_years_of_a_school_give_other_campuses_refuses_the_second():
    plan = read({"校区数": 2}, {"统计年度": 2024, "校区数": 3})
    assert codes(plan) == [(3, "conflict", "校区数")]


def test_undo_when_campuses_were_changed_gives_the_former_number_back():
    read({})
    batch, _plan = import_file(
        "schools", workbook("schools", {"校区数": 4}), "schools.xlsx", by=None
    )
    undo_batch(batch, by=None, reason="名册有误")
    assert School.objects.get().campuses == 1


def test_school_without_a_campus_is_refused_by_the_database():
    with pytest.raises(IntegrityError, match="school_has_a_campus"), transaction.atomic():
        SchoolFactory(campuses=0)


def test_import_when_next_year_is_filed_adds_an_enrolment():
    read({})
    plan = read({"统计年度": 2026, "在校学生数": 900})
    assert plan.accepted == 1
    assert list(Enrolment.objects.values_list("year", "students")) == [(2025, 800), (2026, 900)]


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"学校名称": ""}, "missing_value", "学校名称"),
        ({"学校标识码": "214200001"}, "bad_number", "学校标识码"),
        ({"学校标识码": "21420000A1"}, "bad_number", "学校标识码"),
        ({"单位代码": "999999"}, "unknown_unit", "单位代码"),
        ({"单位代码": "420100"}, "unknown_unit", "单位代码"),
        ({"管理单位": "江汉区"}, "unknown_unit", "管理单位"),  # contradicts the code
        ({"管理单位": "某某区"}, "unknown_unit", "管理单位"),
        ({"办学类型": "大学"}, "unknown_value", "办学类型"),
        ({"办学性质": "混合"}, "unknown_value", "办学性质"),
        ({"是否寄宿制": "也许"}, "unknown_value", "是否寄宿制"),
        ({"在校学生数": -3}, "bad_number", "在校学生数"),
        ({"在校学生数": "八百"}, "bad_number", "在校学生数"),
        ({"统计年度": "25"}, "bad_number", "统计年度"),
        ({"校区数": 0}, "bad_number", "校区数"),
        ({"校区数": -1}, "bad_number", "校区数"),
        ({"校区数": 1.5}, "bad_number", "校区数"),
        ({"校区数": 100}, "bad_number", "校区数"),
        ({"校区数": "南北两个校区"}, "bad_number", "校区数"),
    ],
)
@pytest.mark.rule("I1")
def test_import_when_a_cell_is_wrong_refuses_the_row(cells, code, column):
    plan = read(cells)
    assert codes(plan) == [(2, code, column)]
    assert plan.rejected[0].message
    assert not School.objects.exists()


@pytest.mark.parametrize(
    "cells",
    [
        {"学校标识码": "２１４２００ ０００１"},
        {"学校标识码": 2142000001.0},
        {"在校学生数": "８００"},
        {"办学类型": "完小"},
        {"是否寄宿制": "×"},
        {"管理单位": "武昌区教育局"},
        {"统计年度": "2025年"},
        {"校区数": "１个"},
        {"校区数": 1.0},
        {"学校名称": "　育才小学 "},
    ],
)
@pytest.mark.rule("I1")
def test_import_when_a_cell_is_untidy_reads_it(cells):
    assert read(cells).accepted == 1
    assert School.objects.get().name == "育才小学"
    assert School.objects.get().code == "2142000001"


@pytest.mark.parametrize(
    ("code", "name"),
    [("WH-JKHN", "汉南区"), ("WH-JKHN", "经开区"), ("WH-DHGX", "光谷"), ("wh-zs", "局直属")],
)
@pytest.mark.rule("I1")
def test_import_when_unit_is_written_in_another_way_finds_it(code, name):
    assert read({"单位代码": code, "管理单位": name}).accepted == 1


def test_import_when_a_row_stands_twice_counts_the_first():
    plan = read({}, {})
    assert codes(plan) == [(3, "duplicate_row", "学校标识码")]


def test_import_when_two_rows_contradict_refuses_the_second():
    plan = read({}, {"在校学生数": 801})
    assert codes(plan) == [(3, "conflict", "在校学生数")]
    assert Enrolment.objects.get().students == 800


def test_import_when_two_years_of_a_school_stand_in_one_file_takes_both():
    plan = read({}, {"统计年度": 2024, "在校学生数": 700})
    assert (plan.accepted, School.objects.count(), Enrolment.objects.count()) == (2, 1, 2)


def test_import_when_two_years_of_a_school_name_it_differently_refuses_the_second():
    plan = read({}, {"统计年度": 2024, "学校名称": "育才老校"})
    assert codes(plan) == [(3, "conflict", "学校名称")]


def test_import_when_a_row_without_division_stands_twice_counts_the_first():
    plan = read({"行政区划代码": ""}, {"行政区划代码": ""})
    assert codes(plan) == [(3, "duplicate_row", "学校标识码")]
