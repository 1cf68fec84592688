"""The whole of a phone number, to whoever may see it, and never without a row in the log."""

from django.utils.translation import gettext as _

from people.access_log.enums import Action
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access
from people.access_log.wording import log_language
from people.exceptions import PhoneNotYoursToSeeError
from people.models import Teacher, User
from people.permissions import can_reveal_phone


def reveal_phone(teacher: Teacher, *, by: User, origin: Origin) -> str:
    """The number; each call leaves a row. Raises PhoneNotYoursToSeeError, and leaves none."""
    if not can_reveal_phone(by, teacher):
        raise PhoneNotYoursToSeeError(teacher)
    with log_language():
        what = _("手机号")
    record_access(Action.REVEALED, by=by, origin=origin, what=what, teacher_ids=[teacher.pk])
    return teacher.phone
