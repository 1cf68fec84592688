"""How far the work on a batch is, kept in the cache: seen from every process, lost without harm."""

from dataclasses import dataclass
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
    kept = cache.get(_key(batch_id))
    return kept and Progress(*kept)


def note_queued(batch_id: UUID) -> None:
    _keep(batch_id, QUEUED, 0)


def _keep(batch_id: UUID, stage: str, rows: int) -> None:
    # Plain values: a cache outlives the version of the program that wrote it.
    cache.set(_key(batch_id), (stage, rows, now()), KEPT)


def _key(batch_id: UUID) -> str:
    return f"import-progress:{batch_id}"


class Pulse:
    """Work on a batch: tells the stage, and beats in between, until it is left."""

    def __init__(self, batch_id: UUID):
        self._batch_id = batch_id
        self._at = (READING, 0)
        self._over = Event()
        self._thread = Thread(target=self._beat, daemon=True)

    def stage(self, stage: str, rows: int | None = None) -> None:
        """Rows that are not given stay as they were."""
        self._at = (stage, self._at[1] if rows is None else rows)
        _keep(self._batch_id, *self._at)

    def __enter__(self) -> "Pulse":
        _keep(self._batch_id, *self._at)
        self._thread.start()
        return self

    def __exit__(self, *error) -> None:
        self._over.set()
        self._thread.join()
        cache.delete(_key(self._batch_id))

    def _beat(self) -> None:
        while not self._over.wait(PULSE):
            _keep(self._batch_id, *self._at)
