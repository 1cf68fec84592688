"""The tables of the coverage report. Rows are those of reading.coverage_of."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from common.tables import NumberColumn, SiteTable, counted
from people.enums import PostKind
from training.classes.coverage.audiences import Audience, AudienceUnitRow
from training.classes.coverage.people import UnitRow
from training.classes.coverage.words import batch_text, kind_words, lacking_text
from training.tables import percent


def hours_text(hours) -> str:
    return f"{hours:,.1f}"


def figure_of(row, path: tuple[str, ...]):
    """The figure that the names lead to, through attributes and keys."""
    for name in path:
        row = row[name] if isinstance(row, dict) else getattr(row, name)
    return row


class FigureColumn(NumberColumn):
    """One figure of a unit, and under it that of all together."""

    def __init__(self, verbose_name, *path: str, written=counted):
        super().__init__(
            verbose_name=verbose_name,
            accessor="code",
            orderable=False,
            footer=lambda table: written(figure_of(table.totals, path)),
        )
        self.path, self.written = path, written

    def render(self, record):
        return self.written(figure_of(record, self.path))


class SummedTable(SiteTable):
    """One row a unit, the city's own first; the last line is that of all together."""

    phone = "scroll"
    empty_title = _("没有可查看的单位")

    name = tables.Column(verbose_name=_("单位"), orderable=False, footer=_("合计"))

    def __init__(self, rows, *, totals, **kwargs):
        self.totals = totals
        super().__init__(rows, **kwargs)

    def render_name(self, value):
        return format_html('<span class="unit-name">{}</span>', value)


class UnitCoverageTable(SummedTable):
    caption = _("各单位覆盖情况")
    totals: UnitRow

    trained_share = FigureColumn(_("培训覆盖率"), "together", "trained_share", written=percent)
    supervised_share = FigureColumn(
        _("督导覆盖率"), "together", "supervised_share", written=percent
    )
    officers = FigureColumn(_("教研员"), "officers", "people")
    officers_trained = FigureColumn(_("教研员已培训"), "officers", "trained")
    officers_supervised = FigureColumn(_("教研员已督导"), "officers", "supervised")
    backbone = FigureColumn(_("骨干教师"), "backbone", "people")
    backbone_trained = FigureColumn(_("骨干教师已培训"), "backbone", "trained")
    backbone_supervised = FigureColumn(_("骨干教师已督导"), "backbone", "supervised")
    supervision_hours = FigureColumn(
        _("督导学时"), "together", "supervision_hours", written=hours_text
    )


class BatchTable(SiteTable):
    """One row a confirmed class that somebody of them completed."""

    caption = _("各期次培训人数")
    empty_title = _("本周期还没有已确认学时的培训班")

    title = tables.Column(verbose_name=_("培训班"), accessor="batch__title", orderable=False)
    batch = tables.Column(verbose_name=_("期次"), orderable=False)
    organiser = tables.Column(
        verbose_name=_("主办单位"), accessor="batch__organiser", orderable=False
    )
    officers = NumberColumn(verbose_name=_("教研员"), orderable=False)
    backbone = NumberColumn(verbose_name=_("骨干教师"), orderable=False)

    def render_batch(self, value):
        return batch_text(value)


class NotReachedTable(SiteTable):
    """Those to whom training or supervision is still owed."""

    caption = _("尚未覆盖的人员")
    empty_title = _("教研员和骨干教师都已培训和督导")

    name = tables.Column(verbose_name=_("姓名"), order_by="number")
    kind = tables.Column(verbose_name=_("类别"))
    unit_name = tables.Column(verbose_name=_("单位"), order_by="unit_code")
    school_name = tables.Column(verbose_name=_("学校"), default="—")
    lacking = tables.Column(
        verbose_name=_("尚缺"), accessor="number", order_by=("trained", "supervised")
    )

    def render_name(self, record):
        return format_html('{}<span class="sub">{}</span>', record.name, record.number)

    def render_kind(self, value):
        return kind_words()[value]

    def render_lacking(self, record):
        return lacking_text(record)


class AudienceTable(SiteTable):
    """One row an audience. Rows are (label, Audience) pairs."""

    caption = _("各类培训对象")

    label = tables.Column(verbose_name=_("培训对象"), orderable=False, footer=_("合计"))
    people = NumberColumn(
        verbose_name=_("参训人数"),
        orderable=False,
        footer=lambda table: counted(table.totals.people),
    )
    hours = NumberColumn(
        verbose_name=_("心理健康教育学时"),
        orderable=False,
        footer=lambda table: hours_text(table.totals.hours),
    )
    classes = NumberColumn(
        verbose_name=_("综合培训班数"),
        orderable=False,
        footer=lambda table: counted(table.totals.classes),
    )
    share = NumberColumn(
        verbose_name=_("心理健康内容占比"),
        orderable=False,
        empty_values=(),
        footer=lambda table: percent(table.totals.share),
    )

    def __init__(self, audiences: dict[str, Audience], *, totals: Audience, **kwargs):
        self.totals = totals
        rows = [
            {
                "label": PostKind(kind).label,
                "people": found.people,
                "hours": found.hours,
                "classes": found.classes,
                "share": found.share,
            }
            for kind, found in audiences.items()
        ]
        super().__init__(rows, **kwargs)

    def render_people(self, value):
        return counted(value)

    def render_hours(self, value):
        return hours_text(value)

    def render_share(self, value):
        return percent(value)


class AudienceUnitTable(SummedTable):
    caption = _("各单位综合培训情况")
    totals: AudienceUnitRow

    share = FigureColumn(_("心理健康内容占比"), "together", "share", written=percent)
    principals = FigureColumn(_("校长"), "by_kind", PostKind.PRINCIPAL)
    class_teachers = FigureColumn(_("班主任"), "by_kind", PostKind.CLASS_TEACHER)
    subject_teachers = FigureColumn(_("学科教师"), "by_kind", PostKind.SUBJECT_TEACHER)
    people = FigureColumn(_("参训人数"), "together", "people")
    hours = FigureColumn(_("心理健康教育学时"), "together", "hours", written=hours_text)
    classes = FigureColumn(_("综合培训班数"), "together", "classes")
