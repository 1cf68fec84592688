"""How many wrong tries an address has left, kept in the cache that all processes share.

Only wrong tries count: a whole school that activates from behind one address, or an office that
looks up a hundred certificates, is not held up.
"""

import ipaddress
import math
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache

from common.clock import now

MOST_TRIES = 20
WINDOW = 10 * 60  # seconds


@dataclass(frozen=True, slots=True)
class WrongTries:
    """Those of one `kind`, which names its slots in the cache."""

    kind: str

    def note(self, address: str | None) -> None:
        """Takes the first free slot; each is free again ten minutes later."""
        until = now().timestamp() + WINDOW
        for key in self._slots(address):
            if cache.add(key, until, WINDOW):
                return

    def minutes_to_wait(self, address: str | None) -> int:
        """Until there is another try, rounded up; 0 if there is one now."""
        slots = self._slots(address)
        taken = [until for until in cache.get_many(slots).values() if until > now().timestamp()]
        if len(taken) < len(slots):
            return 0
        return max(1, math.ceil((min(taken) - now().timestamp()) / 60))

    def _slots(self, address: str | None) -> list[str]:
        source = sha256(_network(address or "").encode()).hexdigest()[:32]
        return [f"{self.kind}:{source}:{number}" for number in range(MOST_TRIES)]


def _network(address: str) -> str:
    """One household or school has as many IPv6 addresses as it likes, all in one /64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return address
