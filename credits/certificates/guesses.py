"""How many wrong guesses at a certificate an address has left, in the cache that all processes share.

Only wrong ones count: an office that looks up a hundred certificates is not held up.
"""

import ipaddress
import math
from hashlib import sha256

from django.core.cache import cache

from common.clock import now

MOST_GUESSES = 20
WINDOW = 10 * 60  # seconds


def note_wrong_guess(address: str | None) -> None:
    """Takes the first free slot; each is free again ten minutes later."""
    until = now().timestamp() + WINDOW
    for key in _slots(address):
        if cache.add(key, until, WINDOW):
            return


def minutes_to_wait(address: str | None) -> int:
    """Until there is another guess, rounded up; 0 if there is one now."""
    slots = _slots(address)
    taken = [until for until in cache.get_many(slots).values() if until > now().timestamp()]
    if len(taken) < len(slots):
        return 0
    return max(1, math.ceil((min(taken) - now().timestamp()) / 60))


def _slots(address: str | None) -> list[str]:
    source = sha256(_network(address or "").encode()).hexdigest()[:32]
    return [f"certificate-guesses:{source}:{number}" for number in range(MOST_GUESSES)]


def _network(address: str) -> str:
    """One line has as many IPv6 addresses as it likes, all in one /64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return address
