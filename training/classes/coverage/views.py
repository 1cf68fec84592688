"""The coverage report on the screen and as a file."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from common.tables import counted
from credits.models import Policy
from people.access_log.handing_over import XLSX, hand_over
from people.roles import EXPORT_AUDIT, SEE_AUDIT
from people.scopes import may, scope_of
from people.views.access import AbilityRequiredMixin
from training.classes.coverage.people import Reached
from training.classes.coverage.reading import Coverage, coverage_of
from training.classes.coverage.tables import (
    AudienceTable,
    AudienceUnitTable,
    BatchTable,
    NotReachedTable,
    UnitCoverageTable,
)
from training.reaches import lone_schools, root_units
from training.tables import percent
from training.views.figures import Figure
from training.views.lens import FIRST_YEAR, LAST_YEAR
from training.years import current_year

MOST_YEARS, USUAL_YEARS, YEARS_SHOWN = 5, 3, 5


class CoverageMixin(AbilityRequiredMixin):
    """The cycle that the address asks for, over the schools and units that the reader audits."""

    ability = SEE_AUDIT

    def cycle_years(self) -> int:
        """How many years; three where the address says nothing or nonsense."""
        choices = {str(years): years for years in range(1, MOST_YEARS + 1)}
        return choices.get(self.request.GET.get("years", ""), USUAL_YEARS)

    def coverage(self, year: int) -> Coverage:
        if not FIRST_YEAR + MOST_YEARS <= year <= LAST_YEAR:
            raise Http404
        area = scope_of(self.request.user).area(SEE_AUDIT)
        try:
            return coverage_of(year, self.cycle_years(), area)
        except Policy.DoesNotExist:
            raise Http404 from None


class CoverageView(CoverageMixin, TemplateView):
    template_name = "classes/coverage/coverage.html"

    def get_context_data(self, *, year, **kwargs):
        coverage, request = self.coverage(year), self.request
        newest = max(current_year(), year)
        return super().get_context_data(
            coverage=coverage,
            cycle=coverage.cycle,
            year=year,
            years=range(newest, newest - YEARS_SHOWN, -1),
            lengths=range(1, MOST_YEARS + 1),
            scope_name=self.scope_name(),
            export_url=self.export_url(year),
            figures=figures_of(coverage.totals.together),
            units=UnitCoverageTable(coverage.units, totals=coverage.totals).arranged(request, None),
            batches=BatchTable(coverage.batches).arranged(request, None),
            not_reached=NotReachedTable(coverage.not_reached).arranged(request),
            audience=AudienceTable(
                coverage.audience, totals=coverage.audience_totals.together
            ).arranged(request, None),
            audience_units=AudienceUnitTable(
                coverage.audience_units, totals=coverage.audience_totals
            ).arranged(request, None),
            **kwargs,
        )

    def scope_name(self) -> str:
        scope = scope_of(self.request.user)
        units = [unit.display_name for unit in root_units(scope)]
        return _("、").join([*units, *(school.name for school in lone_schools(scope))])

    def export_url(self, year: int) -> str:
        """Empty for those who may not take files away."""
        if not may(self.request.user, EXPORT_AUDIT):
            return ""
        return f"{reverse('coverage-export', args=[year])}?years={self.cycle_years()}"


class CoverageWorkbookView(CoverageMixin, View):
    ability = EXPORT_AUDIT

    def get(self, request, year):
        from training.classes.coverage.sheets import coverage_title, coverage_workbook

        coverage = self.coverage(year)
        return hand_over(
            request,
            coverage_workbook(coverage),
            content_type=XLSX,
            name=lambda: coverage_title(coverage.cycle),
            teacher_ids=[row.teacher_id for row in coverage.people],
        )


def figures_of(found: Reached) -> list[Figure]:
    """The head of the report: how many, and which share of them was trained and supervised."""
    hours = Figure(_("督导学时"), f"{found.supervision_hours:,.1f}", _("学时"))
    if not found.people:
        note = _("花名册中没有在岗的教研员和骨干教师")
        return [Figure(_("教研员和骨干教师"), "0", _heads(0), note), hours]
    return [
        Figure(_("教研员和骨干教师"), counted(found.people), _heads(found.people)),
        _share(_("培训覆盖率"), found.trained_share, found.trained),
        _share(_("督导覆盖率"), found.supervised_share, found.supervised),
        hours,
    ]


def _share(label: str, value, count: int) -> Figure:
    note = _("已覆盖 %(count)s 人") % {"count": counted(count)}
    return Figure(label, percent(value), note=note)


def _heads(count: int) -> str:
    return ngettext("人", "人", count)
