"""The doors to the screens of authors and of schools."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from courses.models import LessonPage
from people.roles import CHECK_LESSONS, PROPOSE_LESSONS
from people.views.access import AbilityRequiredMixin


class AuthorScreenMixin(AbilityRequiredMixin):
    """A screen for those who propose lessons."""

    ability = PROPOSE_LESSONS

    def own_lessons(self):
        return LessonPage.objects.own_of(self.request.user)

    def get_lesson(self) -> LessonPage:
        return get_object_or_404(self.own_lessons(), pk=self.kwargs["pk"])


class SchoolScreenMixin(AbilityRequiredMixin):
    """A screen for those who look at their school's lessons first."""

    ability = CHECK_LESSONS

    def waiting_lessons(self):
        return LessonPage.objects.to_check_by(self.request.user)

    def get_lesson(self) -> LessonPage:
        return get_object_or_404(self.waiting_lessons(), pk=self.kwargs["pk"])


def previewed(lesson: LessonPage, request):
    """The draft as readers will see it."""
    draft = lesson.get_latest_revision_as_object()
    messages.info(request, _("这是预览：还没有公开，只有作者和审核人能看到。"))
    return draft.serve_preview(request, draft.default_preview_mode)
