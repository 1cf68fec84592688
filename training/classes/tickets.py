"""Between scanning and signing in: a ticket keeps when the code was seen, for one browser alone.

Somebody who has to sign in first needs longer than the code on the screen holds. The ticket is
sealed with the time at which this site saw the code; sent on to a friend it is worth nothing, as it
names the browser that scanned.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core import signing

from common.clock import now

SALT = "training.classes.ticket"
KEPT = timedelta(minutes=30)
DEVICE_BYTES = 15


class TicketError(Exception):
    """The ticket is too old, was changed, or is another browser's."""


@dataclass(frozen=True, slots=True)
class Ticket:
    code: str
    seen_at: datetime
    mark_id: UUID


def new_device() -> str:
    """What tells one browser from another, for the hints to the organiser."""
    return secrets.token_urlsafe(DEVICE_BYTES)


def issue_ticket(code: str, device: str) -> str:
    moment = now()
    return signing.dumps(
        {"c": code, "t": moment.timestamp(), "m": str(uuid4()), "d": device}, salt=SALT
    )


def read_ticket(text: str, device: str) -> Ticket:
    """Raises TicketError."""
    try:
        held = signing.loads(text, salt=SALT, max_age=KEPT)
    except signing.BadSignature as error:
        raise TicketError from error
    if held["d"] != device:
        raise TicketError
    seen_at = datetime.fromtimestamp(held["t"], tz=now().tzinfo)
    return Ticket(held["c"], seen_at, UUID(held["m"]))
