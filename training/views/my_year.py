"""A teacher's own year, explained as the bureau sees it."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from people.roles import SEE_OWN_YEAR
from people.scopes import may
from training.audit.explanation import explain_year
from training.views.lens import lens_of
from training.views.year_story import story_of
from training.years import current_year, years_on_record


class OwnYearMixin(LoginRequiredMixin):
    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not may(request.user, SEE_OWN_YEAR):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class MyYearNowView(OwnYearMixin, View):
    def get(self, request):
        return HttpResponseRedirect(reverse("my-year", args=[current_year()]))


class MyYearView(OwnYearMixin, TemplateView):
    template_name = "training/my_year.html"

    def get_context_data(self, **kwargs):
        lens = lens_of(self.request, self.kwargs["year"])
        teacher = self.request.user.teacher
        explanation = explain_year(teacher, lens.year, reader=self.request.user, **lens.options)
        years = sorted({*years_on_record(), lens.year}, reverse=True)
        return super().get_context_data(
            lens=lens,
            teacher=teacher,
            explanation=explanation,
            story=story_of(explanation),
            facts=[(_("教师编号"), teacher.number), (_("手机号"), teacher.phone)],
            years=[(year, reverse("my-year", args=[year]), year == lens.year) for year in years],
            **kwargs,
        )
