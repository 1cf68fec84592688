"""One-time codes: how they are made, written, read back and kept.

A code is twelve characters of an alphabet of 23, which is 54 bits, in three groups. Of characters
that look alike on paper (0 O, 1 I L, 2 Z, 5 S, 8 B, G, U) none is in it. Only a keyed hash is
stored: whoever reads the database finds no code that works, but for those in e-mails that wait to
be sent.
"""

import secrets
import unicodedata
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime

ALPHABET = "34679ACDEFHJKMNPQRTVWXY"
LENGTH, GROUP = 12, 4
SALT = "people.activation.code"


def new_code() -> str:
    """A code without its dashes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """As it is printed: ABCD-EFGH-JKMN."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def code_as_typed(written: str) -> str | None:
    """The code in what somebody typed, or None if it cannot be one.

    Case, spaces, dashes of any sort and full-width letters make no difference.
    """
    plain = unicodedata.normalize("NFKC", written).upper()
    code = "".join(char for char in plain if char.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def digest_of(code: str) -> str:
    """What is stored of a code."""
    return _digest(code, settings.SECRET_KEY)


def digests_of(code: str) -> list[str]:
    """What may be stored of a code, under the secret key of today and those it took the place of."""
    return [_digest(code, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def link_to(code: str) -> str:
    """The full address that fills the code in, on the host of the settings and no other.

    The code stands behind the # and so is never sent along: no log and no referrer has it.
    """
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/activate/#{code}"


def last_day_before(moment: datetime) -> date:
    """The last day on which something works that ends at `moment`."""
    return localtime(moment - timedelta(microseconds=1)).date()


def _digest(code: str, secret: str) -> str:
    return salted_hmac(SALT, code, secret=secret, algorithm="sha256").hexdigest()
