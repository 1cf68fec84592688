"""Passwords are looked at one after another, and few people wait for that at once.

Each look takes more than a tenth of a second of a core. When hundreds sign in within a minute, the
rest of the site keeps its cores, and its threads: whoever finds no place is asked to come again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

# Of each process, which has 12 threads (docs/operations.md): the others are left to the pages.
PLACES = 8

_places = BoundedSemaphore(PLACES)
_turn = Lock()


class TooManyAtOnceError(Exception):
    """Every place is taken; in a few seconds there will be one."""


@contextmanager
def ones_turn() -> Iterator[None]:
    """Waits until it is one's turn. Raises TooManyAtOnceError if too many wait already."""
    if not _places.acquire(blocking=False):
        raise TooManyAtOnceError
    try:
        with _turn:
            yield
    finally:
        _places.release()
