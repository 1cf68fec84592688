"""Attendance lists as platforms export them and as people type them, read from real files."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from common.cells import CellError
from common.refusals import FileRefusedError
from tests.common.made_workbooks import csv, xlsx
from training.classes.attendance_cells import parse_minutes, parse_moment
from training.classes.attendance_files import AttendanceRow, read_attendance, time_there

pytestmark = pytest.mark.rule("I1")

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2025, 3, 8)
TENCENT = ["用户昵称（入会昵称）", "入会时间", "退会时间", "参会时长"]
DINGTALK = ["姓名", "工号", "部门", "首次入会时间", "最后离会时间", "参会时长"]
PAPER = ["序号", "教师编号", "姓名", "签到时间", "签退时间"]
TICKED = ["序号", "姓名", "是否到场"]


def at(clock: str, day: date = DAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI)


def read(*rows, name="list.xlsx", **made):
    data = csv(rows) if name.endswith(".csv") else xlsx(rows, sheet="参会成员", **made)
    return read_attendance(data, name, day=DAY)


def one(*rows, **made) -> AttendanceRow:
    reading = read(*rows, **made)
    assert [refusal.message for refusal in reading.refusals] == []
    (row,) = reading.rows
    return row


def refused(*rows, **made) -> tuple:
    """Row, column, value and the exact code of the one refusal."""
    reading = read(*rows, **made)
    (refusal,) = reading.refusals
    assert reading.rows == []
    assert refusal.message.endswith("。")
    reason = refusal.params.get("reason")
    return refusal.row, refusal.column, refusal.value, f"{refusal.code}.{reason}"


def test_tencent_export_below_its_facts_is_read_a_row_for_each_joining():
    reading = read(
        ["会议主题", "心理危机识别研修"],
        ["会议号", "123 456 789"],
        [],
        TENCENT,
        ["江岸区实验小学-张三", "2025-03-08 08:55:12", "2025-03-08 09:30:00", "00:34:48"],
        ["江岸区实验小学-张三", "2025-03-08 09:41:30", "2025-03-08 11:31:02", "01:49:32"],
    )

    assert reading.refusals == []
    assert reading.rows == [
        AttendanceRow(
            "参会成员", 5, "", "江岸区实验小学-张三", "", at("08:55:12"), at("09:30"), 34, True, True
        ),
        AttendanceRow(
            "参会成员", 6, "", "江岸区实验小学-张三", "", at("09:41:30"), at("11:31:02"), 109, True,
            True,
        ),
    ]  # fmt: skip


def test_dingtalk_export_has_number_and_department():
    row = one(
        DINGTALK,
        [
            "张三",
            "420700000001",
            "江岸区实验小学",
            "2025-03-08 09:00",
            "2025-03-08 11:30",
            "150分钟",
        ],
    )

    assert (row.teacher_no, row.name, row.organisation) == (
        "420700000001",
        "张三",
        "江岸区实验小学",
    )
    assert (row.joined, row.left, row.minutes) == (at("09:00"), at("11:30"), 150)


def test_paper_list_with_times_takes_the_day_of_the_session():
    row = one(PAPER, [1, "420700000001", "张 三", "8:55", "11点35分"])

    assert (row.name, row.joined, row.left) == ("张三", at("08:55"), at("11:35"))
    assert (row.present, row.checked_out) == (True, True)


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv"])
def test_list_when_saved_as_workbook_or_as_text_reads_the_same(name):
    reading = read(PAPER, [1, "", "张三", "09:00", "11:30"], [2, "", "李四", "√", "√"], name=name)

    assert [(row.joined, row.left, row.checked_out) for row in reading.rows] == [
        (at("09:00"), at("11:30"), True),
        (None, None, True),
    ]


def test_list_when_saved_by_an_old_excel_as_text_is_read():
    rows = [PAPER, [1, "", "张三", "09:00", "11:30"]]

    reading = read_attendance(csv(rows, "\t", "gb18030"), "list.csv", day=DAY)

    assert reading.rows[0].name == "张三"


TICKS = {"√": True, "是": True, "1": True, "到": True, "×": False, "否": False, "请假": False}


@pytest.mark.parametrize(("tick", "present"), TICKS.items(), ids=TICKS)
def test_ticked_list_says_who_was_there_for_the_whole_session(tick, present):
    row = one(TICKED, [1, "张三", tick])

    assert (row.present, row.checked_out, row.joined, row.left) == (present, present, None, None)


def test_ticked_list_when_a_tick_is_missing_has_the_person_absent():
    assert one(TICKED, [1, "张三", ""]).present is False


def test_tick_in_the_column_of_times_is_presence_and_a_time_beside_it_holds():
    row = one(PAPER, [1, "", "张三", "√", "10:30"])

    assert (row.present, row.joined, row.left) == (True, None, at("10:30"))


def test_paper_list_when_somebody_did_not_check_out_leaves_that_open():
    row = one(PAPER, [1, "", "张三", "09:00", ""])

    assert (row.present, row.left, row.checked_out) == (True, None, False)


def test_list_of_check_ins_alone_leaves_the_check_out_open_and_a_tick_in_it_does_not():
    heading = ["序号", "姓名", "签到"]

    assert one(heading, [1, "张三", "09:00"]).checked_out is False
    assert one(heading, [1, "张三", "√"]).checked_out is True


MOMENTS = {
    "2025-03-08 09:05:07": "09:05:07",
    "2025/3/8 9:05": "09:05",
    "2025.3.8 9:05": "09:05",
    "2025年3月8日9:05": "09:05",
    "20250308 09:05": "09:05",
    "2025-03-08T09:05:07+08:00": "09:05:07",
    "2025-03-08 09:05:07 GMT+08:00": "09:05:07",
    "2025-03-08 09:05:07.250": "09:05:07",
    "09：05": "09:05",
    "９:０５": "09:05",
    "9时5分": "09:05",
    "9点": "09:00",
    "上午9:05": "09:05",
    "2025-03-08 下午 2:05": "14:05",
    "12:05 AM": "00:05",
    "下午14:05": "14:05",
    datetime(2025, 3, 8, 9, 5, 7): "09:05:07",
    9.0833333 / 24: "09:05",
}


@pytest.mark.parametrize(("written", "clock"), MOMENTS.items(), ids=str)
def test_time_when_written_in_any_common_way_is_read(written, clock):
    assert one(PAPER, [1, "", "张三", written, ""]).joined == at(clock)


CELLS = {
    "a time": (time(9, 5), "09:05"),
    "a time a little short of it": (time(8, 59, 59, 999_000), "09:00"),
    "a time the next second is nearer to": (time(9, 5, 6, 914_000), "09:05:07"),
    "a length of time": (timedelta(hours=9, minutes=5), "09:05"),
}


@pytest.mark.parametrize(("cell", "clock"), CELLS.values(), ids=CELLS)
def test_cell_when_it_is_formatted_as_a_time_is_that_time_of_the_day(cell, clock):
    assert parse_moment(cell, DAY) == at(clock)


@pytest.mark.parametrize("cell", [time(1, 30), timedelta(minutes=90)])
def test_cell_when_it_is_formatted_as_a_length_is_minutes(cell):
    assert parse_minutes(cell) == 90


@pytest.mark.parametrize("cell", [True, -5, 0.0625, float("nan"), float("inf"), 10**9, "8/0"])
def test_length_when_it_cannot_be_one_is_refused(cell):
    with pytest.raises(CellError) as caught:
        parse_minutes(cell)
    assert caught.value.code == "bad_number"


@pytest.mark.parametrize("cell", [True, timedelta(hours=30), timedelta(-1), float("nan"), -0.5])
def test_time_when_it_cannot_be_one_is_refused(cell):
    with pytest.raises(CellError) as caught:
        parse_moment(cell, DAY)
    assert caught.value.code == "bad_date"


def test_time_when_it_is_a_serial_number_goes_by_the_epoch_of_the_workbook():
    since_1904 = (DAY - date(1904, 1, 1)).days + 0.375

    assert one(PAPER, [1, "", "张三", since_1904, ""], date_1904=True).joined == at("09:00")


def test_time_when_dated_keeps_its_own_day():
    row = one(TENCENT, ["张三", "2025-03-08 22:00", "2025-03-09 00:30", ""])

    assert row.left == at("00:30", date(2025, 3, 9))


WRONG_TIMES = {
    "2025-03-08": "bad_date.day_only",
    "25:00": "bad_date.time",
    "09:75": "bad_date.time",
    "上午14:05": "bad_date.time",
    "上午": "bad_date.time",
    "25.3.8 09:00": "bad_date.ambiguous",
    "2025-02-30 09:00": "bad_date.impossible",
    "2025-03-08 09:05 GMT+09:00": "bad_date.time",
    date(2025, 3, 8): "bad_date.day_only",
    45724: "bad_date.day_only",
}


@pytest.mark.parametrize(("written", "code"), WRONG_TIMES.items(), ids=str)
def test_time_when_wrong_is_refused_with_its_cell(written, code):
    assert refused(PAPER, [1, "", "张三", written, ""])[:2] == (2, "签到时间")
    assert refused(PAPER, [1, "", "张三", written, ""])[3] == code


LENGTHS = {"90分钟": 90, "1小时30分钟": 90, "1小时30分20秒": 90, "01:30:59": 90, "90": 90, 90: 90,
           "1小时30分": 90, "-": None}  # fmt: skip


@pytest.mark.parametrize(("written", "minutes"), LENGTHS.items(), ids=str)
def test_length_when_written_in_any_common_way_is_minutes(written, minutes):
    row = one(TENCENT, ["张三", "2025-03-08 09:00", "2025-03-08 10:30", written])

    assert row.minutes == minutes


def test_row_when_it_has_only_a_length_is_refused_and_says_what_to_export():
    found = refused(TENCENT, ["张三", "", "", "90分钟"])
    (refusal,) = read(TENCENT, ["张三", "-", "--", "90分钟"]).refusals

    assert found == (2, "参会时长", "90分钟", "missing_value.only_minutes")
    assert "导出带入会时间和离会时间的明细" in refusal.message


def test_file_when_it_has_no_times_at_all_is_refused_row_by_row():
    assert refused(["序号", "姓名", "参会时长"], [1, "张三", 90])[3] == "missing_value.only_minutes"


def test_row_from_first_to_last_when_the_length_shows_gaps_is_refused():
    """Where the person was away is not known: nothing may be counted for it."""
    found = refused(DINGTALK, ["张三", "", "", "2025-03-08 09:00", "2025-03-08 11:30", "100分钟"])

    assert found == (2, "参会时长", "100分钟", "conflict.gaps")


@pytest.mark.parametrize("length", ["149分钟", "150分钟", "300分钟"])
def test_row_from_first_to_last_when_the_length_is_rounded_or_of_two_devices_is_read(length):
    assert one(DINGTALK, ["张三", "", "", "2025-03-08 09:00", "2025-03-08 11:30", length]).present


WRONG_ROWS = {
    "left before joining": (
        TENCENT, ["张三", "2025-03-08 10:00", "2025-03-08 09:00", ""], "离会时间", "date_order.times",
    ),
    "left as they joined": (
        TENCENT, ["张三", "2025-03-08 09:00", "2025-03-08 09:00", ""], "离会时间", "date_order.times",
    ),
    "still in the meeting": (
        TENCENT, ["张三", "2025-03-08 10:00", "--", ""], "离会时间", "missing_value.still_in",
    ),
    "left without joining": (
        TENCENT, ["张三", "", "2025-03-08 10:00", ""], "入会时间", "missing_value.None",
    ),
    "checked out without checking in": (
        PAPER, [1, "", "张三", "", "10:00"], "签到时间", "missing_value.no_check_in",
    ),
    "absent, with a time": (
        PAPER, [1, "", "张三", "未到", "10:00"], "签到时间", "conflict.absent",
    ),
    "no name": (PAPER, [1, "1001", "", "09:00", "10:00"], "姓名", "missing_value.None"),
    "a tick nobody knows": (TICKED, [1, "张三", "迟到"], "出勤", "unknown_value.allowed"),
    "a length nobody knows": (
        TENCENT, ["张三", "2025-03-08 09:00", "2025-03-08 10:00", "很久"], "参会时长",
        "bad_number.None",
    ),
    "a number that lost its digits": (
        PAPER, [1, "4.20106E+17", "张三", "09:00", "10:00"], "教师编号", "bad_number.digits_lost",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("heading", "row", "column", "code"), WRONG_ROWS.values(), ids=WRONG_ROWS)
def test_row_when_wrong_is_refused_with_its_column(heading, row, column, code):
    found = refused(heading, row)

    assert (found[0], found[1], found[3]) == (2, column, code)


def test_good_rows_when_others_are_refused_are_read():
    reading = read(
        PAPER,
        [1, "", "张三", "09:00", "10:00"],
        [2, "", "李四", "25:00", ""],
        ["合计", "", "", 1, ""],
    )

    assert [row.name for row in reading.rows] == ["张三"]
    assert [(each.sheet, each.row, each.value) for each in reading.refusals] == [
        ("参会成员", 3, "25:00")
    ]
    assert reading.skipped == 1


def test_sheet_of_sums_beside_one_of_joinings_is_set_aside_and_named():
    sums = [DINGTALK, ["张三", "", "", "2025-03-08 09:00", "2025-03-08 11:30", "60分钟"]]
    reading = read(
        TENCENT, ["张三", "2025-03-08 09:00", "2025-03-08 10:00", "60分钟"], others={"汇总": sums}
    )

    assert [(row.sheet, row.minutes) for row in reading.rows] == [("参会成员", 60)]
    assert reading.refusals == []
    assert [each.message for each in reading.set_aside] == [
        "工作表「汇总」是汇总，已按明细读取，未重复计算。"
    ]


def refusal_of(data: bytes, name: str = "list.xlsx"):
    with pytest.raises(FileRefusedError) as caught:
        read_attendance(data, name, day=DAY)
    return caught.value.refusal


def test_file_when_it_is_something_else_is_refused_and_says_what_is_wanted():
    refusal = refusal_of(xlsx([["单位", "数量"], ["江岸区", 3]]))

    assert refusal.params == {"reason": "no_attendance"}
    assert "入会时间" in refusal.message


def test_file_when_nothing_tells_who_was_there_is_refused():
    refusal = refusal_of(xlsx([["序号", "姓名", "学校"], [1, "张三", "实验小学"]]))

    assert (refusal.code, refusal.params["reason"]) == ("missing_column", "no_times")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("list.xlsx", b"MZ" + bytes(600), "not_a_workbook"),
        ("list.csv", b"\x00\x01" * 300, "not_text"),
        ("list.xlsm", xlsx([TENCENT]), "macro"),
    ],
)
def test_file_when_hostile_is_refused_before_it_is_parsed(name, data, reason):
    refusal = refusal_of(data, name)

    assert (refusal.code, refusal.params["reason"]) == ("unsafe_file", reason)


SPOKEN_FOR = {
    "inside": ("09:30", "10:00", True, False, ("09:30", "10:00")),
    "wider": ("08:00", "12:00", True, True, ("09:00", "10:30")),
    "before": ("08:00", "09:00", True, True, None),
    "ticked": (None, None, True, True, ("09:00", "10:30")),
    "no check-out, none asked for": ("09:30", None, False, False, ("09:30", "10:30")),
    "no check-out, one asked for": ("09:30", None, False, True, None),
}


@pytest.mark.parametrize(
    ("joined", "left", "out", "asked", "part"), SPOKEN_FOR.values(), ids=SPOKEN_FOR
)
def test_time_of_a_session_that_a_row_speaks_for(joined, left, out, asked, part):
    row = AttendanceRow(
        "表", 2, "", "张三", "", joined and at(joined), left and at(left), None, True, out
    )

    found = time_there(row, at("09:00"), at("10:30"), needs_check_out=asked)

    assert found == (part and (at(part[0]), at(part[1])))


def test_time_of_a_session_for_somebody_absent_is_none():
    row = one(TICKED, [1, "张三", "否"])

    assert time_there(row, at("09:00"), at("10:30"), needs_check_out=False) is None
