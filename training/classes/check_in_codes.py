"""Codes for checking in: the one that turns on the lecturer's screen, and a person's own.

Nothing is stored. A code holds what it stands for, the number of the window of time in which it was
shown, and a seal made with the secret key of the site; so any process can read what any other has
shown. A code may be read more than once while it holds: that a mark is recorded once is up to
services/marking.py.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SECOND = timedelta(seconds=1)
SEAL_BYTES = 16
WINDOW_BYTES = 4
SESSION_BYTES = 16
PERSON_BYTES = 8
DIRECTIONS = ("in", "out")


class CodeForgedError(Exception):
    """No code of this site, or one that was changed."""


class CodeExpiredError(Exception):
    """A true code at a time when it does not hold: `by_seconds` too late, negative if too early."""

    def __init__(self, by_seconds: int):
        super().__init__(f"{by_seconds} s")
        self.by_seconds = by_seconds


@dataclass(frozen=True, slots=True)
class CheckInCode:
    """What the code on the screen stands for; `direction` is "in" or "out"."""

    session_key: UUID
    direction: str
    window: int


@dataclass(frozen=True, slots=True)
class Rotation:
    """A code changes every `seconds`. It holds in its own window, in `after` following ones, and in
    one before, for a clock that is ahead."""

    salt: str
    seconds: int
    after: int

    def window_at(self, moment: datetime) -> int:
        return int(moment.timestamp() // self.seconds)

    def require(self, window: int, moment: datetime) -> None:
        """Raises CodeExpiredError."""
        now = moment.timestamp()
        opens = (window - 1) * self.seconds
        closes = (window + 1 + self.after) * self.seconds
        if now < opens:
            raise CodeExpiredError(-ceil(opens - now))
        if now >= closes:
            raise CodeExpiredError(int(now - closes) + 1)


# Read at most 30 seconds, and at least 15, after it was seen.
SCREEN = Rotation("training.classes.check_in", seconds=15, after=1)
# Read at most 5 minutes, and at least 4, after it was shown.
PERSON = Rotation("training.classes.person", seconds=60, after=4)


def current_code(session_key: UUID, direction: str, moment: datetime) -> str:
    """What the screen shows at `moment`: 48 characters that need no escaping in an address."""
    turn = SCREEN.window_at(moment) << 1 | DIRECTIONS.index(direction)
    return _sealed(SCREEN, session_key.bytes + turn.to_bytes(WINDOW_BYTES, "big"))


def read_code(code: str, moment: datetime) -> CheckInCode:
    """Raises CodeForgedError, CodeExpiredError."""
    payload = _opened(SCREEN, code, SESSION_BYTES + WINDOW_BYTES)
    turn = int.from_bytes(payload[-WINDOW_BYTES:], "big")
    read = CheckInCode(UUID(bytes=payload[:-WINDOW_BYTES]), DIRECTIONS[turn & 1], turn >> 1)
    SCREEN.require(read.window, moment)
    return read


def read_code_at(
    code: str,
    seen_at: datetime,
    received_at: datetime,
    longest_delay: timedelta = timedelta(hours=24),
) -> CheckInCode:
    """A code that a phone without a network kept: it must have held when it was seen.

    `seen_at` is the phone's time, corrected by what the phone knew of the server's clock. It is the
    phone's word: somebody who has the picture of an old code can claim its time, within
    `longest_delay`. Raises CodeForgedError, CodeExpiredError.
    """
    read = read_code(code, min(seen_at, received_at))
    delay = received_at - seen_at
    if delay > longest_delay:
        raise CodeExpiredError(ceil((delay - longest_delay) / SECOND))
    return read


def person_code(teacher_id: int, moment: datetime) -> str:
    """What a person shows to whoever scans at the door."""
    window = PERSON.window_at(moment).to_bytes(WINDOW_BYTES, "big")
    return _sealed(PERSON, teacher_id.to_bytes(PERSON_BYTES, "big") + window)


def read_person_code(code: str, moment: datetime) -> int:
    """The id of the teacher. Raises CodeForgedError, CodeExpiredError."""
    payload = _opened(PERSON, code, PERSON_BYTES + WINDOW_BYTES)
    PERSON.require(int.from_bytes(payload[-WINDOW_BYTES:], "big"), moment)
    return int.from_bytes(payload[:-WINDOW_BYTES], "big")


def _sealed(rotation: Rotation, payload: bytes, key: str | None = None) -> str:
    seal = salted_hmac(rotation.salt, payload, secret=key, algorithm="sha256").digest()
    return urlsafe_b64encode(payload + seal[:SEAL_BYTES]).decode().rstrip("=")


def _opened(rotation: Rotation, code: str, length: int) -> bytes:
    """The payload of a true code. The whole text is compared: base64 can write some bytes in more
    than one way, and what this site did not write is forged."""
    try:
        raw = urlsafe_b64decode(code + "=" * (-len(code) % 4))
    except ValueError:
        raise CodeForgedError from None
    payload = raw[:length]
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if len(raw) != length + SEAL_BYTES or not any(
        constant_time_compare(code, _sealed(rotation, payload, key)) for key in keys
    ):
        raise CodeForgedError
    return payload
