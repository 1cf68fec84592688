"""Writing the access log: one call beside whatever is worth a row."""

from collections.abc import Iterable
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, transaction

from common.clock import now
from people.access_log.enums import Action
from people.access_log.exceptions import AccessNotLoggedError
from people.access_log.models import AccessRecord, AccessSubject
from people.access_log.origin import Origin
from people.scopes import scope_of

BATCH = 5000
# Leafing to and fro in one sitting is one opening.
SITTING = timedelta(hours=1)


def record_access(
    action: Action,
    *,
    by,
    origin: Origin,
    what: str = "",
    teacher_ids: Iterable[int] = (),
    status: int | None = None,
) -> AccessRecord:
    """Notes that `by` (None: nobody signed in) did `action`, and about which teachers.

    `what` names the thing in words and holds no phone number, password or code. Two queries and one
    more for each 5,000 teachers. Raises AccessNotLoggedError if the database takes no row (locked,
    read-only, out of space): what is to be logged is then not to be done.
    """
    with _or_not_logged():
        return _write(action, by, origin, what, list(dict.fromkeys(teacher_ids)), status)


def record_opening(teacher_id: int, *, by, origin: Origin, what: str) -> AccessRecord | None:
    """Notes that `by` opened a teacher's record. None where that needs no row.

    One's own record needs none; nor does the same part of it (`what`), opened again by the same
    person under the same role and from the same address within an hour of the row. Two requests at
    once may leave two rows: that is no harm.
    """
    if scope_of(by).teacher_id == teacher_id:
        return None
    with _or_not_logged():
        if _is_told_of(teacher_id, by, origin, what):
            return None
    return record_access(Action.OPENED, by=by, origin=origin, what=what, teacher_ids=[teacher_id])


@contextmanager
def _or_not_logged():
    """No message is handed on: that of a database may hold the row."""
    try:
        yield
    except DatabaseError as error:
        raise AccessNotLoggedError from error


def _is_told_of(teacher_id: int, by, origin: Origin, what: str) -> bool:
    lately = AccessSubject.objects.filter(teacher_id=teacher_id, at__gt=now() - SITTING)
    return lately.filter(
        record__actor=by,
        record__action=Action.OPENED,
        record__role=origin.role,
        record__address=origin.address,
        record__what=what[:200],
    ).exists()


@transaction.atomic
def _write(action, by, origin: Origin, what: str, subjects: list[int], status) -> AccessRecord:
    moment = now()
    known = by if by is not None and by.is_authenticated else None
    record = AccessRecord.objects.create(
        at=moment,
        action=action,
        actor=known,
        actor_name=known.get_full_name()[:150] if known else "",
        role=origin.role,
        what=what[:200],
        people=len(subjects),
        address=origin.address,
        path=origin.path,
        agent=origin.agent,
        status=status,
    )
    AccessSubject.objects.bulk_create(
        [AccessSubject(record=record, teacher_id=pk, at=moment) for pk in subjects],
        batch_size=BATCH,
    )
    return record
