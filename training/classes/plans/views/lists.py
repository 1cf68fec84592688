"""The plans one may see, by year, and the beginning of a new one."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from people.models import Unit
from people.roles import PLAN_CLASSES
from training.classes.models import YearPlan
from training.classes.plans.forms import StartForm
from training.classes.plans.permissions import plannable_units
from training.classes.plans.reading import with_sums
from training.classes.plans.services import start_plan
from training.classes.plans.tables import PlanTable
from training.classes.plans.views.access import PlansMixin
from training.views.lens import FIRST_YEAR, LAST_YEAR
from training.years import current_year


class PlanListView(PlansMixin, TemplateView):
    template_name = "classes/plans/list.html"

    def get_context_data(self, **kwargs):
        year = self.year()
        plans = YearPlan.objects.visible_to(self.request.user)
        rows = with_sums(plans.filter(year=year)).select_related("unit").order_by("unit__path")
        table = PlanTable(rows)
        return super().get_context_data(
            year=year,
            years=self.years(plans, year),
            table=table.arranged(self.request),
            found=table.paginator.count,
            unplanned=self.unplanned(year),
            can_report=plannable_units(self.request.user).exists(),
            **kwargs,
        )

    def year(self) -> int:
        """The one asked for; the current one where that is nonsense."""
        asked = self.request.GET.get("year", "")
        if asked.isascii() and asked.isdecimal() and FIRST_YEAR <= int(asked[:9]) <= LAST_YEAR:
            return int(asked)
        return current_year()

    def years(self, plans, shown: int) -> list[int]:
        """Those with plans, the current one and the next, newest first."""
        known = set(plans.order_by().values_list("year", flat=True).distinct())
        current = current_year()
        return sorted({*known, current, current + 1, shown}, reverse=True)

    def unplanned(self, year: int) -> list[Unit]:
        """The units one plans for that have no plan of the year yet."""
        planned = YearPlan.objects.filter(year=year).values("unit")
        return list(plannable_units(self.request.user).exclude(pk__in=planned))


class StartPlanView(PlansMixin, TemplateView):
    """Begins the plan of the unit that was chosen, or opens the one that is there."""

    http_method_names = ["post"]
    abilities = frozenset({PLAN_CLASSES})

    def post(self, request, year):
        form = StartForm(request.POST, units=plannable_units(request.user))
        if not form.is_valid():
            messages.error(request, form.errors["unit"][0])
            return HttpResponseRedirect(f"{reverse('plans')}?year={year}")
        plan = start_plan(form.cleaned_data["unit"], year, by=request.user)
        if not plan.lines.exists():
            messages.success(request, _("可以添加计划项目了。"))
        return HttpResponseRedirect(reverse("plan", args=[plan.year, plan.unit.code]))
