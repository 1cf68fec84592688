"""Batches and lecturers as workbooks."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from common.clock import now
from common.spreadsheets import Book, Column, Kind
from training.classes.enums import ClassState, LecturerKind
from training.classes.results.batches import Result, sums_of
from training.classes.results.lecturers import Teaching
from training.classes.tables import days_text

COUNT, DECIMAL = Kind.COUNT, Kind.DECIMAL


def batches_workbook(title: str, results: list[Result]) -> bytes:
    """A row a batch, and the sums."""
    columns = [
        Column("title", _("期次"), width=36),
        Column("days", _("时间"), width=26),
        Column("state", _("状态"), width=12),
        Column("capacity", _("名额"), COUNT),
        Column("asked", _("报名"), COUNT),
        Column("seated", _("录取"), COUNT),
        Column("completed", _("结业"), COUNT),
        Column("share", _("出勤率"), Kind.PERCENT),
        Column("hours", _("发放学时"), DECIMAL),
        Column("useful", _("对工作的帮助"), DECIMAL, 14),
        Column("lecturing", _("授课质量"), DECIMAL),
        Column("organisation", _("组织安排"), DECIMAL),
    ]
    sums = sums_of(results)
    total = (_("合计"), "", "", sums.capacity, sums.asked, sums.seated, sums.completed, None,
             sums.hours, None, None, None)  # fmt: skip
    return _book(title, columns, [_batch(one) for one in results], total)


def lecturers_workbook(rows: list[Teaching]) -> bytes:
    columns = [
        Column("name", _("姓名"), width=14),
        Column("organisation", _("单位"), width=30),
        Column("kind", _("来自"), width=14),
        Column("classes", _("培训班"), COUNT),
        Column("sessions", _("场次"), COUNT),
        Column("hours", _("授课学时"), DECIMAL),
        Column("people", _("听课人次"), COUNT),
        Column("mean", _("授课质量"), DECIMAL),
        Column("years", _("年度"), width=16),
    ]
    return _book(_("主讲人"), columns, [_teaching(row) for row in rows], None)


def _book(title: str, columns: list[Column], rows: list[tuple], total: tuple | None) -> bytes:
    book = Book(title=title, issued_at=localtime(now()), footer=_("第 &P 页 / 共 &N 页"))
    book.add_list(title[:30], columns, rows, total if rows else None)
    return book.to_bytes()


def _batch(one: Result) -> tuple:
    return (
        one.title,
        days_text(one.starts_at, one.ends_at),
        str(ClassState(one.state).label),
        one.capacity,
        one.asked,
        one.seated,
        one.completed,
        one.share,
        one.hours,
        one.useful,
        one.lecturing,
        one.organisation,
    )


def _teaching(row: Teaching) -> tuple:
    return (
        row.name,
        row.organisation,
        str(LecturerKind(row.kind).label),
        row.class_count,
        row.sessions,
        row.hours,
        row.people,
        row.mean,
        row.years_text,
    )
