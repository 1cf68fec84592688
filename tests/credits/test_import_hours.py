"""The register of hours, from workbook to ledger (I1–I4, H2, L2)."""

from datetime import date
from decimal import Decimal

import pytest

from credits.models import Entry, YearSum
from credits.services.importing import import_file, rehearse, undo_batch
from credits.services.posting import reverse_entries
from credits.services.verification import verify_ledger
from people.models import ImportBatch
from tests.factories.people import SchoolFactory, TeacherFactory
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people():
    SchoolFactory(code="2142000001", unit__code="W1")
    TeacherFactory(number="420700000001", name="崔梓")
    TeacherFactory(number="420700000002", name="买买提·艾力")


def read(*rows, **options):
    return import_file("hours", workbook("hours", *rows, **options), "hours.xlsx", by=None)[1]


def codes(plan):
    return [(refusal.row, refusal.code, refusal.column) for refusal in plan.rejected]


def test_import_posts_an_entry():
    plan = read({})
    assert plan.as_json() | {"rejected": []} == {
        "rows": 1, "accepted": 1, "unchanged": 0, "skipped": 0, "rejected": [],
    }  # fmt: skip
    entry = Entry.objects.get()
    assert (entry.hours, entry.category, entry.level, entry.mode) == (
        Decimal("12.0"), "skill", "city", "onsite",
    )  # fmt: skip
    assert (entry.school.code, entry.unit.code) == ("2142000001", "W1")
    assert (entry.starts_on, entry.ends_on) == (date(2025, 3, 18), date(2025, 3, 19))
    assert (entry.organiser, entry.certificate_no) == ("市教育科学研究院", "XL2025001")
    assert entry.batch == ImportBatch.objects.get()
    assert verify_ledger().sound


@pytest.mark.rule("I3")
def test_import_when_repeated_changes_nothing():
    read({}, {"培训项目": "另一项"})
    plan = read({}, {"培训项目": "另一项"})
    assert (plan.accepted, plan.unchanged) == (0, 2)
    assert Entry.objects.count() == 2


@pytest.mark.rule("I2")
def test_rehearse_stores_nothing():
    assert rehearse("hours", workbook("hours", {}), "hours.xlsx").accepted == 1
    assert not Entry.objects.exists()
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(("ends_on", "year"), [("2025-12-31", 2025), ("2026-01-01", 2026)])
@pytest.mark.rule("T3")
def test_import_when_training_spans_new_year_belongs_to_the_year_it_ends_in(ends_on, year):
    read({"开始日期": "2025-12-31", "结束日期": ends_on, "学时": 8})
    assert Entry.objects.get().year == year


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"学时": ""}, "missing_value", "学时"),
        ({"培训项目": " "}, "missing_value", "培训项目"),
        ({"教师编号": "920700000001"}, "unknown_teacher", "教师编号"),
        ({"姓名": "崔晓梓"}, "name_mismatch", "姓名"),
        ({"学校标识码": "0000000000"}, "unknown_school", "学校标识码"),
        ({"培训内容": "烹饪"}, "unknown_category", "培训内容"),
        ({"培训级别": "世界级"}, "unknown_value", "培训级别"),
        ({"培训形式": "郊游"}, "unknown_value", "培训形式"),
        ({"开始日期": "2025年13月40日"}, "bad_date", "开始日期"),
        ({"结束日期": "2025-03-17"}, "date_order", "结束日期"),
        ({"开始日期": "2999-01-01", "结束日期": "2999-01-01"}, "bad_date", "开始日期"),
        ({"开始日期": "2098-01-01", "结束日期": "2098-01-02"}, "bad_date", "结束日期"),
        ({"学时": "三十"}, "bad_hours", "学时"),
        ({"学时": -8}, "bad_hours", "学时"),
        ({"学时": 0}, "bad_hours", "学时"),
        ({"学时": 0.3}, "bad_hours", "学时"),
        ({"学时": "4天"}, "bad_hours", "学时"),
        ({"学时": 16.5}, "too_many_hours", "学时"),
        ({"学时": 1e9}, "too_many_hours", "学时"),
    ],
)
@pytest.mark.rule("I1")
def test_import_when_a_cell_is_wrong_refuses_the_row_and_takes_the_others(cells, code, column):
    plan = read({"培训项目": "好的一行"}, cells)
    assert codes(plan) == [(3, code, column)]
    assert plan.rejected[0].message
    assert Entry.objects.get().title == "好的一行"


@pytest.mark.parametrize(
    "cells",
    [
        {
            "教师编号": "４２０７００００００１".replace(
                "４２０７００００００１", "４２０７０００００００１"
            )
        },
        {"教师编号": 420700000001.0},
        {"姓名": "崔　梓 "},
        {"学时": "12学时"},
        {"学时": "１２"},
        {"培训级别": "市", "培训内容": "技能", "培训形式": "面授"},
        {"开始日期": "2025.3.18", "结束日期": "20250319"},
        {"开始日期": "2025年3月18日", "结束日期": "2025/03/19"},
        {"开始日期": 45734, "结束日期": 45735.5},
        {"证书编号": "", "主办单位": ""},
    ],
)
@pytest.mark.rule("I1")
def test_import_when_a_cell_is_untidy_reads_it(cells):
    assert read(cells).accepted == 1
    entry = Entry.objects.get()
    assert (entry.hours, entry.starts_on, entry.ends_on) == (
        Decimal("12.0"), date(2025, 3, 18), date(2025, 3, 19),
    )  # fmt: skip


def test_import_when_dot_of_a_minority_name_is_written_otherwise_knows_the_person():
    assert read({"教师编号": "420700000002", "姓名": "买买提•艾力"}).accepted == 1


def test_import_when_a_long_name_has_a_space_inside_knows_the_person():
    TeacherFactory(number="420700000003", name="欧阳若水")
    assert read({"教师编号": "420700000003", "姓名": "欧阳 若水"}).accepted == 1


def test_import_when_a_row_stands_twice_counts_the_first():
    plan = read({}, {})
    assert codes(plan) == [(3, "duplicate_row", "教师编号")]
    assert "2" in plan.rejected[0].message


@pytest.mark.rule("I4")
def test_import_when_key_is_on_the_books_with_other_content_shows_both():
    read({})
    plan = read({"学时": 10})
    assert codes(plan) == [(2, "conflict", "学时")]
    assert "12" in plan.rejected[0].message
    assert "10" in plan.rejected[0].message
    assert YearSum.objects.get().hours == 12


def test_import_when_rows_of_one_key_contradict_in_the_file_shows_both():
    plan = read({}, {"培训内容": "专业伦理"})
    assert codes(plan) == [(3, "conflict", "培训内容")]
    assert "专业技能" in plan.rejected[0].message


@pytest.mark.rule("I2")
def test_undo_batch_takes_the_hours_off_and_the_file_can_come_again():
    read({}, {"培训项目": "另一项"})
    batch = ImportBatch.objects.get()
    undo_batch(batch, by=None, reason="文件有误")
    assert Entry.objects.total_hours() == 0
    plan = read({}, {"培训项目": "另一项"})
    assert plan.accepted == 2
    assert sorted(Entry.objects.filter(reverses=None).values_list("round", flat=True)) == [
        1,
        1,
        2,
        2,
    ]
    assert Entry.objects.total_hours() == 24
    assert verify_ledger().sound


@pytest.mark.rule("I4")
def test_import_when_an_entry_was_corrected_takes_the_right_row():
    read({})
    reverse_entries(Entry.objects.all(), by=None, reason="学时写错")
    assert read({"学时": 10}).accepted == 1
    assert Entry.objects.total_hours() == 10


@pytest.mark.rule("H7")
def test_import_when_a_certificate_number_comes_again_flags_the_other_record():
    read({})
    plan = read({"培训项目": "另一个名称"})
    assert plan.accepted == 1
    assert "沙盘与绘画技术工作坊" in plan.notes[0].flag


@pytest.mark.rule("H7")
def test_import_when_a_certificate_number_stands_twice_in_the_file_flags_the_second():
    plan = read({}, {"培训项目": "另一个名称"}, {"培训项目": "无证书", "证书编号": ""})
    assert [bool(note.flag) for note in plan.notes] == [False, True, False]


TOTAL = {"教师编号": "合计", "姓名": "", "学校标识码": "", "培训项目": "", "主办单位": "", "培训级别": "",
         "培训内容": "", "培训形式": "", "开始日期": "", "结束日期": "", "证书编号": ""}  # fmt: skip


@pytest.mark.parametrize(("declared", "told"), [(24, []), (20.5, [("20.5", "24")]), ("", [])])
def test_import_when_case4_total_is_not_the_sum_says_both(declared, told):
    plan = read({}, {"培训项目": "另一项"}, TOTAL | {"学时": declared})
    assert [(note.declared, note.summed) for note in plan.totals] == told
    assert (plan.accepted, plan.rejected) == (2, [])
    assert all(note.declared in note.message for note in plan.totals)
    assert ImportBatch.objects.get().report["totals"] == [note.as_json() for note in plan.totals]
