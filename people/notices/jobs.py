"""The sending of e-mails, done by a background worker.

A delivery that is not sent yet always has a task waiting for the moment when it may next be taken
up: the retry, or while a worker is at it the time after which that worker is taken for dead.
"""

from django.db import transaction
from django_tasks import task

from people.notices.enums import UNSENT
from people.notices.models import Delivery
from people.notices.services.delivering import attempt, claim


# Imports go first: a mail server that does not answer may keep the worker for a while with each.
@task(backend="jobs", priority=-10)
def send_delivery(delivery_id: int) -> None:
    """One attempt, if one is due; harmless to run twice, by two workers, or too early."""
    with transaction.atomic():
        delivery = claim(delivery_id)
        if delivery is None:
            return
        schedule(delivery)
    attempt(delivery)
    delivery.refresh_from_db(fields=["state", "next_try_at"])
    if delivery.state in UNSENT:
        schedule(delivery)


def schedule(delivery: Delivery) -> None:
    """Puts the next attempt into the queue, for `next_try_at`.

    A backend that runs tasks at once cannot wait: there `send_waiting_mail` does the later ones.
    """
    if send_delivery.get_backend().supports_defer:
        send_delivery.using(run_after=delivery.next_try_at).enqueue(delivery.pk)


def send_soon(delivery: Delivery) -> None:
    """Puts an attempt into the queue once the transaction around it is committed."""
    transaction.on_commit(lambda: send_delivery.enqueue(delivery.pk))
