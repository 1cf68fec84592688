"""How far the work on a batch is, kept in the cache: seen from every process, lost without harm."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event, Thread
from uuid import UUID

from django.core.cache import cache

from common.clock import now

QUEUED, READING = "queued", "reading"

# A worker looks for work every second; one that is free has begun by then.
PATIENCE = timedelta(seconds=6)
# The pulse beats every second, but large sheets are parsed in one breath.
SILENCE = timedelta(seconds=20)
PULSE = 1
KEPT = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Progress:
    """`rows` is 0 until the file is read. `beat` is the last sign of life."""

    stage: str
    rows: int
    beat: datetime

    @property
    def is_alive(self) -> bool:
        """Whether somebody is at work."""
        return self.stage != QUEUED and now() - self.beat < SILENCE

    @property
    def is_overdue(self) -> bool:
        """Whether nobody is, and somebody should be."""
        return now() - self.beat >= (PATIENCE if self.stage == QUEUED else SILENCE)


def progress_of(batch_id: UUID) -> Progress | None:
    return cache.get(_key(batch_id))


def note_queued(batch_id: UUID) -> None:
    cache.set(_key(batch_id), Progress(QUEUED, 0, now()), KEPT)


def _key(batch_id: UUID) -> str:
    return f"import-progress:{batch_id}"


class Pulse:
    """Work on a batch: tells the stage, and beats in between, until it is left."""

    def __init__(self, batch_id: UUID):
        self._key = _key(batch_id)
        self._progress = Progress(READING, 0, now())
        self._over = Event()
        self._thread = Thread(target=self._beat, daemon=True)

    def stage(self, stage: str, rows: int | None = None) -> None:
        rows = self._progress.rows if rows is None else rows
        self._progress = replace(self._progress, stage=stage, rows=rows)
        self._show()

    def __enter__(self) -> "Pulse":
        self._show()
        self._thread.start()
        return self

    def __exit__(self, *error) -> None:
        self._over.set()
        self._thread.join()
        cache.delete(self._key)

    def _beat(self) -> None:
        while not self._over.wait(PULSE):
            self._show()

    def _show(self) -> None:
        cache.set(self._key, replace(self._progress, beat=now()), KEPT)
