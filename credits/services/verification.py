"""Proof that the ledger is as it was posted (L5): chains, their ends, and the sums kept for speed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from django.db.models import Count, Exists, OuterRef, Sum

from common.hours import to_tenths
from credits.chain import START, entry_hash
from credits.models import Chain, Entry, YearSum
from people.models import ImportBatch, School, Teacher, Unit

_COLUMNS = (
    "seq", "id", "teacher_id", "school_id", "unit_id", "year", "category", "level", "mode",
    "hours", "title", "organiser", "certificate_no", "starts_on", "ends_on", "source", "fact",
    "round", "batch_id", "reverses_id", "reason", "posted_at", "posted_by_id", "posted_by_name",
    "hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something unsound. `kind`: altered, missing, chain_end, sum or orphan; `subject` names the place."""

    kind: str
    teacher_number: str
    subject: str


@dataclass(frozen=True, slots=True)
class Soundness:
    entries: int
    teachers: int
    flaws: list[Flaw]

    @property
    def sound(self) -> bool:
        return not self.flaws


def verify_ledger(limit: int = 20) -> Soundness:
    """Recomputes every hash and every sum; stops listing after `limit` flaws, the first first."""
    counts = Counter()
    flaws = []
    for flaw in _all_flaws(counts):
        flaws.append(flaw)
        if len(flaws) == limit:
            break
    return Soundness(counts["entries"], counts["teachers"], flaws)


def _all_flaws(counts: Counter) -> Iterator[Flaw]:
    yield from _chain_flaws(counts)
    yield from _sum_flaws()
    yield from _orphan_flaws()


def _chain_flaws(counts: Counter) -> Iterator[Flaw]:
    ends = {pk: (length, head) for pk, length, head in Chain.objects.values_list()}
    teacher_id, length, head = None, 0, START
    # No join to the teacher: it would pass over the entries of one whose row is gone.
    rows = Entry.objects.order_by("teacher_id", "seq").values_list(*_COLUMNS)
    for *cells, stored in rows.iterator(chunk_size=5000):
        counts["entries"] += 1
        if cells[2] != teacher_id:
            yield from _end_flaw(ends, teacher_id, length, head)
            teacher_id, length, head = cells[2], 0, START
            counts["teachers"] += 1
        if cells[0] != length + 1:
            yield Flaw("missing", _number(teacher_id), f"#{length + 1}")
        if entry_hash(head, _printed(cells)) != stored:
            yield Flaw("altered", _number(teacher_id), str(cells[1]))
        length, head = cells[0], stored
    yield from _end_flaw(ends, teacher_id, length, head)
    for left, (expected, _head) in ends.items():
        if expected:
            yield Flaw("chain_end", _number(left), f"0 / {expected}")


def _printed(cells: list) -> tuple:
    """The cells as they were printed when the entry was posted."""
    seq, pk, teacher, school, unit, year, category, level, mode, hours, *rest = cells
    (title, organiser, certificate, starts, ends, source, fact, round_) = rest[:8]
    batch, reverses, reason, posted_at, by, by_name = rest[8:]
    return (
        seq, pk.hex, teacher, school, unit, year, category, level, mode, to_tenths(hours),
        title, organiser, certificate, starts.isoformat(), ends.isoformat(), source, fact, round_,
        batch and batch.hex, reverses and reverses.hex, reason,
        posted_at.astimezone(UTC).isoformat(timespec="microseconds"), by, by_name,
    )  # fmt: skip


def _end_flaw(ends: dict, teacher_id: int | None, length: int, head: str) -> Iterator[Flaw]:
    if teacher_id is None:
        return
    expected = ends.pop(teacher_id, (0, START))
    if expected != (length, head):
        yield Flaw("chain_end", _number(teacher_id), f"{length} / {expected[0]}")


def _sum_flaws() -> Iterator[Flaw]:
    entries = Entry.objects.order_by("teacher_id").values_list("teacher_id", "year", "category")
    proved = {tuple(row[:3]): tuple(row[3:]) for row in entries.annotate(Sum("hours"), Count("pk"))}
    kept = YearSum.objects.values_list("teacher_id", "year", "category", "hours", "entries")
    for teacher_id, year, category, hours, count in kept.iterator(chunk_size=5000):
        if proved.pop((teacher_id, year, category), None) != (hours, count):
            yield Flaw("sum", _number(teacher_id), f"{year} {category}")
    for teacher_id, year, category in proved:
        yield Flaw("sum", _number(teacher_id), f"{year} {category}")


def _orphan_flaws() -> Iterator[Flaw]:
    """Entries that have lost their school, unit or batch: keys the database does not check."""
    entries = Entry.objects.order_by("teacher_id", "seq")
    for model, name in ((School, "school"), (Unit, "unit"), (ImportBatch, "batch")):
        there = Exists(model.objects.filter(pk=OuterRef(f"{name}_id")))
        lost = entries.exclude(**{f"{name}_id": None}).exclude(there)
        for pk, teacher_id in lost.values_list("pk", "teacher_id"):
            yield Flaw("orphan", _number(teacher_id), str(pk))


def _number(teacher_id: int) -> str:
    """The teacher's number, or the key where the teacher's row itself is gone."""
    found = Teacher.objects.filter(pk=teacher_id).values_list("number", flat=True).first()
    return found or f"#{teacher_id}"
