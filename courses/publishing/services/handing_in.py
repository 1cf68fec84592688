"""Handing a lesson in, and taking it back."""

from django.db import transaction

from courses.enums import LessonState
from courses.models import LessonPage
from courses.publishing.exceptions import AlreadyDecidedError, LessonLockedError
from courses.publishing.requirements import refuse_incomplete
from courses.publishing.services.drafts import locked_lesson
from people.models import User


@transaction.atomic
def submit_lesson(lesson: LessonPage, *, by: User) -> LessonPage:
    """To the school, or to the editors where there is nobody in the school to look at it.

    What was returned is looked at anew from the first step: it is another text. Again changes
    nothing. Raises LessonLockedError or IncompleteLessonError.
    """
    locked, standing = locked_lesson(lesson, by=by)
    if standing.is_waiting:
        return locked
    if not standing.is_open:
        raise LessonLockedError
    draft = locked.get_latest_revision_as_object()
    refuse_incomplete(draft)
    if flow := locked.current_workflow_state:
        flow.cancel(user=by)
    locked.get_workflow().start(draft, by)
    return locked


@transaction.atomic
def withdraw_lesson(lesson: LessonPage, *, by: User) -> LessonPage:
    """Raises AlreadyDecidedError if nothing waits any more."""
    locked, standing = locked_lesson(lesson, by=by)
    if standing.is_waiting:
        locked.current_workflow_state.cancel(user=by)
    elif standing.state == LessonState.SCHEDULED:
        scheduled = locked.scheduled_revision
        scheduled.approved_go_live_at = None
        scheduled.save(user=by, update_fields=["approved_go_live_at"])
    else:
        raise AlreadyDecidedError
    return locked
