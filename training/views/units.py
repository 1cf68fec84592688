"""The audit of the city and of one unit: figures, then the units or schools they are sums of."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views import View
from django.views.generic import TemplateView

from people.enums import UnitLevel
from people.models import Unit
from people.rules import BINDING
from people.scopes import scope_of
from training.audit.roster import Reach
from training.audit.rows import Audit
from training.audit.staffing import area_findings, full_time_shares
from training.homes import audit_homes, top_unit
from training.tables import SchoolTable, UnitTable
from training.views.access import AuditScreenMixin
from training.views.figures import hours_by_category, people_figures, staffing_figures
from training.years import current_year


class AuditHomeView(LoginRequiredMixin, View):
    """To the current year of the widest part that the user may see."""

    def get(self, request):
        homes = audit_homes(scope_of(request.user), current_year())
        if not homes:
            raise Http404
        return HttpResponseRedirect(homes[0].url)


class UnitView(AuditScreenMixin, TemplateView):
    template_name = "training/unit.html"

    def get_unit(self) -> Unit:
        units = Unit.objects.visible_to(self.request.user)
        return get_object_or_404(units, code=self.kwargs["code"])

    def get_context_data(self, **kwargs):
        unit = self.get_unit()
        audit = self.audit(Reach.of_unit(unit))
        within = {} if [unit] == self.roots else {"unit": unit.code}
        return super().get_context_data(
            unit=unit,
            audit=audit,
            table=self.table_of(unit, audit).arranged(self.request, per_page=100),
            people=people_figures(audit, self.lens, **within),
            staffing=staffing_figures(audit.totals, self.lens, **within),
            categories=hours_by_category(audit.totals.hours_by_category),
            findings=area_findings(audit, unit),
            shares=full_time_shares(audit, unit),
            binding_url=self.lens.url("audit-teachers", **within, standing=BINDING),
            schools_url=self.lens.url("audit-schools", **within),
            teachers_url=self.lens.url("audit-teachers", **within),
            export_query=self.export_query(**within),
            crumbs=self.way_to(unit),
            **kwargs,
        )

    def table_of(self, unit: Unit, audit: Audit):
        if unit.level == UnitLevel.UNIT:
            return SchoolTable(audit.schools, lens=self.lens, exclude=["unit_name"])
        return UnitTable(audit.units, lens=self.lens, totals=audit.totals)


class CityView(UnitView):
    """The user's own city, or whatever stands above the units in their scope."""

    def get_unit(self) -> Unit:
        unit = top_unit(self.roots)
        if unit is None:
            raise Http404
        return unit
