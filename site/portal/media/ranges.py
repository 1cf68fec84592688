"""The Range header of HTTP (RFC 9110, section 14), for one stretch of bytes."""

import re

ONE_RANGE = re.compile(r"bytes=\s*(\d*)\s*-\s*(\d*)\s*", re.ASCII | re.IGNORECASE)
# No file is longer; more digits are nonsense, and Python would take its time over thousands.
MOST_DIGITS = 18


class NotSatisfiableError(Exception):
    """The range lies wholly beyond the end of the file."""


def wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte; None for what may be ignored: nonsense, other units, several ranges.

    Raises NotSatisfiableError.
    """
    match = ONE_RANGE.fullmatch(header.strip())
    if match is None or max(map(len, match.groups())) > MOST_DIGITS:
        return None
    first, last = match.groups()
    if first:
        return _from(int(first), int(last) if last else size, size)
    return _last(int(last), size) if last else None


def _from(first: int, last: int, size: int) -> tuple[int, int] | None:
    if last < first < size:
        return None
    if first >= size:
        raise NotSatisfiableError
    return first, min(last, size - 1)


def _last(count: int, size: int) -> tuple[int, int]:
    if count == 0 or size == 0:
        raise NotSatisfiableError
    return max(size - count, 0), size - 1
