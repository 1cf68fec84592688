"""The audit's tables, a class a list. Rows are those of training.audit.rows."""

from collections.abc import Callable

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from common.tables import NumberColumn, SiteTable, counted
from credits.enums import Standing, VerdictCode
from people.rules import BINDING
from training.audit.rows import Totals

NONE = "—"


def percent(share) -> str:
    return NONE if share is None else f"{share}%"


def badge(code: str, label: str) -> str:
    return render_to_string("components/badge.html", {"code": code, "label": label})


class AuditTable(SiteTable):
    """Its links carry the lens along."""

    def __init__(self, data, *, lens, **kwargs):
        self.lens = lens
        super().__init__(data, **kwargs)


class TotalColumn(NumberColumn):
    """One figure of a unit's totals, and under it that of the table's totals."""

    def __init__(self, figure: str, verbose_name: str, written: Callable = counted):
        super().__init__(
            accessor=f"totals__{figure}",
            verbose_name=verbose_name,
            footer=lambda table: written(getattr(table.totals, figure)),
        )
        self.written = written

    def render(self, value):
        return self.written(value)


class UnitTable(AuditTable):
    """One row a unit; the last line is that of all together."""

    phone = "scroll"
    caption = _("各管理单位情况")
    empty_title = _("还没有学校和教师")

    name = tables.Column(verbose_name=_("管理单位"), order_by="code", footer=_("合计"))
    rate = TotalColumn("rate", _("达标率"), percent)
    compliant = TotalColumn("compliant", _("已达标"))
    binding = TotalColumn("binding", _("应达标"))
    reference = TotalColumn("reference", _("参照执行"))
    left = TotalColumn("left", _("已离岗"))
    exempt = TotalColumn("exempt", _("免修"))
    schools_meeting = TotalColumn("schools_meeting", _("配备达标"))
    schools = TotalColumn("schools", _("学校数"))
    full_time = TotalColumn("full_time", _("专职"))
    part_time = TotalColumn("part_time", _("兼职"))
    full_time_share = TotalColumn("full_time_share", _("专职占比"), percent)
    students = TotalColumn("students", _("在校学生"))

    def __init__(self, data, *, totals: Totals, **kwargs):
        self.totals = totals
        super().__init__(data, **kwargs)

    def render_name(self, record):
        url = self.lens.url("audit-unit", record.code)
        return format_html('<a class="unit-name" href="{}">{}</a>', url, record.name)


class SchoolTable(AuditTable):
    """One row a school: staffing, and how its people stand."""

    caption = _("学校名单")
    empty_title = _("还没有学校")

    name = tables.Column(verbose_name=_("学校"), order_by="code")
    unit_name = tables.Column(verbose_name=_("管理单位"), order_by="unit_code")
    meets = tables.Column(verbose_name=_("配备"))
    required_full_time = NumberColumn(verbose_name=_("应配专职"))
    full_time = NumberColumn(verbose_name=_("专职"))
    part_time = NumberColumn(verbose_name=_("兼职"))
    gap = NumberColumn(verbose_name=_("缺编"))
    students = NumberColumn(verbose_name=_("在校学生"))
    students_per_full_time = NumberColumn(verbose_name=_("生师比"))
    rate = NumberColumn(verbose_name=_("学时达标"), order_by=("rate", "binding"), empty_values=())

    def render_name(self, record):
        return format_html(
            '<a href="{}">{}</a><span class="sub">{}</span>',
            self.lens.url("audit-school", record.code),
            record.name,
            record.code,
        )

    def render_meets(self, value):
        return badge("meets", _("达标")) if value else badge("lacks", _("未达标"))

    def render_students(self, value):
        return counted(value)

    def render_rate(self, record):
        return f"{record.compliant} / {record.binding}" if record.binding else NONE


class TeacherTable(AuditTable):
    """One row a person; a verdict is shown only where there is one to pass (P4)."""

    caption = _("教师名单")
    empty_title = _("本年度没有心理健康教育教师")

    name = tables.Column(verbose_name=_("教师"), order_by="number")
    school_name = tables.Column(verbose_name=_("学校"), order_by="school_code")
    unit_name = tables.Column(verbose_name=_("管理单位"), order_by="unit_code")
    standing = tables.Column(verbose_name=_("类别"))
    verdict = tables.Column(verbose_name=_("考核结果"))
    counted = NumberColumn(verbose_name=_("计入学时"))
    required = NumberColumn(verbose_name=_("应修学时"))
    missing = NumberColumn(verbose_name=_("还差"))

    def render_name(self, record):
        return format_html(
            '<a href="{}">{}</a><span class="sub">{}</span>',
            self.lens.url("audit-teacher", record.number),
            record.name,
            record.number,
        )

    def render_school_name(self, record):
        url = self.lens.url("audit-school", record.school_code)
        return format_html('<a href="{}">{}</a>', url, record.school_name)

    def render_standing(self, value):
        return badge(value, Standing(value).label)

    def render_verdict(self, record):
        if record.standing != BINDING:
            return NONE
        return badge(record.verdict, VerdictCode(record.verdict).label)

    def render_missing(self, value):
        return value or NONE
