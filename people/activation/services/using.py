"""What the holder of a code does with it: show it, say who one is, set a password."""

from dataclasses import dataclass

from django.contrib.auth import password_validation
from django.contrib.auth.hashers import make_password
from django.db import transaction

from common.clock import now
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access
from people.activation.codes import code_as_typed, digests_of
from people.activation.enums import CodeState, Purpose, Refused
from people.activation.exceptions import CodeRefusedError, WrongAnswerError
from people.activation.models import ActivationCode
from people.activation.permissions import can_hand_out, has_duties
from people.activation.querysets import MOST_FAILURES
from people.activation.rules import knows_last_four, knows_name
from people.activation.services.issuing import ACTIONS
from people.activation.states import is_activated, not_over
from people.activation.words import (
    log_of_lock,
    log_of_use,
    told_of_activation,
    told_of_locked_code,
    told_of_new_password,
)
from people.exceptions import AccountNameTakenError
from people.models import Teacher, User
from people.notices.enums import NoticeKind
from people.notices.services.notifying import notify
from people.services.accounts import open_account
from people.sign_in.attempts import forget_attempts
from people.sign_in.services import end_sessions


@dataclass(frozen=True, slots=True)
class Used:
    """Whose code was used, and for what."""

    user: User
    purpose: Purpose


def find_code(written: str) -> ActivationCode:
    """The code that somebody typed. Raises CodeRefusedError."""
    typed = code_as_typed(written)
    if typed is None:
        raise CodeRefusedError(Refused.MALFORMED)
    codes = ActivationCode.objects.select_related("teacher__user", "issued_by")
    code = codes.filter(digest__in=digests_of(typed)).first()
    if code is None:
        raise CodeRefusedError(Refused.UNKNOWN)
    _refuse_dead(code)
    return code


def check_person(
    code_id: int, *, name: str, last_four: str, origin: Origin | None = None
) -> ActivationCode:
    """Whether the holder is the code's teacher, by name and the last four.

    Raises WrongAnswerError; at the third wrong answer, and for a code that opens nothing any more,
    CodeRefusedError.
    """
    with transaction.atomic():
        code = _locked(code_id)
        teacher = code.teacher
        if knows_name(name, teacher.name) and knows_last_four(
            last_four, teacher.phone, teacher.number
        ):
            return code
        _note_failure(code, origin or Origin())
    # Raised out here: what was counted must not be rolled back.
    left = MOST_FAILURES - code.failures
    if left > 0:
        raise WrongAnswerError(left)
    raise CodeRefusedError(Refused.LOCKED)


def use_code(code_id: int, *, password: str, origin: Origin | None = None) -> Used:
    """Sets the password of the code's teacher, whom check_person has confirmed, and uses the code up.

    The account is opened if there is none. All sessions of the person end. Raises ValidationError for a weak password, CodeRefusedError.
    """
    # Hashing takes a third of a second: not while the row, and on SQLite the database, is locked.
    hashed = make_password(password)
    with transaction.atomic():
        code = _locked(code_id)
        user = _account_of(code.teacher)
        password_validation.validate_password(password, user)
        user.password = hashed
        user.save(update_fields=["password"])
        code.used_at = now()
        code.save(update_fields=["used_at"])
        end_sessions(user)
        forget_attempts(f"account:{user.pk}")
        _tell(code, user, origin or Origin())
    password_validation.password_changed(password, user)
    return Used(user, Purpose(code.purpose))


def prospective_user(teacher: Teacher) -> User:
    """The account whose password is going to be set, for checks before there is one."""
    return teacher.user or User(username=teacher.number, first_name=teacher.name)


def _locked(code_id: int) -> ActivationCode:
    """The code with its teacher's row locked first, as in issuing. Raises CodeRefusedError."""
    codes = ActivationCode.objects.select_related("teacher__user", "issued_by")
    teacher_id = codes.filter(pk=code_id).values_list("teacher_id", flat=True).first()
    if teacher_id is None:
        raise CodeRefusedError(Refused.UNKNOWN)
    Teacher.objects.select_for_update().get(pk=teacher_id)
    code = codes.get(pk=code_id)
    _refuse_dead(code)
    return code


STATES = {
    CodeState.USED: Refused.USED,
    CodeState.REVOKED: Refused.REVOKED,
    CodeState.EXPIRED: Refused.EXPIRED,
    CodeState.LOCKED: Refused.LOCKED,
}


def _refuse_dead(code: ActivationCode) -> None:
    teacher, user = code.teacher, code.teacher.user
    if code.state != CodeState.LIVE:
        raise CodeRefusedError(STATES[code.state])
    if user is not None and not user.is_active:
        raise CodeRefusedError(Refused.SUSPENDED)
    if code.purpose == Purpose.ACTIVATE:
        if is_activated(user):
            raise CodeRefusedError(Refused.ACTIVATED)
        if not not_over(teacher.posts.all()).exists():
            raise CodeRefusedError(Refused.LEFT)
    if _has_outgrown_its_issuer(code):
        raise CodeRefusedError(Refused.REVOKED)


def _has_outgrown_its_issuer(code: ActivationCode) -> bool:
    """Whether the person has taken on duties since, which the issuer may not lend to anybody."""
    if code.issued_by is None or not has_duties(code.teacher):
        return False
    return not can_hand_out(code.issued_by, code.teacher)


def _account_of(teacher: Teacher) -> User:
    try:
        return open_account(teacher)
    except AccountNameTakenError as error:
        raise CodeRefusedError(Refused.NAME_TAKEN) from error


def _note_failure(code: ActivationCode, origin: Origin) -> None:
    code.failures += 1
    code.save(update_fields=["failures"])
    if code.failures < MOST_FAILURES:
        return
    record_access(
        ACTIONS[Purpose(code.purpose)],
        by=None,
        origin=origin,
        what=log_of_lock(Purpose(code.purpose)),
        teacher_ids=[code.teacher_id],
    )
    if code.issued_by is not None:
        title, body = told_of_locked_code(code.teacher)
        notify(code.issued_by, NoticeKind.ACTIVATION, title=title, body=body)


def _tell(code: ActivationCode, user: User, origin: Origin) -> None:
    purpose = Purpose(code.purpose)
    if purpose == Purpose.ACTIVATE:
        kind, (title, body) = NoticeKind.ACTIVATION, told_of_activation()
    else:
        kind, (title, body) = NoticeKind.PASSWORD_CHANGED, told_of_new_password()
    notify(user, kind, title=title, body=body, url="/start/")
    record_access(
        ACTIONS[purpose],
        by=user,
        origin=origin,
        what=log_of_use(purpose),
        teacher_ids=[code.teacher_id],
    )
