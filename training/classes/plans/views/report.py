"""Which units have a plan, which ran classes for backbone teachers, and what was carried out."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from common.tables import counted
from credits.models import Policy
from people.roles import PLAN_CLASSES
from training.classes.plans.permissions import plannable_units
from training.classes.plans.report import Report, Totals, report_of
from training.classes.plans.tables import ReportTable
from training.classes.plans.views.access import PlansMixin
from training.views.figures import Figure
from training.years import current_year

YEARS_SHOWN = 5


class ReportMixin(PlansMixin):
    """For those who make plans, about the units they make them for."""

    abilities = frozenset({PLAN_CLASSES})

    def report(self) -> Report:
        try:
            return report_of(self.kwargs["year"], plannable_units(self.request.user))
        except Policy.DoesNotExist:
            raise Http404 from None


class PlansReportView(ReportMixin, TemplateView):
    template_name = "classes/plans/report.html"

    def get_context_data(self, **kwargs):
        year, report = kwargs.pop("year"), self.report()
        table = ReportTable(report.units, totals=report.totals, year=year)
        newest = max(current_year() + 1, year)
        plans = f"{reverse('plans')}?year={year}"
        return super().get_context_data(
            year=year,
            years=range(newest, newest - YEARS_SHOWN - 1, -1),
            report=report,
            figures=figures_of(report.totals),
            table=table.arranged(self.request, per_page=None),
            crumbs=[(_("年度培训计划"), plans), (_("执行情况"), "")],
            **kwargs,
        )


def figures_of(totals: Totals) -> list[Figure]:
    """What R17 and R21 ask, then the sums."""
    return [
        _of(_("已发布计划的单位"), totals.published, totals.units),
        _classes(_("市级骨干教师研修班"), totals.city_backbone),
        _of(
            _("办了区级骨干班的单位"),
            totals.units_with_district_backbone,
            totals.managing_units,
        ),
        Figure(_("全年开班"), counted(totals.held), _unit(totals.held)),
        Figure(_("录取人次"), counted(totals.people), ngettext("人次", "人次", totals.people)),
    ]


def _of(label: str, count: int, base: int) -> Figure:
    if not base:
        return Figure(label, "—", note=_("没有单位"))
    return Figure(
        label, f"{counted(count)} / {counted(base)}", tone="" if count == base else "alarm"
    )


def _classes(label: str, count: int) -> Figure:
    note = "" if count else _("本年度还没有")
    return Figure(label, counted(count), _unit(count), note, tone="" if count else "alarm")


def _unit(count: int) -> str:
    return ngettext("个", "个", count)
