"""Keys made by the application."""

import os
import time
import uuid

_RANDOM_BITS = (1 << 74) - 1


def uuid7() -> uuid.UUID:
    """A UUID that sorts by the time it was made (RFC 9562), so that indexes grow at their end."""
    return uuid.UUID(uuid7_hexes(1)[0])


def uuid7_hexes(count: int) -> list[str]:
    """`count` version-7 UUIDs of this moment in ascending order, each as 32 hex digits."""
    stamp = (time.time_ns() // 1_000_000) << 80
    step = max(_RANDOM_BITS // (2 * (count + 1)), 1)
    start = int.from_bytes(os.urandom(10), "big") & (_RANDOM_BITS >> 1)
    return [f"{_marked(stamp, start + step * i):032x}" for i in range(count)]


def _marked(stamp: int, random: int) -> int:
    # 48 bits of time, version 7, 12 bits, variant 10, 62 bits
    return stamp | (7 << 76) | ((random >> 62) << 64) | (2 << 62) | (random & ((1 << 62) - 1))
