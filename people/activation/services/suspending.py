"""Closing an account and opening it again. The person and what is on their record stay."""

from django.db import transaction

from people.access_log.enums import Action
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access
from people.activation.exceptions import CannotIssueError, NotManageableError
from people.activation.permissions import can_suspend
from people.activation.services.issuing import revoke_live_code
from people.activation.words import log_of_suspension, told_of_restoring, told_of_suspension
from people.models import Teacher, User
from people.notices.enums import NoticeKind
from people.notices.services.notifying import notify
from people.sign_in.services import end_sessions


def suspend_account(teacher: Teacher, *, by: User, origin: Origin | None = None) -> bool:
    """Ends all sessions and keeps the person out; False if it is suspended already.

    Raises NotManageableError, or CannotIssueError for somebody without an account.
    """
    return _set_active(teacher, False, by=by, origin=origin or Origin())


def restore_account(teacher: Teacher, *, by: User, origin: Origin | None = None) -> bool:
    """Lets the person in again with the former password; False if nothing is suspended."""
    return _set_active(teacher, True, by=by, origin=origin or Origin())


@transaction.atomic
def _set_active(teacher: Teacher, active: bool, *, by: User, origin: Origin) -> bool:
    if not can_suspend(by, teacher):
        raise NotManageableError
    locked = Teacher.objects.select_for_update().get(pk=teacher.pk)
    user = locked.user
    if user is None:
        raise CannotIssueError
    if user.is_active == active:
        return False
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        end_sessions(user)
        revoke_live_code(locked, by=by, origin=origin)
    title, body = told_of_restoring(by) if active else told_of_suspension(by)
    notify(user, NoticeKind.ACCOUNT, title=title, body=body)
    record_access(
        Action.ACTIVATION,
        by=by,
        origin=origin,
        what=log_of_suspension(active),
        teacher_ids=[teacher.pk],
    )
    return True
