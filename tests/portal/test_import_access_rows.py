"""What the import screens leave in the access log."""

import pytest

from people.access_log.enums import Action
from people.access_log.models import AccessRecord, AccessSubject
from tests.uploads import imported_hours, rehearsed_hours, step, upload
from tests.workbooks import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers")]
ROWS = [{"培训项目": "甲"}, {"培训项目": "乙", "学时": "三十"}]


def rows(action: Action) -> list[AccessRecord]:
    return list(AccessRecord.objects.filter(action=action).order_by("at", "pk"))


def test_batch_when_confirmed_and_undone_then_each_leaves_a_row(desk, officer):
    batch = imported_hours(desk, *ROWS)
    step(desk, batch, "undo", reason="填错")

    confirmed, undone = rows(Action.CHANGED)
    assert confirmed.what == "确认入库：学时登记.xlsx（学时登记，1 行）"
    assert undone.what == "撤销导入：学时登记.xlsx（学时登记，1 行）"
    assert {confirmed.actor, undone.actor} == {officer}
    assert confirmed.role == "city_officer"


def test_batch_when_confirmed_or_undone_twice_then_leaves_one_row_each(desk):
    batch = imported_hours(desk, *ROWS)
    step(desk, batch, "confirm")
    step(desk, batch, "undo", reason="填错")
    step(desk, batch, "undo", reason="填错")

    assert len(rows(Action.CHANGED)) == 2


def test_batch_when_only_looked_at_then_leaves_no_row(desk):
    batch = rehearsed_hours(desk, *ROWS)
    desk.get(f"/imports/{batch.pk}/")
    desk.get("/imports/templates/hours.xlsx")

    assert not AccessRecord.objects.exists()


def test_refused_rows_when_downloaded_then_leave_a_row_about_those_they_name(desk, registers):
    _school, teacher = registers
    batch = rehearsed_hours(desk, *ROWS, {"教师编号": "999999999999", "培训项目": "丙"})

    desk.get(f"/imports/{batch.pk}/refused.xlsx")

    [row] = rows(Action.EXPORTED)
    assert row.what == "退回的行：学时登记.xlsx（学时登记，2 行）"
    assert [subject.teacher for subject in AccessSubject.objects.all()] == [teacher]
    assert row.people == 1


def test_refused_schools_when_downloaded_then_leave_a_row_about_nobody(desk):
    batch = upload(desk, workbook("schools", {"办学类型": "火箭"}), kind="schools", name="校.xlsx")

    assert desk.get(f"/imports/{batch.pk}/refused.xlsx").status_code == 200

    [row] = rows(Action.EXPORTED)
    assert (row.what, row.people) == ("退回的行：校.xlsx（学校名册，1 行）", 0)


def test_phones_when_a_roster_changes_them_are_masked_on_its_page(desk):
    batch = upload(desk, workbook("teachers", {"手机号": "13800000000"}), kind="teachers")
    step(desk, batch, "confirm")

    again = upload(desk, workbook("teachers", {"手机号": "13900000000"}), kind="teachers")

    page = desk.get(f"/imports/{again.pk}/").content.decode()
    assert "138****0000" in page
    assert "13800000000" not in page
    assert "13900000000" not in page
