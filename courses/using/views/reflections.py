"""Editors read what teachers wrote about using lessons, and show it or not."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from courses.models import LessonUse
from courses.using.exceptions import ReflectionDecidedError
from courses.using.services.noting import decide_reflection
from people.roles import PUBLISH_PAGES
from people.scopes import may

PAGE_SIZE = 20
DECISIONS = {"show": True, "hide": False}


class EditorMixin(LoginRequiredMixin):
    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not may(request.user, PUBLISH_PAGES):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def uses(self):
        return LessonUse.objects.readable_by(self.request.user)


class WaitingView(EditorMixin, TemplateView):
    template_name = "courses/reflections.html"

    def get_context_data(self, **kwargs):
        waiting = self.uses().waiting().select_related("lesson", "school", "user")
        page = Paginator(waiting.order_by("noted_at"), PAGE_SIZE)
        return super().get_context_data(pages=page.get_page(self.request.GET.get("page")), **kwargs)


class DecideView(EditorMixin, View):
    http_method_names = ["post"]

    def post(self, request, pk, decision):
        if decision not in DECISIONS:
            raise Http404
        use = get_object_or_404(self.uses(), pk=pk)
        try:
            decide_reflection(use, by=request.user, show=DECISIONS[decision])
        except ReflectionDecidedError:
            messages.warning(request, _("另一位编辑已经处理过这条体会。"))
        else:
            messages.success(request, _("已公开。") if DECISIONS[decision] else _("已设为不公开。"))
        return HttpResponseRedirect(reverse("reflections"))
