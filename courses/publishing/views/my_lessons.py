"""An author's own lessons: the list, beginning one, and what is done with one besides writing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from courses.publishing.exceptions import AlreadyDecidedError, LessonLockedError
from courses.publishing.forms import LessonHeadForm
from courses.publishing.services.drafts import (
    begin_lesson,
    discard_draft,
    revise_lesson,
    school_of,
)
from courses.publishing.services.handing_in import withdraw_lesson
from courses.publishing.states import standings
from courses.publishing.views.access import AuthorScreenMixin, previewed

PAGE_LESSONS = 20


class MyLessonsView(AuthorScreenMixin, TemplateView):
    template_name = "lessons/my_lessons.html"

    def get_context_data(self, **kwargs):
        own = self.own_lessons().order_by("-latest_revision_created_at", "-pk")
        shown = Paginator(own, PAGE_LESSONS).get_page(self.request.GET.get("page"))
        states = standings(shown)
        return super().get_context_data(
            pages=shown,
            lessons=[(lesson, states[lesson.pk]) for lesson in shown],
            **kwargs,
        )


class BeginLessonView(AuthorScreenMixin, FormView):
    template_name = "lessons/begin.html"
    form_class = LessonHeadForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            school=school_of(self.request.user),
            crumbs=[(_("我的课例"), reverse("my-lessons")), (_("新建课例"), "")],
            **kwargs,
        )

    def form_valid(self, form):
        lesson, is_new = begin_lesson(
            form.values, form_id=form.cleaned_data["form_id"], by=self.request.user
        )
        if is_new:
            messages.success(self.request, _("草稿已建立，可以随时回来接着写。"))
        return HttpResponseRedirect(reverse("my-lesson", args=[lesson.pk]))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PreviewOwnView(AuthorScreenMixin, View):
    """The draft as readers will see it."""

    def get(self, request, pk: int):
        return previewed(self.get_lesson(), request)


class LessonStepView(AuthorScreenMixin, View):
    """A POST about one of one's own lessons."""

    http_method_names = ["post"]

    def post(self, request, pk: int):
        lesson = self.get_lesson()
        try:
            return HttpResponseRedirect(self.act(lesson))
        except (AlreadyDecidedError, LessonLockedError):
            messages.error(request, _("没有办理：课例的状态刚才已有变化，请看现在的状态。"))
            return HttpResponseRedirect(reverse("my-lesson", args=[pk]))

    def act(self, lesson) -> str:
        """Does it and says where to go."""
        raise NotImplementedError


class WithdrawView(LessonStepView):
    def act(self, lesson):
        withdraw_lesson(lesson, by=self.request.user)
        messages.success(self.request, _("已撤回，可以修改后再次提交。"))
        return reverse("my-lesson", args=[lesson.pk])


class ReviseView(LessonStepView):
    def act(self, lesson):
        revise_lesson(lesson, by=self.request.user)
        messages.success(self.request, _("可以修改了。公开的版本在审核通过前保持不变。"))
        return reverse("my-lesson", args=[lesson.pk])


class DiscardView(LessonStepView):
    def act(self, lesson):
        if discard_draft(lesson, by=self.request.user):
            messages.success(self.request, _("草稿已删除。"))
        else:
            messages.success(self.request, _("已放弃修改，公开的版本不变。"))
        return reverse("my-lessons")
