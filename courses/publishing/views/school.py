"""What waits for a school's administrator: the queue, and one lesson beside the points to look at."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from courses.publishing.exceptions import AlreadyDecidedError
from courses.publishing.forms import ApprovalForm, ReturnForm
from courses.publishing.services.deciding import approve_for_school, return_to_author
from courses.publishing.services.drafts import version_of
from courses.publishing.states import standing_of, standings
from courses.publishing.views.access import SchoolScreenMixin, previewed

PAGE_LESSONS = 20


class SchoolLessonsView(SchoolScreenMixin, TemplateView):
    template_name = "lessons/school_lessons.html"

    def get_context_data(self, **kwargs):
        waiting = (
            self.waiting_lessons()
            .select_related("school")
            .order_by("-latest_revision_created_at", "-pk")
        )
        shown = Paginator(waiting, PAGE_LESSONS).get_page(self.request.GET.get("page"))
        states = standings(shown)
        return super().get_context_data(
            pages=shown,
            lessons=[(lesson, states[lesson.pk]) for lesson in shown],
            **kwargs,
        )


class SchoolLessonView(SchoolScreenMixin, TemplateView):
    """Two forms on one screen: the button says which one is sent."""

    template_name = "lessons/school_lesson.html"

    def get(self, request, *args, **kwargs):
        return self.show(self.get_lesson())

    def post(self, request, *args, **kwargs):
        lesson = self.get_lesson()
        approves = request.POST.get("decision") == "approve"
        form = (ApprovalForm if approves else ReturnForm)(request.POST)
        if not form.is_valid():
            forms = {"approval": form} if approves else {"returning": form}
            return self.show(lesson, status=422, **forms)
        try:
            self.decide(lesson, form, approves)
        except AlreadyDecidedError:
            messages.error(
                request, _("没有办理：这篇课例刚才已有人处理，或内容已有变化。请重新核对。")
            )
        return HttpResponseRedirect(reverse("school-lessons"))

    def decide(self, lesson, form, approves: bool) -> None:
        version = form.cleaned_data["version"]
        if approves:
            points = [str(point.label) for point in form.points]
            approve_for_school(lesson, checked=points, version=version, by=self.request.user)
            messages.success(self.request, _("已通过，交编辑审核发布。"))
        else:
            reason = form.cleaned_data["reason"]
            return_to_author(lesson, reason=reason, version=version, by=self.request.user)
            messages.success(self.request, _("已退回，作者会收到原因。"))

    def show(self, lesson, approval=None, returning=None, status: int = 200):
        version = {"version": version_of(lesson)}
        draft = lesson.get_latest_revision_as_object()
        context = self.get_context_data(
            lesson=lesson,
            draft=draft,
            standing=standing_of(lesson),
            approval=approval or ApprovalForm(initial=version),
            returning=returning or ReturnForm(initial=version),
            crumbs=[(_("待审核课例"), reverse("school-lessons")), (lesson.draft_title, "")],
        )
        return self.render_to_response(context, status=status)


class PreviewForSchoolView(SchoolScreenMixin, View):
    """The draft as readers will see it."""

    def get(self, request, pk: int):
        return previewed(self.get_lesson(), request)
