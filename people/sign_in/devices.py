"""By which devices the owner of an account is known: a signed cookie that lasts.

A sign-in from any other is told to the owner; one from a known device is not held up by what
strangers try at the account, or from the same address.
"""

import secrets
from dataclasses import dataclass, field

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

COOKIE = "device"
SALT = "people.sign_in.devices"
LASTS = 400 * 24 * 60 * 60  # the longest that browsers keep a cookie
MOST_ACCOUNTS = 10  # on a computer that a staff room shares


@dataclass(frozen=True, slots=True)
class Device:
    """`marks` names the accounts that signed in here, by key, and their passwords at the time."""

    id: str
    marks: dict[str, str] = field(default_factory=dict)

    def knows(self, user) -> bool:
        """Whether `user` signed in here since they last changed their password."""
        return self.marks.get(str(user.pk)) == _mark_of(user)


def cookie_name() -> str:
    """Over TLS with the prefix by which a browser takes a cookie from this very host only."""
    return f"__Host-{COOKIE}" if settings.SESSION_COOKIE_SECURE else COOKIE


def device_of(request) -> Device:
    """The device a request comes from; a cookie that is not ours, or none, makes it a new one."""
    try:
        kept = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=LASTS)
        return Device(kept["id"], kept["marks"])
    except (signing.BadSignature, KeyError, TypeError):
        return Device(secrets.token_urlsafe(12))


def remember_device(request, user) -> None:
    """Has the answer to `request` carry the cookie by which `user` will be known here."""
    device = device_of(request)
    others = {pk: mark for pk, mark in device.marks.items() if pk != str(user.pk)}
    latest = list(others.items())[-(MOST_ACCOUNTS - 1) :]
    request.remembered_device = Device(device.id, {**dict(latest), str(user.pk): _mark_of(user)})


class DeviceMiddleware:
    """Writes the cookie after a sign-in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        device = getattr(request, "remembered_device", None)
        if device is not None:
            response.set_cookie(
                cookie_name(),
                signing.dumps({"id": device.id, "marks": device.marks}, salt=SALT),
                max_age=LASTS,
                path=settings.SESSION_COOKIE_PATH,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def _mark_of(user) -> str:
    """Changes with the password: then every device is new again."""
    return salted_hmac(SALT, f"{user.pk}:{user.password}").hexdigest()[:16]
