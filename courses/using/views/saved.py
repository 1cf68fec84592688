"""A person's own lists, and what they noted as used."""

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from courses.models import LessonUse, SavedLesson
from courses.using.services.keeping import take_off

MOST_SHOWN = 500
PAGE_SIZE = 20


class SavedView(LoginRequiredMixin, TemplateView):
    template_name = "courses/saved.html"

    def get_context_data(self, **kwargs):
        saved = SavedLesson.objects.visible_to(self.request.user).filter(lesson__live=True)
        rows = saved.select_related("lesson", "lesson__school")[:MOST_SHOWN]
        lists = [
            (name or _("我的收藏"), list(group))
            for name, group in groupby(rows, key=lambda row: row.list_name)
        ]
        return super().get_context_data(lists=lists, **kwargs)


class TakeOffView(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        saved = get_object_or_404(SavedLesson.objects.visible_to(request.user), pk=pk)
        take_off(saved, by=request.user)
        messages.success(request, _("已移出清单。"))
        return HttpResponseRedirect(reverse("my-saved"))


class UsesView(LoginRequiredMixin, TemplateView):
    template_name = "courses/uses.html"

    def get_context_data(self, **kwargs):
        uses = LessonUse.objects.by(self.request.user).select_related("lesson")
        page = Paginator(uses, PAGE_SIZE).get_page(self.request.GET.get("page"))
        return super().get_context_data(pages=page, **kwargs)
