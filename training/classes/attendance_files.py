"""Attendance brought in as a file (I1): what a meeting platform exports, or a paper list typed in.

Columns are those of Tencent Meeting and DingTalk, a row for each time somebody joined or one for
each person, and those of a list to sign. Who a row is of: attendance_names.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from common.cells import parse_code, parse_name, parse_text
from common.refusals import FileRefusedError, Refusal
from common.sheets import Column, SetAside, SheetTable, read_workbook
from people.imports.parsing import Reader, parse_table
from training.classes.attendance_cells import (
    or_nothing,
    parse_minutes,
    parse_moment,
    parse_signature,
    parse_there,
)

SHEET = "签到表"
NUMBER, NAME, SERIAL = "教师编号", "姓名", "序号"
SCHOOL, UNIT, DEPARTMENT = "学校", "单位", "部门"
JOINED, LEFT = "入会时间", "离会时间"
FIRST_JOINED, LAST_LEFT, LENGTH = "首次入会时间", "最后离会时间", "参会时长"
SIGNED_IN, SIGNED_OUT, THERE = "签到时间", "签退时间", "出勤"

COLUMNS = [
    Column(NAME, aliases=(
        "教师姓名", "学员姓名", "参会人", "参会人员", "参会者", "参会成员", "成员", "成员姓名",
        "用户昵称", "成员昵称", "入会昵称", "参会昵称", "会中昵称", "昵称", "用户名",
    )),
    Column(NUMBER, required=False, aliases=("工号", "教工号", "职工号", "教职工号", "员工工号")),
    Column(SERIAL, required=False, aliases=("No.", "No")),
    Column(SCHOOL, required=False, aliases=("学校名称", "所在学校", "任教学校")),
    Column(UNIT, required=False, aliases=("工作单位", "所在单位", "单位名称")),
    Column(DEPARTMENT, required=False, aliases=("所在部门", "所属部门")),
    Column(JOINED, required=False, aliases=("加入时间", "进入时间", "进入会议时间", "加入会议时间")),
    Column(LEFT, required=False, aliases=(
        "退会时间", "离开时间", "退出时间", "离开会议时间", "退出会议时间",
    )),
    Column(FIRST_JOINED, required=False, aliases=(
        "首次加入时间", "首次进入时间", "第一次入会时间", "最早入会时间",
    )),
    Column(LAST_LEFT, required=False, aliases=(
        "最后退会时间", "最后离开时间", "最后退出时间", "末次离会时间", "最晚离会时间", "最晚退会时间",
    )),
    Column(LENGTH, required=False, aliases=(
        "累计参会时长", "参会总时长", "入会时长", "会议时长", "在线时长", "停留时长", "时长",
    )),
    Column(SIGNED_IN, required=False, aliases=("签到", "到场时间", "报到时间")),
    Column(SIGNED_OUT, required=False, aliases=("签退",)),
    Column(THERE, required=False, aliases=(
        "是否出勤", "是否到场", "是否签到", "出勤情况", "签到情况", "到场", "出席", "考勤",
    )),
]  # fmt: skip
STARTS = (JOINED, FIRST_JOINED, SIGNED_IN)
ENDS = (LEFT, LAST_LEFT, SIGNED_OUT)
SUMMARY = (FIRST_JOINED, LAST_LEFT)
SIGNED = (SIGNED_IN, SIGNED_OUT)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One row as it was read; moments are aware.

    Somebody who is `present` was there from `joined`, or from the start of the session where it is
    None. With `checked_out` they stayed until `left`, or until the end where it is None; without it
    the list tells nothing of their leaving. `organisation` is whatever the row says of school, unit
    and department.
    """

    sheet: str
    row_number: int
    teacher_no: str
    name: str
    organisation: str
    joined: datetime | None
    left: datetime | None
    minutes: int | None
    present: bool
    checked_out: bool


@dataclass(frozen=True, slots=True)
class AttendanceReading:
    """Rows and refusals in the order of the file; `skipped` rows were blank, totals or footers."""

    rows: list[AttendanceRow]
    refusals: list[Refusal]
    set_aside: list[SetAside]
    skipped: int


def read_attendance(data: bytes, filename: str, *, day: date) -> AttendanceReading:
    """Times without a date are of `day`, the session's. Raises FileRefusedError.

    A sheet of sums beside one with each joining and leaving is set aside: from first to last
    somebody need not have been there all the time.
    """
    try:
        reading = read_workbook(data, filename, sheet=SHEET, columns=COLUMNS)
    except FileRefusedError as refused:
        raise _in_words_of_attendance(refused) from None
    tables, set_aside = _without_sums(reading.tables)
    rows: list[AttendanceRow] = []
    refusals: list[Refusal] = []
    for table in tables:
        of_table = _Sheet(table, day)
        rows += of_table.rows()
        refusals += sorted(
            [*table.refused, *of_table.parsed.faults.values()], key=lambda refusal: refusal.row
        )
    return AttendanceReading(
        rows,
        refusals,
        reading.set_aside + set_aside,
        sum(table.skipped for table in tables),
    )


def time_there(
    row: AttendanceRow, starts: datetime, ends: datetime, *, needs_check_out: bool
) -> tuple[datetime, datetime] | None:
    """The part of a session that a row speaks for; None where it speaks for none of it."""
    if not row.present or (needs_check_out and not row.checked_out):
        return None
    start, end = max(row.joined or starts, starts), min(row.left or ends, ends)
    return (start, end) if start < end else None


def _in_words_of_attendance(refused: FileRefusedError) -> FileRefusedError:
    old = refused.refusal
    if (old.code, old.params.get("reason")) != ("missing_column", "no_heading"):
        return refused
    reason = {"reason": "no_attendance"}
    return FileRefusedError(Refusal(old.sheet, None, "", "", "missing_column", reason))


def _without_sums(tables: Sequence[SheetTable]) -> tuple[list[SheetTable], list[SetAside]]:
    kept, sums = [], []
    for table in tables:
        known = table.columns.keys()
        if known.isdisjoint({*STARTS, THERE, LENGTH}):
            refusal = Refusal(table.sheet, None, "", "", "missing_column", {"reason": "no_times"})
            raise FileRefusedError(refusal)
        (kept if known & {JOINED, SIGNED_IN, THERE} else sums).append(table)
    if not kept:
        return sums, []
    return kept, [SetAside(table.sheet, "summary") for table in sums]


class _Sheet:
    """One sheet, read cell by cell, then row by row."""

    def __init__(self, table: SheetTable, day: date):
        self.start = next((name for name in STARTS if name in table.columns), None)
        self.end = next((name for name in ENDS if name in table.columns), None)
        self.is_signed = self.start == SIGNED_IN or THERE in table.columns
        self.parsed = parse_table(table, _readers(day, table.epoch_1904))

    def rows(self) -> list[AttendanceRow]:
        found = (self._row(index) for index in self.parsed.good_rows())
        return [row for row in found if row is not None]

    def _cell(self, heading: str | None, index: int):
        return self.parsed.values[heading][index] if heading else None

    def _row(self, index: int) -> AttendanceRow | None:
        start, end = self._cell(self.start, index), self._cell(self.end, index)
        minutes, there = self._cell(LENGTH, index), self._cell(THERE, index)
        if self._is_refused(index, start, end, minutes, there):
            return None
        present = there if there is not None else bool(start)
        places = (self._cell(name, index) for name in (SCHOOL, UNIT, DEPARTMENT))
        return AttendanceRow(
            sheet=self.parsed.sheet,
            row_number=self.parsed.rows[index],
            teacher_no=self._cell(NUMBER, index) or "",
            name=self._cell(NAME, index),
            organisation=" ".join(filter(None, places)),
            joined=_moment(start),
            left=_moment(end),
            minutes=minutes,
            present=present,
            checked_out=present and (bool(end) or self._needs_no_check_out(start)),
        )

    def _needs_no_check_out(self, start: datetime | bool | None) -> bool:
        """A list that only ticks who was there speaks of the whole session."""
        return self.end is None and _moment(start) is None

    def _is_refused(self, index: int, start, end, minutes: int | None, there) -> bool:
        """The first thing by which the cells of a row do not make sense together."""
        refuse = self.parsed.refuse
        if there is False or start is False:
            if _moment(start) or _moment(end):
                column = THERE if there is False else self.start
                refuse(index, column, "conflict", reason="absent")
        elif not start and end and there is None:
            reason = "no_check_in" if self.is_signed else None
            refuse(index, self.start or JOINED, "missing_value", reason=reason)
        elif start and not end and not self.is_signed:
            refuse(index, self.end or LEFT, "missing_value", reason="still_in")
        elif minutes and not start and not there:
            refuse(index, LENGTH, "missing_value", reason="only_minutes")
        elif _moment(start) and _moment(end):
            self._compare_times(index, start, end, minutes)
        return index in self.parsed.faults

    def _compare_times(self, index: int, start: datetime, end: datetime, minutes: int | None):
        if end <= start:
            self.parsed.refuse(
                index,
                self.end,
                "date_order",
                reason="times",
                start_column=self.start,
                start=timezone.localtime(start).strftime("%Y-%m-%d %H:%M:%S"),
            )
        # Platforms round lengths up or down; two devices at once may make them longer.
        elif minutes is not None and (end - start) // MINUTE > minutes + 1:
            between = (end - start) // MINUTE
            self.parsed.refuse(
                index, LENGTH, "conflict", reason="gaps", between=between, minutes=minutes
            )


def _moment(cell: datetime | bool | None) -> datetime | None:
    return cell if isinstance(cell, datetime) else None


def _readers(day: date, epoch_1904: bool) -> list[Reader]:
    def moment(value: object) -> datetime:
        return parse_moment(value, day, epoch_1904)

    def signature(value: object) -> datetime | bool:
        return parse_signature(value, day, epoch_1904)

    parsers = {
        NUMBER: parse_code,
        **dict.fromkeys((SCHOOL, UNIT, DEPARTMENT), parse_text),
        **dict.fromkeys((JOINED, LEFT, *SUMMARY), moment),
        **dict.fromkeys(SIGNED, signature),
        LENGTH: parse_minutes,
        THERE: parse_there,
    }
    optional = [Reader(name, or_nothing(parse), missing_ok=True) for name, parse in parsers.items()]
    return [Reader(NAME, parse_name), *optional]
