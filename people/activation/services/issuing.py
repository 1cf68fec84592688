"""Giving out codes and taking them back. The plain code is returned once and kept nowhere."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from common.clock import now, today
from people.access_log.enums import Action
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access
from people.activation.codes import digest_of, grouped, link_to, new_code
from people.activation.enums import Purpose, Way
from people.activation.exceptions import CannotIssueError, NotManageableError
from people.activation.models import ActivationCode
from people.activation.permissions import can_hand_out, within_reach_of
from people.activation.states import can_be_issued, with_account_state
from people.activation.words import (
    code_letter,
    log_of_issue,
    log_of_revoking,
    told_of_reset_code,
)
from people.models import Teacher, User
from people.notices.addresses import masked
from people.notices.enums import NoticeKind
from people.notices.services.mailing import enqueue_mail
from people.notices.services.notifying import notify

ACTIONS = {Purpose.ACTIVATE: Action.ACTIVATION, Purpose.RESET: Action.PASSWORD}
ROWS = 1000


@transaction.atomic
def store_codes(
    plain: Mapping[int, str],
    *,
    by: User,
    purpose: Purpose = Purpose.ACTIVATE,
    way: Way,
    sent_to: str = "",
    origin: Origin | None = None,
) -> set[int]:
    """Makes drawn codes (by teacher's key) the live ones, and says whose were taken.

    Leaves out those whom `by` may not serve, and those for whom a code of this purpose has no use.
    What was live before is revoked in the same transaction: all or none. A number of queries that
    grows by one or two a thousand people.
    """
    taken = _lock_and_choose(plain, purpose, by)
    moment = now()
    name = by.get_full_name()[:150]
    former = ActivationCode.objects.live().filter(teacher__in=taken)
    former.update(revoked_at=moment, revoked_by_name=name)
    ActivationCode.objects.bulk_create(
        [
            ActivationCode(
                teacher_id=pk,
                purpose=purpose,
                way=way,
                digest=digest_of(plain[pk]),
                sent_to=sent_to,
                issued_at=moment,
                issued_by=by,
                issued_by_name=name,
                expires_at=expiry_of(purpose),
            )
            for pk in taken
        ],
        batch_size=ROWS,
    )
    if taken:
        record_access(
            ACTIONS[purpose],
            by=by,
            origin=origin or Origin(),
            what=log_of_issue(purpose, way),
            teacher_ids=taken,
        )
    return set(taken)


@transaction.atomic
def reissue_code(
    teacher: Teacher,
    *,
    by: User,
    purpose: Purpose,
    way: Way = Way.SCREEN,
    sent_to: str = "",
    origin: Origin | None = None,
) -> str:
    """A code for one person, in place of any former one; returned without its dashes.

    Raises NotManageableError, or CannotIssueError where the account is not in the state that
    `purpose` is for.
    """
    if not can_hand_out(by, teacher):
        raise NotManageableError
    code = new_code()
    options = {"by": by, "purpose": purpose, "way": way, "sent_to": sent_to, "origin": origin}
    if not store_codes({teacher.pk: code}, **options):
        raise CannotIssueError
    if purpose == Purpose.RESET:
        _tell_of_reset(teacher, by)
    return code


@transaction.atomic
def mail_code(
    teacher: Teacher, address: str, *, by: User, purpose: Purpose, origin: Origin | None = None
) -> None:
    """Sends a link with a new code to the address, which is kept masked only.

    Raises ValidationError for what is no address, and as reissue_code does.
    """
    code = reissue_code(
        teacher, by=by, purpose=purpose, way=Way.MAIL, sent_to=masked(address), origin=origin
    )
    last_day = ActivationCode.objects.live().get(teacher=teacher).last_day
    subject, body = code_letter(teacher, purpose, grouped(code), link_to(code), last_day)
    enqueue_mail(address, kind=NoticeKind.ACTIVATION, subject=subject, body=body)


@transaction.atomic
def revoke_code(teacher: Teacher, *, by: User, origin: Origin | None = None) -> bool:
    """Takes the live code back; False if there is none (any more). Raises NotManageableError."""
    if not can_hand_out(by, teacher):
        raise NotManageableError
    return revoke_live_code(teacher, by=by, origin=origin)


def revoke_live_code(teacher: Teacher, *, by: User, origin: Origin | None = None) -> bool:
    """As revoke_code, for a caller who has asked already."""
    Teacher.objects.select_for_update().get(pk=teacher.pk)
    code = ActivationCode.objects.live().filter(teacher=teacher).first()
    if code is None:
        return False
    code.revoked_at, code.revoked_by_name = now(), by.get_full_name()[:150]
    code.save(update_fields=["revoked_at", "revoked_by_name"])
    record_access(
        ACTIONS[Purpose(code.purpose)],
        by=by,
        origin=origin or Origin(),
        what=log_of_revoking(Purpose(code.purpose)),
        teacher_ids=[teacher.pk],
    )
    return True


def expiry_of(purpose: Purpose) -> datetime:
    """The end of the last day on which a code issued now works."""
    days = {
        Purpose.ACTIVATE: settings.ACTIVATION_CODE_DAYS,
        Purpose.RESET: settings.RESET_CODE_DAYS,
    }[purpose]
    return timezone.make_aware(datetime.combine(today() + timedelta(days=days + 1), time.min))


def _lock_and_choose(plain: Mapping[int, str], purpose: Purpose, by: User) -> list[int]:
    """Keys of those who can be served, in their order, with their rows locked.

    Issuing and using both lock the teacher first, and several in the order of their keys, so that
    none waits for another that waits for it.
    """
    wanted = Teacher.objects.filter(pk__in=list(plain))
    list(wanted.order_by("pk").select_for_update().values_list("pk", flat=True))
    served = within_reach_of(by).filter(pk__in=list(plain))
    served = can_be_issued(with_account_state(served), purpose)
    return sorted(served.order_by().values_list("pk", flat=True))


def _tell_of_reset(teacher: Teacher, by: User) -> None:
    owner = Teacher.objects.select_related("user").get(pk=teacher.pk).user
    title, body = told_of_reset_code(by)
    notify(owner, NoticeKind.ACTIVATION, title=title, body=body)
