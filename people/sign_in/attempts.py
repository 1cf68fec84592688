"""Delay and lock-out on guessing: per account, and per address.

An attempt is written down before the password is looked at, so that a hundred sent at once count
as a hundred; whoever gets in takes the failures of their account along. So an address behind which
a whole school sits is only held against those who do not get in.
"""

import hashlib
import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import ngettext

from common.clock import now
from people.sign_in.models import FailedAttempt

MEMORY = timedelta(hours=1)

# After so many failures within MEMORY, how long until the next attempt is looked at.
PAUSES = (
    (10, timedelta(hours=1)),
    (5, timedelta(minutes=15)),
    (4, timedelta(seconds=30)),
    (3, timedelta(seconds=10)),
)

ADDRESS_LIMIT = 30
ADDRESS_WINDOW = timedelta(minutes=15)


class TooManyAttemptsError(Exception):
    """Not looked at: too many failures so far. `until` is when the next one will be."""

    def __init__(self, until: datetime):
        super().__init__(until)
        self.until = until

    @property
    def sentence(self) -> str:
        seconds = max(1, math.ceil((self.until - now()).total_seconds()))
        if seconds < 60:
            text = ngettext(
                "尝试次数过多，请在 %(count)d 秒后再试。",
                "尝试次数过多，请在 %(count)d 秒后再试。",
                seconds,
            )
            return text % {"count": seconds}
        minutes = math.ceil(seconds / 60)
        text = ngettext(
            "尝试次数过多，请在 %(count)d 分钟后再试。",
            "尝试次数过多，请在 %(count)d 分钟后再试。",
            minutes,
        )
        return text % {"count": minutes}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One that is being looked at. Until it is told how it went, it counts as failed."""

    row_id: int
    key: str
    network: str | None

    def failed(self) -> None:
        """From now on it is also held against the address."""
        FailedAttempt.objects.filter(pk=self.row_id).update(address=self.network)

    def succeeded(self) -> None:
        """What was tried at this account before no longer counts, nor at the addresses it came from."""
        FailedAttempt.objects.filter(key=self.key).delete()


def begin_attempt(name: str, *, address: str | None) -> Attempt:
    """Takes up an attempt at `name`. Raises TooManyAttemptsError where it is not to be looked at.

    `address` None leaves the address out of account: that of a device the owner is known by.
    """
    moment, network = now(), _network_of(address)
    key = hashlib.sha256(name.encode()).hexdigest()
    FailedAttempt.objects.filter(at__lt=moment - MEMORY).delete()
    row = FailedAttempt.objects.create(key=key, at=moment)
    until = max(_account_free_at(row), _address_free_at(network, moment))
    if until > moment:
        row.delete()
        raise TooManyAttemptsError(until)
    return Attempt(row.pk, key, network)


def forget_attempts(name: str) -> None:
    """Where the owner has proved otherwise that it is them."""
    FailedAttempt.objects.filter(key=hashlib.sha256(name.encode()).hexdigest()).delete()


def _account_free_at(row: FailedAttempt) -> datetime:
    earlier = FailedAttempt.objects.filter(key=row.key).exclude(pk=row.pk).order_by("-at")
    times = list(earlier.values_list("at", flat=True)[: PAUSES[0][0]])
    pause = next((pause for count, pause in PAUSES if len(times) >= count), timedelta())
    return times[0] + pause if times else row.at


def _address_free_at(network: str | None, moment: datetime) -> datetime:
    if network is None:
        return moment
    here = FailedAttempt.objects.filter(address=network, at__gt=moment - ADDRESS_WINDOW)
    times = list(here.order_by("-at").values_list("at", flat=True)[:ADDRESS_LIMIT])
    return times[-1] + ADDRESS_WINDOW if len(times) == ADDRESS_LIMIT else moment


def _network_of(address: str | None) -> str | None:
    """The address; of IPv6 the first half, for a single computer commands all of the second."""
    if not address:
        return None
    parsed = ipaddress.ip_address(address)
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
