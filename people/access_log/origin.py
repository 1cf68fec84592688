"""From where something was asked: what of a request the access log keeps."""

import ipaddress
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Origin:
    """`role` is the role in whose name it was asked; `agent` the browser as it names itself.

    A command or a background task has none of these: `Origin()`.
    """

    address: str | None = None
    path: str = ""
    agent: str = ""
    role: str = ""


def origin_of(request) -> Origin:
    """The origin of a request. The path goes without its query, which may hold names."""
    chosen = getattr(request, "capacity", None)
    return Origin(
        address=client_address(request),
        path=_legible(request.path)[:300],
        agent=_legible(request.headers.get("User-Agent", ""))[:200],
        role=chosen.role.value if chosen else "",
    )


def client_address(request) -> str | None:
    """The address that asked, or None where none is known (a socket, nonsense).

    Behind `PROXY_COUNT` proxies the connection comes from the last of them, which wrote whom it
    heard at the end of X-Forwarded-For; what stands before that is the visitor's own claim.
    """
    known = request.META.get("REMOTE_ADDR", "")
    count = settings.PROXY_COUNT
    if count:
        told = request.headers.get("X-Forwarded-For", "").split(",")
        known = told[-count].strip() if len(told) >= count and told[-count].strip() else known
    try:
        found = ipaddress.ip_address(known)
    except ValueError:
        return None
    # A socket of both kinds tells of an IPv4 address in the form of IPv6.
    return str(getattr(found, "ipv4_mapped", None) or found)


def _legible(text: str) -> str:
    """Without control characters: PostgreSQL takes no NUL, and logs are read by people."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
