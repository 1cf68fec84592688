"""One attempt at one e-mail: take it up alone, send it, note what came of it."""

from contextlib import suppress
from datetime import timedelta

from django.core.mail import get_connection
from django.db.models import F

from common.clock import now
from people.notices.enums import FOR_GOOD, DeliveryState, MailFault
from people.notices.faults import fault_of
from people.notices.letters import letter_for
from people.notices.models import Delivery

# After the first attempt, the second, and so on; after the last there is no other.
RETRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
MOST_ATTEMPTS = len(RETRY_AFTER) + 1

# How long an attempt may take at most. A worker that was killed holds its delivery for no longer.
CLAIM = timedelta(minutes=10)


def claim(delivery_id: int) -> Delivery | None:
    """Takes the delivery up for one attempt, or None if it is not due or somebody is at it.

    One conditional update decides among workers, and no transaction is open while the mail server
    is spoken to: on SQLite it would keep everybody else from writing.
    """
    moment = now()
    until = moment + CLAIM
    due = Delivery.objects.filter(pk=delivery_id).due(moment)
    _give_up_the_tried(due)
    taken = due.update(attempts=F("attempts") + 1, claimed_until=until, next_try_at=until)
    return Delivery.objects.select_related("notice__user").get(pk=delivery_id) if taken else None


def attempt(delivery: Delivery) -> None:
    """Sends what `claim` gave, and notes the outcome; a fault of the mail server is not raised."""
    fault = _send(delivery)
    if fault is None:
        _note_sent(delivery)
    else:
        _note_fault(delivery, fault)


def _send(delivery: Delivery) -> MailFault | None:
    connection = get_connection()
    try:
        connection.open()
        connection.send_messages([letter_for(delivery)])
    except (OSError, ValueError) as error:
        return fault_of(error)
    finally:
        # What goes wrong in saying goodbye does not undo what was accepted.
        with suppress(OSError):
            connection.close()
    return None


def _give_up_the_tried(due) -> None:
    """Those whose last attempt never came to an end, for one that kills its worker every time."""
    due.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=DeliveryState.GIVEN_UP, last_error=MailFault.INTERRUPTED, claimed_until=None
    )


def _note_sent(delivery: Delivery) -> None:
    # Whoever holds it by now: it has gone out.
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.SENT, sent_at=now(), body="", last_error="", claimed_until=None
    )


def _note_fault(delivery: Delivery, fault: MailFault) -> None:
    mine = Delivery.objects.filter(pk=delivery.pk, claimed_until=delivery.claimed_until)
    if fault in FOR_GOOD or delivery.attempts >= MOST_ATTEMPTS:
        mine.update(state=DeliveryState.GIVEN_UP, last_error=fault, claimed_until=None)
        return
    again = now() + RETRY_AFTER[delivery.attempts - 1]
    mine.update(state=DeliveryState.FAILED, last_error=fault, claimed_until=None, next_try_at=again)
