"""What `nightly` lets go: for each kind of data with a term, how it is deleted."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from common.clock import now
from credits.certificates.services import batches as certificates
from people.access_log.services.retention import delete_older_than as delete_access_records
from people.activation.models import ActivationCode, PrintJob
from people.activation.services.printing import delete_expired_files
from people.notices.models import Delivery, Notice
from people.sign_in.attempts import MEMORY
from people.sign_in.models import FailedAttempt
from portal.imports.expiry import delete_files_older_than
from portal.privacy.kinds import KINDS, Kind

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`count` things are gone, or would be in a rehearsal; None where it broke off."""

    kind: Kind
    count: int | None


def let_go(*, dry_run: bool) -> Iterator[Outcome]:
    """Each kind in a transaction of its own: what breaks one off leaves the others as they are."""
    for kind in KINDS:
        if kind.code in RULES:
            yield Outcome(kind, _let_one_go(kind, dry_run))


def _let_one_go(kind: Kind, dry_run: bool) -> int | None:
    moment = now() - timedelta(days=kind.days or 0)
    try:
        with transaction.atomic():
            return RULES[kind.code](moment, dry_run)
    except Exception:  # whatever it is, the kinds after it must not wait for another night
        logger.exception("retention of %s broke off", kind.code)
        return None


def _import_files(moment: datetime, dry_run: bool) -> int:
    return delete_files_older_than(moment, dry_run=dry_run)


def _access_records(moment: datetime, dry_run: bool) -> int:
    return delete_access_records(moment, dry_run=dry_run)


def _notices(moment: datetime, dry_run: bool) -> int:
    return _rows(Notice.objects.older_than(moment), dry_run)


def _deliveries(moment: datetime, dry_run: bool) -> int:
    return _rows(Delivery.objects.older_than(moment), dry_run)


def _activation_codes(moment: datetime, dry_run: bool) -> int:
    """The codes, and the print jobs whose file is gone."""
    codes = _rows(ActivationCode.objects.older_than(moment), dry_run)
    return codes + _rows(PrintJob.objects.older_than(moment), dry_run)


def _activation_sheets(_moment: datetime, dry_run: bool) -> int:
    """Sheets have hours, not days: who made them knows when each one is over."""
    return delete_expired_files(dry_run=dry_run)


def _certificate_files(_moment: datetime, dry_run: bool) -> int:
    return certificates.delete_expired_files(dry_run=dry_run)


def _sessions(moment: datetime, dry_run: bool) -> int:
    """The sessions, and what is noted beside those that ended by signing out."""
    ended = _rows(Session.objects.filter(expire_date__lt=moment), dry_run)
    alive = Session.objects.filter(expire_date__gte=moment).values("session_key")
    return ended + _rows(UserSession.objects.exclude(session_key__in=alive), dry_run)


def _failed_attempts(_moment: datetime, dry_run: bool) -> int:
    return _rows(FailedAttempt.objects.filter(at__lt=now() - MEMORY), dry_run)


def _tasks(moment: datetime, dry_run: bool) -> int:
    return _rows(DBTaskResult.objects.finished().filter(finished_at__lt=moment), dry_run)


def _rows(expired, dry_run: bool) -> int:
    """How many rows there are; those that hang on them go along uncounted."""
    count = expired.count()
    if not dry_run:
        expired.delete()
    return count


RULES: dict[str, Callable[[datetime, bool], int]] = {
    "import_files": _import_files,
    "access_log": _access_records,
    "notices": _notices,
    "deliveries": _deliveries,
    "activation_codes": _activation_codes,
    "activation_sheets": _activation_sheets,
    "certificate_files": _certificate_files,
    "sessions": _sessions,
    "failed_attempts": _failed_attempts,
    "tasks": _tasks,
}
