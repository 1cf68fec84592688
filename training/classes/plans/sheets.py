"""Plans and the report on them as workbooks."""

from collections.abc import Iterable

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from common.clock import now
from common.spreadsheets import Book, Column, Kind
from credits.enums import Category, Level
from training.classes.enums import PlanState, Term
from training.classes.models import PlannedClass, YearPlan
from training.classes.plans.reading import lines_of
from training.classes.plans.report import Report, UnitFigures
from training.classes.plans.words import audience_of

COUNT, DECIMAL = Kind.COUNT, Kind.DECIMAL


def plan_workbook(plan: YearPlan) -> bytes:
    """One plan, a row a line, with sums. Two queries."""
    lines = list(lines_of(plan))
    return _book(plan_title(plan), [], [_line(line) for line in lines])


def plans_workbook(year: int, lines: Iterable[PlannedClass]) -> bytes:
    """The lines of many plans, each with its unit. `lines` come with their plan, its unit, and
    `opened`."""
    rows = [
        (
            line.plan.unit.display_name,
            str(PlanState(line.plan.state).label),
            *_line(line),
        )
        for line in lines
    ]
    unit = [Column("unit", _("单位"), width=18), Column("state", _("计划状态"), width=12)]
    return _book(_("%(year)s 年度培训计划") % {"year": year}, unit, rows)


def report_workbook(year: int, report: Report) -> bytes:
    title = _("%(year)s 年度培训计划执行情况") % {"year": year}
    book = Book(title=title, issued_at=localtime(now()), footer=_("第 &P 页 / 共 &N 页"))
    totals = report.totals
    book.add_list(
        _("执行情况"),
        _report_columns(),
        [_report_row(row) for row in report.units],
        (
            _("合计"),
            "",
            totals.planned,
            totals.carried_out,
            totals.held,
            totals.planned_places,
            totals.people,
            totals.planned_hours,
            totals.held_hours,
            totals.city_backbone,
            totals.district_backbone,
        ),
    )
    return book.to_bytes()


def plan_title(plan: YearPlan) -> str:
    words = {"unit": plan.unit.display_name, "year": plan.year}
    return _("%(unit)s %(year)s 年度心理健康教育教师培训计划") % words


def state_text(row: UnitFigures) -> str:
    if not row.state:
        return _("未编制")
    if row.was_published and not row.is_published:
        return _("发布后修订中")
    return str(PlanState(row.state).label)


def _book(title: str, first: list[Column], rows: list[tuple]) -> bytes:
    """One sheet; `first` are the columns before those of a line."""
    book = Book(title=title, issued_at=localtime(now()), footer=_("第 &P 页 / 共 &N 页"))
    columns = [*first, *_line_columns()]
    book.add_list(_("培训计划"), columns, rows, _sums(columns, rows) if rows else None)
    return book.to_bytes()


def _sums(columns: list[Column], rows: list[tuple]) -> list:
    """The sum of each column of figures; of a budget the sum of those stated."""
    sums: list = [_("合计")]
    for index, column in enumerate(columns[1:], 1):
        known = [row[index] for row in rows if row[index] is not None]
        if column.kind is Kind.TEXT:
            sums.append("")
        else:
            sums.append(sum(known) if known else None)
    return sums


def _line_columns() -> list[Column]:
    return [
        Column("title", _("培训班名称"), width=36),
        Column("level", _("培训级别")),
        Column("audience", _("培训对象"), width=30),
        Column("category", _("主要培训内容"), width=14),
        Column("term", _("时间"), width=12),
        Column("hours", _("学时"), DECIMAL),
        Column("places", _("名额"), COUNT),
        Column("budget", _("经费预算（元）"), COUNT, 16),
        Column("opened", _("已开班数"), COUNT),
        Column("seated", _("录取人数"), COUNT),
    ]


def _line(line: PlannedClass) -> tuple:
    return (
        line.title,
        str(Level(line.level).label),
        audience_of(line.audience_kinds, backbone=line.backbone),
        str(Category(line.category).label),
        str(Term(line.term).label),
        line.hours,
        line.places,
        line.budget,
        len(line.opened),
        sum(held.seated for held in line.opened),
    )


def _report_columns() -> list[Column]:
    return [
        Column("name", _("单位"), width=20),
        Column("state", _("年度计划"), width=16),
        Column("planned", _("计划班次"), COUNT),
        Column("carried_out", _("计划内已开班"), COUNT, 14),
        Column("held", _("全年开班"), COUNT),
        Column("planned_places", _("计划名额"), COUNT),
        Column("people", _("录取人次"), COUNT),
        Column("planned_hours", _("计划学时"), DECIMAL),
        Column("held_hours", _("开设学时"), DECIMAL),
        Column("city_backbone", _("市级骨干班"), COUNT, 12),
        Column("district_backbone", _("区级骨干班"), COUNT, 12),
    ]


def _report_row(row: UnitFigures) -> tuple:
    return (
        row.name,
        state_text(row),
        row.planned,
        row.carried_out,
        row.held,
        row.planned_places,
        row.people,
        row.planned_hours,
        row.held_hours,
        row.city_backbone,
        row.district_backbone,
    )
