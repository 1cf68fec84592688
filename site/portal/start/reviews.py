"""What waits on the way of lessons and pages, as figures of the start page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState

from courses.models import EditorTask, LessonPage
from portal.start.figures import Figure, counted


def lessons_to_check(user) -> Figure:
    """For a school's administrator."""
    count = LessonPage.objects.to_check_by(user).count()
    return counted(_("待审核课例"), count, _pieces(count), reverse("school-lessons"))


def lessons_to_mend(user) -> list[Figure]:
    """What came back to its author; nothing where nothing did."""
    returned = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        object_id__in=[
            str(key) for key in LessonPage.objects.own_of(user).values_list("pk", flat=True)
        ],
    )
    count = returned.count()
    if not count:
        return []
    return [counted(_("退回待修改的课例"), count, _pieces(count), reverse("my-lessons"))]


def pages_to_approve(user) -> Figure:
    """For an editor: what others handed in within their reach."""
    task = EditorTask.objects.first()
    count = task.get_task_states_user_can_moderate(user).count() if task else 0
    desk = reverse("wagtailadmin_home") if user.has_perm("wagtailadmin.access_admin") else ""
    return counted(_("待审核页面"), count, _pieces(count), desk)


def _pieces(count: int) -> str:
    return ngettext("篇", "篇", count)
