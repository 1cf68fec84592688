"""Letting rows go whose time is up."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.clock import now
from people.access_log.enums import Action
from people.access_log.exceptions import RetentionTooShortError
from people.access_log.lock import KEPT_DAYS
from people.access_log.models import AccessRecord, AccessSubject
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access
from people.access_log.wording import log_language

SHORTEST = timedelta(days=KEPT_DAYS)


@transaction.atomic
def delete_older_than(moment: datetime, *, dry_run: bool) -> int:
    """Deletes the records before `moment` with their subjects; how many records they were.

    Leaves a row that says so, unless there was nothing to delete. With `dry_run` it only counts.
    Raises RetentionTooShortError if `moment` is less than 180 days ago by the application's clock;
    the database's own clock has the last word (people/access_log/lock.py).
    """
    if moment > now() - SHORTEST:
        raise RetentionTooShortError(moment)
    expired = AccessRecord.objects.older_than(moment)
    count = expired.count()
    if dry_run or not count:
        return count
    AccessSubject.objects.older_than(moment).delete_expired()
    expired.delete_expired()
    with log_language():
        day = timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
        what = _("访问日志 %(day)s 以前的 %(count)s 条") % {"day": day, "count": count}
    record_access(Action.RETENTION, by=None, origin=Origin(), what=what)
    return count
