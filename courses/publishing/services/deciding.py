"""What a school's administrator decides on a lesson of a colleague."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from courses.models import LessonPage, SchoolCheckTask
from courses.models.tasks import APPROVE, RETURN
from courses.publishing.exceptions import AlreadyDecidedError
from courses.publishing.services.drafts import lock_review, version_of
from people.models import User


def approve_for_school(
    lesson: LessonPage, *, checked: Sequence[str], version: str, by: User
) -> None:
    """On to the editors. `checked` is what was confirmed, in words; `version` what was read.

    Raises AlreadyDecidedError, also where the text is another by now.
    """
    comment = _("已核对：%(points)s") % {"points": "；".join(checked)}
    _decide(lesson, APPROVE, comment, version=version, by=by)


def return_to_author(lesson: LessonPage, *, reason: str, version: str, by: User) -> None:
    """Raises AlreadyDecidedError or ReasonMissingError."""
    _decide(lesson, RETURN, reason, version=version, by=by)


@transaction.atomic
def _decide(lesson: LessonPage, action: str, comment: str, *, version: str, by: User) -> None:
    lock_review(lesson)
    locked = LessonPage.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    state = _waiting_state(locked)
    if state is None or version_of(locked) != version:
        raise AlreadyDecidedError
    state.task.specific.on_action(state, by, action, comment=comment)


def _waiting_state(lesson: LessonPage) -> TaskState | None:
    state = lesson.current_workflow_task_state
    at_school = state and isinstance(state.task.specific, SchoolCheckTask)
    return state if at_school else None
