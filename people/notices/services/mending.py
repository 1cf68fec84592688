"""Setting going again what is stuck: e-mails and tasks of the background worker."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django_tasks_db.models import DBTaskResult, TaskResultStatus

from common.clock import now
from people.models import User
from people.notices.backlog import overdue_since, stuck_tasks
from people.notices.enums import FOR_GOOD, DeliveryState
from people.notices.jobs import send_soon
from people.notices.models import Delivery
from people.roles import MANAGE_SITE
from people.scopes import may


@transaction.atomic
def send_again(delivery: Delivery, *, by: User) -> bool:
    """Starts over with all its attempts; False if it is sent, or a worker is at it this moment."""
    _require_keeper(by)
    return _start_over(delivery)


@transaction.atomic
def send_all_again(*, by: User) -> int:
    """How many were started over: all that are stuck but those that were refused for good."""
    _require_keeper(by)
    refused = Delivery.objects.filter(state=DeliveryState.GIVEN_UP, last_error__in=FOR_GOOD)
    stuck = Delivery.objects.stuck(overdue_since()).exclude(pk__in=refused.values("pk"))
    return sum(_start_over(delivery) for delivery in stuck.only("pk"))


def run_again(task: DBTaskResult, *, by: User) -> bool:
    """Puts a task that failed, or was broken off, back into the queue; False if it is neither."""
    _require_keeper(by)
    lame = stuck_tasks().exclude(status=TaskResultStatus.READY).filter(pk=task.pk)
    return bool(
        lame.update(
            status=TaskResultStatus.READY,
            run_after=now(),
            started_at=None,
            finished_at=None,
            exception_class_path="",
            traceback="",
        )
    )


def _start_over(delivery: Delivery) -> bool:
    moment = now()
    idle = Delivery.objects.exclude(state=DeliveryState.SENT).idle(moment).filter(pk=delivery.pk)
    taken = idle.update(
        state=DeliveryState.WAITING, attempts=0, next_try_at=moment, claimed_until=None
    )
    if taken:
        send_soon(delivery)
    return bool(taken)


def _require_keeper(by: User) -> None:
    if not may(by, MANAGE_SITE):
        raise PermissionDenied
