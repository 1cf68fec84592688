"""Rows of the access log, written through their only door, and old ones."""

from contextlib import nullcontext
from datetime import datetime, timedelta

import time_machine

from common.clock import now
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access

HERE = Origin(address="10.1.1.1", path="/somewhere/")


def written(
    action: Action = Action.OPENED, *, at: datetime | None = None, teachers=(), **values
) -> AccessRecord:
    """A row as `record_access` writes it, about `teachers`; at another moment if `at` is given."""
    values = {"by": None, "origin": HERE, **values}
    with time_machine.travel(at, tick=False) if at else nullcontext():
        return record_access(action, teacher_ids=[teacher.pk for teacher in teachers], **values)


def days_ago(days: float) -> datetime:
    return now() - timedelta(days=days)


def all_rows() -> list[AccessRecord]:
    """The oldest first."""
    return list(AccessRecord.objects.order_by("at", "pk"))
