"""What the screens of plans share: who may enter, the plan looked at, the way back."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from people.roles import PLAN_CLASSES, RUN_CLASSES, SEE_AUDIT
from people.scopes import scope_of
from training.classes.models import PlannedClass, YearPlan
from training.classes.plans.reading import with_sums
from training.classes.plans.words import EXPECTED, refusal
from training.views.lens import FIRST_YEAR, LAST_YEAR

READERS = frozenset({PLAN_CLASSES, RUN_CLASSES, SEE_AUDIT})


class PlansMixin(LoginRequiredMixin):
    """For those who see plans at all; to others the address is not there, nor is a year far off."""

    abilities = READERS

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if not scope_of(request.user).abilities & self.abilities:
            raise Http404
        if not FIRST_YEAR <= kwargs.get("year", FIRST_YEAR) <= LAST_YEAR:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class PlanMixin(PlansMixin):
    """A screen about one plan that the reader may see."""

    plans = staticmethod(YearPlan.objects.visible_to)

    @cached_property
    def plan(self) -> YearPlan:
        plans = with_sums(self.plans(self.request.user)).select_related("unit")
        found = {"year": self.kwargs["year"], "unit__code": self.kwargs["code"]}
        return get_object_or_404(plans, **found)

    def plan_url(self) -> str:
        return reverse("plan", args=[self.kwargs["year"], self.kwargs["code"]])

    def crumbs(self, *more: str) -> list[tuple[str, str]]:
        plans = f"{reverse('plans')}?year={self.kwargs['year']}"
        here = (self.plan.unit.display_name, self.plan_url() if more else "")
        return [(_("年度培训计划"), plans), here, *((name, "") for name in more)]


class EditMixin(PlanMixin):
    """A screen about one plan that the reader makes."""

    abilities = frozenset({PLAN_CLASSES})
    plans = staticmethod(YearPlan.objects.editable_by)

    @cached_property
    def line(self) -> PlannedClass:
        return get_object_or_404(self.plan.lines, pk=self.kwargs["pk"])


class PlanActionView(EditMixin, View):
    """A POST that does one thing, says what came of it, and goes back to the plan."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            messages.success(request, self.act())
        except EXPECTED as error:
            messages.error(request, refusal(error))
        return HttpResponseRedirect(self.plan_url())

    def act(self) -> str:
        """Does it and returns what to say."""
        raise NotImplementedError
