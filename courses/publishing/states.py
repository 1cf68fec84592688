"""How far lessons are, read for a whole list at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Revision, TaskState, WorkflowState

from courses.enums import OPEN_STATES, WAITING_STATES, LessonState
from courses.models import LessonPage, SchoolCheckTask


@dataclass(frozen=True, slots=True)
class Standing:
    """`reason` and `returned_by` are set for what was returned, `goes_live_at` for what has its day.

    `public` is whether a version of it can be read meanwhile.
    """

    state: LessonState
    public: bool
    since: datetime | None = None
    reason: str = ""
    returned_by: str = ""
    goes_live_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether its author may change it."""
        return self.state in OPEN_STATES

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING_STATES


def standings(lessons: Iterable[LessonPage]) -> dict[int, Standing]:
    """By key of the lesson. Three queries, whatever their number."""
    lessons = list(lessons)
    flows = _flows(lessons)
    days = _days(lessons)
    return {
        lesson.pk: _standing(lesson, flows.get(str(lesson.pk)), days.get(str(lesson.pk)))
        for lesson in lessons
    }


def standing_of(lesson: LessonPage) -> Standing:
    return standings([lesson])[lesson.pk]


def _flows(lessons) -> dict[str, WorkflowState]:
    active = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(lesson.pk) for lesson in lessons],
    )
    active = active.select_related("current_task_state__task", "current_task_state__finished_by")
    return {flow.object_id: flow for flow in active}


def _days(lessons) -> dict[str, datetime]:
    scheduled = Revision.page_revisions.filter(
        object_id__in=[str(lesson.pk) for lesson in lessons], approved_go_live_at__isnull=False
    )
    return dict(scheduled.values_list("object_id", "approved_go_live_at"))


def _standing(lesson, flow: WorkflowState | None, day: datetime | None) -> Standing:
    if flow is not None and flow.current_task_state is not None:
        return _in_review(lesson, flow.current_task_state, flow.status)
    if day is not None:
        return Standing(LessonState.SCHEDULED, lesson.live, goes_live_at=day)
    if lesson.live and not lesson.has_unpublished_changes:
        return Standing(LessonState.PUBLISHED, True, since=lesson.last_published_at)
    if not lesson.live and lesson.first_published_at:
        return Standing(LessonState.OFFLINE, False, since=lesson.last_published_at)
    return Standing(LessonState.DRAFT, lesson.live, since=lesson.latest_revision_created_at)


def _in_review(lesson, step: TaskState, status: str) -> Standing:
    if status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Standing(
            LessonState.RETURNED,
            lesson.live,
            since=step.finished_at,
            reason=step.comment,
            returned_by=step.finished_by.get_full_name() if step.finished_by else "",
        )
    at_school = issubclass(step.task.specific_class, SchoolCheckTask)
    state = LessonState.AT_SCHOOL if at_school else LessonState.AT_EDITOR
    return Standing(state, lesson.live, since=step.started_at)
