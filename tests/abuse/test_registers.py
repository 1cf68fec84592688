"""Registers with what must not get in: hours that are none, people nobody knows, the same twice."""

import re
from io import BytesIO

import openpyxl
import pytest

from credits.models import Entry, YearSum
from people.enums import BatchState
from people.models import ImportBatch, Teacher
from portal.imports.rows import BatchRows
from tests.factories.people import RoleGrantFactory, SchoolFactory, TeacherFactory
from tests.uploads import page_of, send, step, upload
from tests.workbooks import HOURS, workbook

pytestmark = pytest.mark.django_db

CHINESE = re.compile(r"[\u4e00-\u9fff]{4,}")
ONE_DAY = {"开始日期": "2025-03-18", "结束日期": "2025-03-18"}


@pytest.fixture
def desk(client):
    """A city officer at work, and the school and the teacher that rows name by themselves."""
    SchoolFactory(code=HOURS["学校标识码"], name="育才小学")
    TeacherFactory(number=HOURS["教师编号"], name=HOURS["姓名"])
    client.force_login(RoleGrantFactory().user)
    return client


def as_csv(cells: dict) -> bytes:
    row = HOURS | cells
    return "\n".join(",".join(map(str, line)) for line in (row.keys(), row.values())).encode()


def sentences(batch) -> list[str]:
    return [line.refusal.message for line in BatchRows(batch, "refused")]


@pytest.mark.abuse("T05")
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(
    "hours",
    [-1, "-1", "－1", 0, 0.001, "0.001", 1e9, "1e9", "NaN", "inf", 25, "25", "２５", "", " ", "八个",
     "8;DROP", "=8", "八" * 300],
)  # fmt: skip
def test_hours_when_they_are_none_then_refused_in_words_and_nothing_stored(desk, hours, kind):
    """25 hours are more than one day has."""
    cells = ONE_DAY | {"学时": hours}
    data = workbook("hours", cells) if kind == "xlsx" else as_csv(cells)
    batch = upload(desk, data, name=f"学时.{kind}")

    page = step(desk, batch, "confirm").content.decode()

    batch.refresh_from_db()
    assert (batch.accepted, batch.rejected) == (0, 1)
    [sentence] = sentences(batch)
    assert CHINESE.search(sentence)
    assert sentence.partition("「")[0] in page
    assert not Entry.objects.exists()
    assert not YearSum.objects.exists()


@pytest.mark.abuse("T05")
@pytest.mark.parametrize("hours", ["８", "８．０", 8, "8.0学时"])
def test_hours_when_only_written_otherwise_then_read_as_what_they_are(desk, hours):
    batch = upload(desk, workbook("hours", ONE_DAY | {"学时": hours}))

    step(desk, batch, "confirm")

    assert [str(entry.hours) for entry in Entry.objects.all()] == ["8.0"]


@pytest.mark.abuse("R04")
def test_roster_when_rows_are_wrong_then_each_says_why_and_the_good_ones_go_in_together(desk):
    wrong = {
        "两次": {},
        "不认识的人": {"教师编号": "420799999999", "姓名": "无名"},
        "另一个名字": {"姓名": "崔小梓"},
        "别处的学校": {"学校标识码": "4299000001"},
        "公式": {"学时": "=HYPERLINK(1)"},
        "太多": {"学时": 10_000},
        "倒着的日期": {"开始日期": "2025-03-20"},
    }
    rows = [cells | {"培训项目": title} for title, cells in wrong.items()]
    batch = upload(desk, workbook("hours", {"培训项目": "好的"}, *rows, {"培训项目": "两次"}))

    assert not Entry.objects.exists()  # a rehearsal stores nothing
    step(desk, batch, "confirm")

    batch.refresh_from_db()
    said = sentences(batch)
    assert {entry.title for entry in Entry.objects.all()} == {"好的", "两次"}
    assert len(said) == batch.rejected >= len(wrong) - 1
    assert all(CHINESE.search(sentence) for sentence in said)


@pytest.mark.abuse("R04")
def test_roster_when_it_names_a_person_twice_then_there_is_one(desk):
    SchoolFactory(code="2142000009", name="另一所小学")
    twice = {"教师编号": "420700000777", "姓名": "买买提·艾力"}
    batch = upload(desk, workbook("teachers", twice, twice), kind="teachers", name="花名册.xlsx")

    step(desk, batch, "confirm")

    assert Teacher.objects.filter(number="420700000777").count() == 1


@pytest.mark.abuse("R04")
@pytest.mark.abuse("T12")
def test_refusal_when_it_repeats_what_a_cell_held_then_shows_it_as_text(desk):
    script = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    batch = upload(desk, workbook("hours", {"学时": script}, {"教师编号": script, "姓名": script}))

    page = page_of(desk, batch, outcome="all")

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.abuse("R04")
@pytest.mark.abuse("T11")
def test_refused_rows_when_taken_home_then_hold_no_formula(desk):
    like_formulas = {"教师编号": "=HYPERLINK(1)", "培训项目": "+1+1", "主办单位": "@SUM(A1)"}
    batch = upload(desk, as_csv(like_formulas), name="学时.csv")

    book = openpyxl.load_workbook(BytesIO(desk.get(f"/imports/{batch.pk}/refused.xlsx").content))

    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    quoted = {cell.value for cell in cells if cell.quotePrefix}
    assert quoted == set(like_formulas.values())


@pytest.mark.abuse("D03")
def test_register_when_imported_again_as_another_file_then_stands_once_and_says_so(desk):
    """Saved again by Excel, the same rows are other bytes."""
    first = upload(desk, workbook("hours", {}, {"培训项目": "乙"}), name="学时.xlsx")
    step(desk, first, "confirm")
    second = upload(desk, workbook("hours", {"培训项目": "乙"}, {}), name="学时（副本）.xlsx")
    page = step(desk, second, "confirm").content.decode()

    second.refresh_from_db()
    assert (second.accepted, second.unchanged) == (0, 2)
    assert "未变" in page
    assert Entry.objects.count() == 2


@pytest.mark.abuse("D03")
@pytest.mark.abuse("F7")
def test_register_when_every_answer_is_lost_and_all_is_sent_again_then_stands_once(desk):
    form = "0190a1b2-c3d4-7000-8000-000000000001"
    for _sent in range(3):
        send(desk, workbook("hours", {}), form_id=form)
    batch = ImportBatch.objects.get()
    for _sent in range(3):
        desk.post(f"/imports/{batch.pk}/confirm/")

    batch.refresh_from_db()
    assert batch.state == BatchState.IMPORTED
    assert Entry.objects.count() == 1
