"""Rows for what was refused."""

from datetime import timedelta

from common.clock import now
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access

WINDOW = timedelta(minutes=1)
# Somebody signed in leaves every row. What nobody signed in asks for in vain is mostly crawlers:
# beyond these no more is learnt, and the disk is not theirs to fill.
MOST_OF_AN_ADDRESS = 30
# Over all addresses: one line with IPv6 has more addresses than could be counted one by one.
MOST_OF_ALL = 600


def record_refusal(status: int, *, by, origin: Origin, method: str) -> AccessRecord | None:
    """Notes that a request was refused with `status`; None where strangers have left enough rows.

    The rows themselves are counted, so that the limit holds across processes and restarts. Raises
    AccessNotLoggedError.
    """
    signed_in = by is not None and by.is_authenticated
    if not signed_in and _enough(origin.address):
        return None
    return record_access(Action.REFUSED, by=by, origin=origin, what=method, status=status)


def _enough(address: str | None) -> bool:
    lately = AccessRecord.objects.filter(
        action=Action.REFUSED, actor=None, at__gt=now() - WINDOW
    ).order_by()
    return (
        lately.filter(address=address)[:MOST_OF_AN_ADDRESS].count() >= MOST_OF_AN_ADDRESS
        or lately[:MOST_OF_ALL].count() >= MOST_OF_ALL
    )
