"""What the background worker has not done: too long in the queue, failed, or broken off."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django_tasks_db.models import DBTaskResult, TaskResultStatus, get_date_max

from common.clock import now

# The worker asks once a second; an import may keep it for minutes.
LONG_WAIT = timedelta(minutes=15)
# No job of ours takes so long: its worker was killed.
LONG_WORK = timedelta(hours=1)
BACKEND = "jobs"


def overdue_since() -> datetime:
    """What is due since before then has waited too long."""
    return now() - LONG_WAIT


def tasks() -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(backend_name=BACKEND)


def stuck_tasks() -> QuerySet[DBTaskResult]:
    """Without arguments and traceback, which may name people."""
    stuck = tasks().filter(_waits_too_long() | _broke_off() | _failed())
    return stuck.defer("args_kwargs", "traceback", "return_value").order_by("-enqueued_at")


def task_counts() -> dict[str, int]:
    """`late` wait too long, `ended` failed or were broken off, `stuck` is both. One query."""
    return tasks().aggregate(
        late=Count("pk", filter=_waits_too_long()),
        ended=Count("pk", filter=_failed() | _broke_off()),
        stuck=Count("pk", filter=_waits_too_long() | _broke_off() | _failed()),
    )


def _waits_too_long() -> Q:
    # A task without a time of its own carries the end of the calendar.
    at_once = Q(run_after=get_date_max(), enqueued_at__lt=overdue_since())
    return Q(status=TaskResultStatus.READY) & (Q(run_after__lt=overdue_since()) | at_once)


def _broke_off() -> Q:
    return Q(status=TaskResultStatus.RUNNING, started_at__lt=now() - LONG_WORK)


def _failed() -> Q:
    return Q(status=TaskResultStatus.FAILED)
