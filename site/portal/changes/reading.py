"""The latest changes of several kinds as one list, a page at a time.

Each kind has a table of history of its own, with an index by moment. A page takes as many rows of
each as it shows, and the latest of these; it begins after the change that the page before ended
with, so that it costs the same wherever it lies.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery

from portal.changes.kinds import KINDS, Kind

ORDER = list(KINDS)
CREATED, CHANGED, DELETED = "+", "~", "-"


@dataclass(frozen=True, slots=True)
class Change:
    """`row` is how the object was after, or when deleted; `before` the row before it, if any."""

    kind: Kind
    row: Model
    before: Model | None

    @property
    def key(self) -> str:
        """What a page is found by, see `place_of`."""
        return f"{self.kind.code}-{self.row.history_id}"


@dataclass(frozen=True, slots=True)
class Place:
    """A change, by what the list is ordered by."""

    at: datetime
    code: str
    history_id: int


def place_of(key: str) -> Place | None:
    """The change that `Change.key` names; None for nonsense. One query."""
    code, _dash, number = key.partition("-")
    if code not in KINDS or not number.isdecimal() or len(number) > 18:
        return None
    row = KINDS[code].rows.filter(history_id=int(number)).first()
    return Place(row.history_date, code, row.history_id) if row else None


def read_changes(
    kinds: Sequence[Kind],
    *,
    matching: Callable[[Kind], Q],
    most: int,
    after: Place | None = None,
) -> list[Change]:
    """At most `most` changes, latest first, that follow `after`.

    `matching` gives the condition on the rows of a kind. Two queries a kind: rows, and rows before.
    """
    found = [_rows(kind, matching(kind), after)[:most] for kind in kinds]
    latest = merge(*map(_with_kind, kinds, found), key=_order)
    page = list(islice(latest, most))
    before = {kind.code: _rows_before(kind, page) for kind in kinds}
    return [Change(kind, row, before[kind.code].get(row.before_id)) for kind, row in page]


def _rows(kind: Kind, condition: Q, after: Place | None) -> QuerySet:
    rows = kind.rows.filter(condition)
    if after is not None:
        rows = rows.filter(history_date__lte=after.at).filter(_follows(kind, after))
    earlier = kind.rows.filter(id=OuterRef("id")).filter(
        Q(history_date__lt=OuterRef("history_date"))
        | Q(history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id"))
    )
    before = earlier.order_by("-history_date", "-history_id").values("history_id")[:1]
    rows = rows.annotate(before_id=Subquery(before)).select_related("history_user")
    return rows.order_by("-history_date", "-history_id")


def _follows(kind: Kind, after: Place) -> Q:
    """Changes of one moment are ordered by kind, and within it by number."""
    place, of_after = ORDER.index(kind.code), ORDER.index(after.code)
    if place < of_after:
        return Q(history_date__lt=after.at)
    if place > of_after:
        return Q()
    return Q(history_date__lt=after.at) | Q(history_id__lt=after.history_id)


def _with_kind(kind: Kind, rows: QuerySet) -> list[tuple[Kind, Model]]:
    return [(kind, row) for row in rows]


def _order(found: tuple[Kind, Model]) -> tuple:
    kind, row = found
    return -row.history_date.timestamp(), ORDER.index(kind.code), -row.history_id


def _rows_before(kind: Kind, page: Sequence[tuple[Kind, Model]]) -> dict[int, Model]:
    keys = {row.before_id for of, row in page if of is kind and row.before_id}
    return kind.rows.in_bulk(keys) if keys else {}
