"""What waits on the way of lessons and pages, as figures of the start page."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState

from courses.models import CoursePage, EditorTask, LessonPage
from portal.desk import DESK
from portal.start.figures import Figure, counted


def lessons_to_check(user) -> Figure:
    """For a school's administrator."""
    count = LessonPage.objects.to_check_by(user).count()
    return counted(_("待审核课例"), count, _pieces(count), reverse("school-lessons"))


def lessons_to_mend(user) -> list[Figure]:
    """What came back to its author; nothing where nothing did."""
    count = _returned(LessonPage.objects.own_of(user))
    if not count:
        return []
    return [counted(_("退回待修改的课例"), count, _pieces(count), reverse("my-lessons"))]


def courses_to_mend(user) -> Figure:
    """What came back to its trainer, who mends it at the desk."""
    count = _returned(CoursePage.objects.filter(owner=user))
    return counted(_("退回待修改的课程"), count, _pieces(count), desk_of(user))


def _returned(pages: QuerySet) -> int:
    """How many of these pages were returned and not handed in again."""
    keys = [str(key) for key in pages.values_list("pk", flat=True)]
    returned = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    return returned.filter(object_id__in=keys).values("object_id").distinct().count()


def pages_to_approve(user) -> Figure:
    """For an editor: what others handed in within their reach."""
    task = EditorTask.objects.first()
    count = task.get_task_states_user_can_moderate(user).count() if task else 0
    return counted(_("待审核页面"), count, _pieces(count), desk_of(user))


def desk_of(user) -> str:
    """Where pages are edited; nothing for whom it is not open to."""
    return reverse("wagtailadmin_home") if user.has_perm(DESK) else ""


def _pieces(count: int) -> str:
    return ngettext("篇", "篇", count)
