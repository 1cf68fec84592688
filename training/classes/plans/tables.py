"""The lists of plans, of a plan's lines, and the report by unit."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.tables import NumberColumn, SiteTable, counted
from training.classes.enums import PlanState
from training.classes.plans.report import Totals, UnitFigures
from training.classes.plans.words import (
    NONE,
    PLAN_TONES,
    audience_of,
    hours_text,
    money,
    unbudgeted_text,
)
from training.tables import badge


def plan_badge(state: str) -> str:
    return badge(PLAN_TONES.get(state, "plain"), PlanState(state).label)


class CountColumn(NumberColumn):
    def render(self, value):
        return counted(value)


class HoursColumn(NumberColumn):
    def render(self, value):
        return hours_text(value)


class PlanTable(SiteTable):
    """One row a plan. Rows are those of reading.with_sums."""

    caption = gettext_lazy("年度培训计划")
    empty_title = gettext_lazy("本年度还没有计划")

    unit = tables.Column(verbose_name=gettext_lazy("单位"), order_by="unit__path")
    state = tables.Column(verbose_name=gettext_lazy("状态"))
    classes = CountColumn(verbose_name=gettext_lazy("计划班次"))
    carried_out = NumberColumn(verbose_name=gettext_lazy("其中已开班"))
    places = CountColumn(verbose_name=gettext_lazy("名额"))
    hours = HoursColumn(verbose_name=gettext_lazy("学时"))
    budget = NumberColumn(verbose_name=gettext_lazy("经费预算（元）"))

    def render_unit(self, record):
        url = reverse("plan", args=[record.year, record.unit.code])
        return format_html('<a href="{}">{}</a>', url, record.unit.display_name)

    def render_state(self, value, record):
        return plan_badge(record.state)

    def render_carried_out(self, value, record):
        return f"{counted(value)} / {counted(record.classes)}" if record.classes else NONE

    def render_budget(self, value, record):
        if not record.unbudgeted:
            return money(value)
        left_out = unbudgeted_text(record.unbudgeted)
        return format_html('{}<span class="sub">{}</span>', money(value), left_out)


class LineTable(SiteTable):
    """The lines of one plan, with what came of them. Rows are those of reading.lines_of."""

    caption = gettext_lazy("计划项目")
    empty_title = gettext_lazy("还没有计划项目")

    title = tables.Column(verbose_name=gettext_lazy("培训班"), orderable=False)
    level = tables.Column(verbose_name=gettext_lazy("级别"), orderable=False)
    audience = tables.Column(
        verbose_name=gettext_lazy("培训对象"), accessor="audience_kinds", orderable=False,
        empty_values=(),
    )  # fmt: skip
    category = tables.Column(verbose_name=gettext_lazy("主要培训内容"), orderable=False)
    term = tables.Column(verbose_name=gettext_lazy("时间"), orderable=False)
    hours = HoursColumn(verbose_name=gettext_lazy("学时"), orderable=False)
    places = CountColumn(verbose_name=gettext_lazy("名额"), orderable=False)
    budget = NumberColumn(verbose_name=gettext_lazy("经费预算（元）"), orderable=False)
    opened = tables.Column(verbose_name=gettext_lazy("开班情况"), orderable=False, empty_values=())

    def __init__(self, rows, *, plan, can_edit: bool = False, can_open: bool = False, **kwargs):
        self.plan, self.can_edit, self.can_open = plan, can_edit, can_open
        super().__init__(rows, **kwargs)

    def render_title(self, record):
        if not self.can_edit:
            return record.title
        url = reverse("plan-line", args=[self.plan.year, self.plan.unit.code, record.pk])
        return format_html('<a href="{}">{}</a>', url, record.title)

    def render_audience(self, record):
        return audience_of(record.audience_kinds, backbone=record.backbone)

    def render_budget(self, value):
        return money(value)

    def render_opened(self, record):
        if not record.opened:
            return self.open_link(record) if self.can_open else NONE
        seated = sum(held.seated for held in record.opened)
        text = _("%(classes)s 个班，录取 %(seated)s 人")
        return text % {"classes": counted(len(record.opened)), "seated": counted(seated)}

    def open_link(self, record):
        url = reverse("class-new", query={"planned": record.pk})
        return format_html('<a href="{}">{}</a>', url, _("按此项办班"))


class FigureColumn(NumberColumn):
    """One figure of a unit's year, and under it the sum of all units. None is a dash."""

    def __init__(self, figure: str, verbose_name: str, written=counted):
        super().__init__(
            accessor=figure,
            verbose_name=verbose_name,
            empty_values=(),
            footer=lambda table: written(getattr(table.totals, figure)),
        )
        self.written = written

    def render(self, value):
        return NONE if value is None else self.written(value)


class ReportTable(SiteTable):
    """One row a unit, the city's own first; the last line is that of all together."""

    phone = "scroll"
    caption = gettext_lazy("各单位计划与开班情况")
    empty_title = gettext_lazy("没有可查看的单位")

    name = tables.Column(
        verbose_name=gettext_lazy("单位"), order_by="code", footer=gettext_lazy("合计")
    )
    state = tables.Column(verbose_name=gettext_lazy("年度计划"), empty_values=())
    planned = FigureColumn("planned", gettext_lazy("计划班次"))
    carried_out = FigureColumn("carried_out", gettext_lazy("计划内已开班"))
    held = FigureColumn("held", gettext_lazy("全年开班"))
    planned_places = FigureColumn("planned_places", gettext_lazy("计划名额"))
    people = FigureColumn("people", gettext_lazy("录取人次"))
    planned_hours = FigureColumn("planned_hours", gettext_lazy("计划学时"), hours_text)
    held_hours = FigureColumn("held_hours", gettext_lazy("开设学时"), hours_text)
    city_backbone = FigureColumn("city_backbone", gettext_lazy("市级骨干班"))
    district_backbone = FigureColumn("district_backbone", gettext_lazy("区级骨干班"))

    def __init__(self, rows: list[UnitFigures], *, totals: Totals, year: int, **kwargs):
        self.totals, self.year = totals, year
        super().__init__(rows, **kwargs)

    def render_name(self, record):
        if not record.state:
            return format_html('<span class="unit-name">{}</span>', record.name)
        url = reverse("plan", args=[self.year, record.code])
        return format_html('<a class="unit-name" href="{}">{}</a>', url, record.name)

    def render_state(self, record):
        return report_badge(record)


def report_badge(row: UnitFigures) -> str:
    if not row.state:
        return badge("lacks", _("未编制"))
    if row.was_published and not row.is_published:
        return badge("behind", _("发布后修订中"))
    return plan_badge(row.state)
