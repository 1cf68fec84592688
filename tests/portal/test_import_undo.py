"""Taking a batch back in the browser."""

import pytest

from credits.models import Entry
from credits.services.verification import verify_ledger
from people.enums import BatchState
from people.models import Enrolment, Post, School, Teacher
from tests.factories.people import ImportBatchFactory, PostFactory
from tests.uploads import imported_hours, page_of, step, upload
from tests.workbooks import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers")]
REASON = "名册报送有误"


def imported(desk, kind, *rows):
    batch = upload(desk, workbook(kind, *rows), kind=kind)
    step(desk, batch, "confirm")
    batch.refresh_from_db()
    assert batch.state == BatchState.IMPORTED
    return batch


def undone(desk, batch) -> str:
    page = step(desk, batch, "undo", reason=REASON).content.decode()
    batch.refresh_from_db()
    return page


@pytest.mark.rule("L1")
def test_undo_when_hours_then_reverses_them_and_says_who_when_and_why(desk):
    batch = imported_hours(desk, {}, {"培训项目": "乙"})

    page = undone(desk, batch)

    assert batch.state == BatchState.UNDONE
    assert (batch.undone_by_name, batch.undo_reason) == ("王市管", REASON)
    assert sum(entry.hours for entry in Entry.objects.all()) == 0
    assert [entry.reason for entry in Entry.objects.filter(hours__lt=0)] == [REASON, REASON]
    assert verify_ledger().sound
    assert "王市管于" in page
    assert REASON in page


@pytest.mark.rule("I2")
def test_undo_when_hours_then_the_same_file_can_be_imported_again(desk):
    data = workbook("hours", {})
    first = upload(desk, data)
    step(desk, first, "confirm")
    undone(desk, first)

    again = upload(desk, data)
    assert "这份文件已经导入过" not in page_of(desk, again)
    step(desk, again, "confirm")

    again.refresh_from_db()
    assert (again.state, again.accepted) == (BatchState.IMPORTED, 1)
    assert Entry.objects.count() == 3


def test_undo_when_asked_then_says_what_will_happen_first(desk):
    batch = imported_hours(desk, {})

    page = desk.get(f"/imports/{batch.pk}/undo/").content.decode()

    assert "这一批登记的 1 条学时将全部冲销" in page
    batch.refresh_from_db()
    assert batch.state == BatchState.IMPORTED


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [("", "请填写撤销原因。"), ("   ", "请填写撤销原因。"), ("长" * 101, "至多 100 字")],
)
def test_undo_when_reason_is_missing_or_too_long_then_says_so_and_undoes_nothing(
    desk, reason, sentence
):
    batch = imported_hours(desk, {})

    response = desk.post(f"/imports/{batch.pk}/undo/", {"reason": reason})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Entry.objects.count() == 1


@pytest.mark.rule("L2")
def test_undo_when_pressed_twice_then_undoes_once_and_says_so(desk):
    batch = imported_hours(desk, {})

    undone(desk, batch)
    page = undone(desk, batch)

    assert "没有重复撤销" in page
    assert Entry.objects.count() == 2


@pytest.mark.parametrize("state", [BatchState.REHEARSED, BatchState.CONFIRMED, BatchState.FAILED])
def test_undo_when_batch_is_not_imported_then_leads_back_with_a_sentence(desk, state):
    batch = ImportBatchFactory(state=state)

    page = desk.get(f"/imports/{batch.pk}/undo/", follow=True).content.decode()

    assert "只有已导入的批次可以撤销" in page


def test_undo_when_roster_then_takes_new_rows_away_and_gives_former_values_back(desk, officer):
    imported(desk, "schools", {})
    name = School.objects.get().name
    second = imported(desk, "schools", {"学校名称": "改名小学", "统计年度": 2026})

    undone(desk, second)

    assert School.objects.get().name == name
    assert [row.year for row in Enrolment.objects.all()] == [2025]
    for history in (School.history.first(), Enrolment.history.get(history_type="-")):
        assert (history.history_user, history.history_change_reason) == (officer, REASON)


@pytest.mark.rule("P1")
def test_undo_when_one_post_closed_and_the_next_opened_then_opens_the_first_again(desk):
    imported(desk, "teachers", {})
    second = imported(
        desk,
        "teachers",
        {"任职结束日期": "2025-08-31"},
        {"岗位类别": "兼职", "任职开始日期": "2025-09-01"},
    )

    undone(desk, second)

    assert second.state == BatchState.UNDONE
    assert [(post.kind, post.ends_on) for post in Post.objects.all()] == [("full_time", None)]


@pytest.mark.rule("P1")
def test_undo_when_a_later_post_took_the_place_then_refuses_in_words(desk):
    imported(desk, "teachers", {})
    closed = imported(desk, "teachers", {"任职结束日期": "2025-08-31"})
    imported(desk, "teachers", {"岗位类别": "兼职", "任职开始日期": "2025-09-01"})

    page = undone(desk, closed)

    assert "不能撤销" in page
    assert closed.state == BatchState.IMPORTED
    assert Post.objects.filter(ends_on=None).count() == 1


def test_undo_when_a_later_import_changed_the_same_cell_then_refuses_in_words(desk):
    imported(desk, "schools", {})
    first = imported(desk, "schools", {"学校名称": "甲小学"})
    imported(desk, "schools", {"学校名称": "乙小学"})

    page = undone(desk, first)

    assert "“乙小学”又有改动" in page
    assert School.objects.get().name == "乙小学"


def test_undo_when_hours_rest_on_the_teachers_then_refuses_in_words(desk, registers):
    new = {"教师编号": "420700000009", "姓名": "何新"}
    batch = imported(desk, "teachers", new)
    imported_hours(desk, new)

    page = undone(desk, batch)

    assert "不能撤销" in page
    assert "何新" in page
    assert Teacher.objects.filter(number="420700000009").exists()


def test_undo_when_one_row_of_many_cannot_go_then_names_it_and_keeps_all(desk):
    people = [{"教师编号": f"42070000010{n}", "姓名": f"何{n}"} for n in range(3)]
    batch = imported(desk, "teachers", *people)
    imported_hours(desk, people[1])

    page = undone(desk, batch)

    assert "“何1”又有改动" in page
    assert Teacher.objects.filter(name__startswith="何").count() == 3
    assert batch.state == BatchState.IMPORTED


def test_undo_when_a_later_post_rests_on_a_new_teacher_then_keeps_both(desk, registers):
    batch = imported(desk, "teachers", {"教师编号": "420700000009", "姓名": "何新"})
    later = PostFactory(teacher=Teacher.objects.get(number="420700000009"))

    page = undone(desk, batch)

    assert "不能撤销" in page
    assert Post.objects.filter(pk=later.pk).exists()
    assert Post.objects.filter(teacher=later.teacher).count() == 2
