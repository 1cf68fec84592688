"""What a person does at the sign-in screens, and what the tests look for in the answers."""

import re

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.utils.html import strip_tags

PASSWORD = "一个够长的口令2026"
LOGIN = "/accounts/login/"


def log_in(client, name, password=PASSWORD, **extra):
    data = {"login": name, "password": password}
    if "next" in extra:
        data["next"] = extra.pop("next")
    return client.post(LOGIN, data, **extra)


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def words(response) -> str:
    return re.sub(r"\s+", "", strip_tags(response.content.decode()))


def complaint(response) -> str:
    """The words of the red notice, empty if there is none."""
    found = re.search(r"notice-error.*?<p>(.*?)</p>", response.content.decode(), re.DOTALL)
    return found[1].strip() if found else ""


def with_app(user) -> str:
    """Gives `user` an authenticator app and recovery codes; the app's secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret, step=0) -> str:
    """What the app shows now; `step` periods later."""
    now = list(yield_hotp_counters_from_time())[1]
    return format_hotp_value(hotp_value(secret, now + step))
