"""The only door into the ledger (L1): post, reverse. Entries, sums and chain in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from common.clock import now
from common.hours import to_tenths
from common.ids import uuid7_hexes
from credits.chain import entry_hash
from credits.exceptions import AlreadyReversedError
from credits.models import Chain, Entry
from credits.services.ledger_writer import add_to_year_sums, insert_entries, move_chain_heads

Chains = dict[int, tuple[int, str]]  # {teacher_id: (length, head)}
IDS_A_QUERY = 10_000  # SQLite takes 32,766 parameters at most


class Movement(NamedTuple):
    """What is to be posted. `tenths` are signed tenths of a 学时; `fact` names the source fact.

    A tuple, because an import makes tens of thousands of them.
    """

    teacher_id: int
    school_id: int | None
    unit_id: int
    year: int
    category: str
    level: str
    mode: str
    tenths: int
    title: str
    starts_on: date
    ends_on: date
    source: str
    fact: str
    round: int = 1
    organiser: str = ""
    certificate_no: str = ""
    reverses_id: UUID | None = None
    reason: str = ""


@transaction.atomic
def post_hours(
    movements: Sequence[Movement],
    *,
    by,
    batch_id: UUID | None = None,
    chains: Chains | None = None,
) -> list[str]:
    """Posts the movements in their order and returns the ids of the entries, as 32 hex digits.

    `by` is a User, or None for a command run on the server. `batch_id` names the import they come
    from; `chains` is what `lock_chains` gave, where the caller holds the locks already. Raises
    IntegrityError if a fact is on the books already (L2): callers look first, under the locks.
    """
    if not movements:
        return []
    if chains is None:
        chains = lock_chains({movement.teacher_id for movement in movements})
    ids = uuid7_hexes(len(movements))
    insert_entries(_chained_rows(movements, ids, chains, batch_id, _stamp(by)))
    add_to_year_sums(_changes(movements))
    move_chain_heads(chains)
    return ids


@transaction.atomic
def reverse_entries(entries: Iterable[Entry], *, by, reason: str) -> list[str]:
    """Takes entries off the books by entries of the opposite sign (L1).

    Raises AlreadyReversedError, and writes nothing, if one was reversed before.
    """
    entries = list(entries)
    lock_chains({entry.teacher_id for entry in entries})
    reversed_before = set(
        Entry.objects.filter(reverses__in=[entry.pk for entry in entries]).values_list(
            "reverses", flat=True
        )
    )
    for entry in entries:
        if entry.pk in reversed_before:
            raise AlreadyReversedError(entry)
    return post_hours([_opposite(entry, reason) for entry in entries], by=by)


def lock_chains(teacher_ids: Iterable[int]) -> Chains:
    """Locks the teachers' chains until the transaction ends.

    Nobody else can post for these teachers meanwhile. Locked in order of id, so that two postings
    cannot wait for each other.
    """
    wanted = sorted(teacher_ids)
    locked = {}
    for start in range(0, len(wanted), IDS_A_QUERY):
        locked |= _lock_some_chains(wanted[start : start + IDS_A_QUERY])
    return locked


def _lock_some_chains(teacher_ids: list[int]) -> Chains:
    chains = Chain.objects.filter(pk__in=teacher_ids)
    new = set(teacher_ids) - set(chains.values_list("pk", flat=True))
    Chain.objects.bulk_create([Chain(teacher_id=pk) for pk in sorted(new)], ignore_conflicts=True)
    if connection.features.has_select_for_update:
        chains = chains.select_for_update()
    rows = chains.order_by("teacher_id").values_list("pk", "length", "head")
    return {pk: (length, head) for pk, length, head in rows}


def _stamp(by) -> tuple[str, int | None, str]:
    moment = now().astimezone(UTC).isoformat(timespec="microseconds")
    return moment, by.pk if by else None, by.get_full_name() if by else "系统命令"


def _chained_rows(
    movements: Sequence[Movement],
    ids: list[str],
    chains: Chains,
    batch_id: UUID | None,
    stamp: tuple[str, int | None, str],
) -> Iterator[tuple]:
    """Rows for the writer, made as it takes them; moves `chains` on to the new ends."""
    batch = batch_id and batch_id.hex
    for movement, entry_id in zip(movements, ids, strict=True):
        length, head = chains[movement.teacher_id]
        values = _values(movement, entry_id, length + 1, batch, stamp)
        head = entry_hash(head, values)
        chains[movement.teacher_id] = (length + 1, head)
        yield (*values, head)


def _values(
    m: Movement, entry_id: str, seq: int, batch: str | None, stamp: tuple[str, int | None, str]
) -> tuple:
    """The cells of credits.chain.FIELDS."""
    return (
        seq,
        entry_id,
        m.teacher_id,
        m.school_id,
        m.unit_id,
        m.year,
        m.category,
        m.level,
        m.mode,
        m.tenths,
        m.title,
        m.organiser,
        m.certificate_no,
        m.starts_on.isoformat(),
        m.ends_on.isoformat(),
        m.source,
        m.fact,
        m.round,
        batch,
        m.reverses_id and m.reverses_id.hex,
        m.reason,
        *stamp,
    )


def _changes(movements: Sequence[Movement]) -> dict[tuple[int, int, str], tuple[int, int]]:
    changes: dict[tuple[int, int, str], tuple[int, int]] = {}
    for m in movements:
        key = (m.teacher_id, m.year, m.category)
        tenths, entries = changes.get(key, (0, 0))
        changes[key] = (tenths + m.tenths, entries + 1)
    return changes


def _opposite(entry: Entry, reason: str) -> Movement:
    return movement_of(entry)._replace(
        tenths=-to_tenths(entry.hours),
        fact=f"reversal:{entry.pk.hex}",
        round=1,
        reverses_id=entry.pk,
        reason=reason,
    )


def movement_of(entry: Entry) -> Movement:
    """The movement that would post this entry again."""
    return Movement(
        teacher_id=entry.teacher_id,
        school_id=entry.school_id,
        unit_id=entry.unit_id,
        year=entry.year,
        category=entry.category,
        level=entry.level,
        mode=entry.mode,
        tenths=to_tenths(entry.hours),
        title=entry.title,
        organiser=entry.organiser,
        certificate_no=entry.certificate_no,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        source=entry.source,
        fact=entry.fact,
        round=entry.round,
        reverses_id=entry.reverses_id,
        reason=entry.reason,
    )
