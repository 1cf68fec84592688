"""What the columns of the audit's frames are called, and how their values read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.spreadsheets import NONE, Column, Kind
from credits.enums import Category, Standing, VerdictCode
from people.enums import PostKind, SchoolKind
from training.audit.rows import Totals
from training.reports.frames import COUNTING

if TYPE_CHECKING:
    from pandas import DataFrame

RATES = ("rate", "meeting_share", "full_time_share", "students_per_full_time")
COUNT, DECIMAL, PERCENT = Kind.COUNT, Kind.DECIMAL, Kind.PERCENT


def unit_columns() -> list[Column]:
    return [
        *_unit(),
        Column("binding", _("应达标"), COUNT),
        Column("compliant", _("已达标"), COUNT),
        Column("rate", _("达标率"), PERCENT),
        Column("reference", _("参照执行"), COUNT),
        Column("left", _("已离岗"), COUNT),
        Column("exempt", _("免修"), COUNT),
        Column("schools", pgettext("count", "学校"), COUNT),
        Column("schools_meeting", _("配备达标"), COUNT),
        Column("meeting_share", _("配备达标率"), PERCENT, 12),
        Column("schools_with_any", _("有专职或兼职"), COUNT, 14),
        Column("full_time", _("专职"), COUNT),
        Column("part_time", _("兼职"), COUNT),
        Column("full_time_share", _("专职占比"), PERCENT),
        Column("gap", _("缺编"), COUNT),
        Column("students", _("在校学生"), COUNT),
        Column("students_per_full_time", _("生师比"), DECIMAL),
        *hours_columns(),
        Column("hours", _("学时合计"), DECIMAL),
    ]


def school_columns(standards: Mapping[str, str]) -> list[Column]:
    """`standards`: what is shown for the code of a deciding standard."""
    return [
        *_unit(),
        *_school(),
        Column("required_full_time", _("应配专职"), COUNT),
        Column("full_time", _("专职"), COUNT),
        Column("part_time", _("兼职"), COUNT),
        Column("gap", _("缺编"), COUNT),
        Column("meets", _("配备"), labels={True: _("达标"), False: _("未达标")}),
        Column("deciding", _("依据标准"), width=28, labels=standards),
        Column("students_per_full_time", _("生师比"), DECIMAL),
        Column("binding", _("应达标"), COUNT),
        Column("compliant", _("已达标"), COUNT),
        Column("rate", _("达标率"), PERCENT),
        Column("reference", _("参照执行"), COUNT),
        Column("left", _("已离岗"), COUNT),
        Column("exempt", _("免修"), COUNT),
    ]


def teacher_columns() -> list[Column]:
    return [
        *_person(),
        *_unit(),
        *_school_names(),
        Column("post_kind", _("岗位类别"), width=24, labels=_labels(PostKind)),
        Column("standing", _("类别"), width=18, labels=_labels(Standing)),
        Column("required", _("应修学时"), DECIMAL),
        *hours_columns(),
        Column("counted", _("计入学时"), DECIMAL),
        Column("capped", _("超限不计"), DECIMAL),
        Column("not_counted", _("不计入"), DECIMAL),
        Column("recognised", _("认定学时"), DECIMAL),
        Column("missing", _("还差"), DECIMAL),
        Column("verdict", _("考核结果"), width=12, labels=_labels(VerdictCode)),
    ]


def school_gap_columns(standards: Mapping[str, str]) -> list[Column]:
    return [
        *_unit(),
        *_school(),
        Column("required_full_time", _("应配专职"), COUNT),
        Column("full_time", _("专职"), COUNT),
        Column("part_time", _("兼职"), COUNT),
        Column("gap", _("缺编"), COUNT),
        Column("meets_any", _("专兼职"), width=14, labels={True: NONE, False: _("均无")}),
        Column("standard", _("依据标准"), width=36, labels=standards),
    ]


def teacher_gap_columns(lacking: Iterable[str]) -> list[Column]:
    """`lacking`: the categories whose minimum somebody does not reach."""
    return [
        *_unit(),
        *_school_names(),
        *_person(),
        Column("verdict", _("考核结果"), width=12, labels=_labels(VerdictCode)),
        Column("required", _("应修学时"), DECIMAL),
        Column("counted", _("计入学时"), DECIMAL),
        Column("missing", _("还差"), DECIMAL),
        *hours_columns(),
        *(_lack(category) for category in COUNTING if category in lacking),
    ]


def hours_columns() -> list[Column]:
    """Counted 学时 by category."""
    return [
        Column(f"hours_{category}", str(Category(category).label), DECIMAL) for category in COUNTING
    ]


def rows_of(frame: "DataFrame", columns: Sequence[Column]) -> list[tuple]:
    """The frame's rows, only these columns, with labels in place of codes."""
    return list(
        zip(*(column.shown(frame[column.name].tolist()) for column in columns), strict=True)
    )


def totals_of(columns: Sequence[Column], frame: "DataFrame", totals: Totals) -> list:
    """Sums of the list's own rows; a rate, which no sum gives, is that of `totals`.

    Columns that have no total get an empty text.
    """
    return [_("合计"), *(_total(column, frame, totals) for column in columns[1:])]


def _total(column: Column, frame: "DataFrame", totals: Totals) -> object:
    if column.kind is Kind.TEXT:
        return ""
    if column.name in RATES:
        return getattr(totals, column.name)
    return frame[column.name].dropna().sum()


def as_text(value: object, kind: Kind) -> str:
    if value is None:
        return NONE
    if kind is Kind.DECIMAL:
        return f"{value:.1f}"
    return f"{value:.1f}%" if kind is Kind.PERCENT else str(value)


def _unit() -> list[Column]:
    return [
        Column("unit_code", _("单位代码"), width=11),
        Column("unit_name", _("管理单位"), width=28),
    ]


def _school_names() -> list[Column]:
    return [
        Column("school_code", _("学校标识码"), width=13),
        Column("school_name", _("学校名称"), width=38),
    ]


def _school() -> list[Column]:
    return [
        *_school_names(),
        Column("kind", _("办学类型"), width=16, labels=_labels(SchoolKind)),
        Column("students", _("在校学生"), COUNT),
    ]


def _person() -> list[Column]:
    return [
        Column("number", _("教师编号"), width=15),
        Column("name", _("姓名"), width=12),
    ]


def _lack(category: str) -> Column:
    label = Category(category).label
    return Column(f"missing_{category}", _("%(category)s还差") % {"category": label}, DECIMAL, 14)


def _labels(choices) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}
