"""A workbook from upload to ledger: rehearse, import, undo (I2). The same for all three kinds."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from common.clock import now
from common.garbage import collection_paused
from common.refusals import Refusal
from common.sheets import Column, WorkbookReading, read_workbook
from credits.exceptions import BatchStateError
from credits.imports import hours
from credits.models import Entry
from credits.services.posting import post_hours, reverse_entries
from people.enums import BatchKind, BatchState
from people.imports import schools, teachers
from people.imports.changes import Effects
from people.imports.results import ADDED, CHANGED, FLAGGED, REFUSED, UNCHANGED, Plan
from people.imports.undoing import undo_roster
from people.models import ImportBatch

# What an import is at work on, as told to `on_stage`.
CHECKING, STORING = "checking", "storing"
# The fields of a batch that `note_plan` fills.
NOTED = ["rows", "accepted", "unchanged", "rejected", "skipped", "report"]
REFUSAL_FIELDS = ("sheet", "row", "column", "value", "code", "params")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of workbook: where its rows stand, how they are planned and stored."""

    sheet: str
    columns: Sequence[Column]
    plan: Callable[..., Plan]
    store: Callable[[ImportBatch, Plan, object], dict]


def _store_roster(store: Callable[..., Effects]) -> Callable[[ImportBatch, Plan, object], dict]:
    def stored(batch: ImportBatch, plan: Plan, by) -> dict:
        return store(plan.writes, by=by, reason=str(batch.pk)).as_json()

    return stored


def _store_hours(batch: ImportBatch, plan: Plan, by) -> dict:
    writes = plan.writes
    post_hours(writes.movements, by=by, batch_id=batch.pk, chains=writes.chains)
    return {}


KINDS = {
    BatchKind.SCHOOLS: Kind(
        schools.SHEET, schools.COLUMNS, schools.plan_schools, _store_roster(schools.store_schools)
    ),
    BatchKind.TEACHERS: Kind(
        teachers.SHEET,
        teachers.COLUMNS,
        teachers.plan_teachers,
        _store_roster(teachers.store_teachers),
    ),
    BatchKind.HOURS: Kind(hours.SHEET, hours.COLUMNS, hours.plan_hours, _store_hours),
}


def read_file(kind: str, data: bytes, file_name: str) -> WorkbookReading:
    """The file as raw tables. Raises FileRefusedError."""
    found = KINDS[kind]
    return read_workbook(data, file_name, sheet=found.sheet, columns=found.columns)


def rehearse(kind: str, data: bytes, file_name: str) -> Plan:
    """What importing the file would do; nothing is stored. Raises FileRefusedError."""
    with collection_paused():
        return KINDS[kind].plan(read_file(kind, data, file_name))


def import_file(kind: str, data: bytes, file_name: str, *, by) -> tuple[ImportBatch, Plan]:
    """Imports every good row in one transaction, as a batch of its own. Raises FileRefusedError."""
    with collection_paused(), transaction.atomic():
        reading = read_file(kind, data, file_name)
        batch = ImportBatch.objects.create(
            kind=kind,
            file_name=file_name,
            digest=sha256(data).hexdigest(),
            size=len(data),
            created_by=by,
            created_by_name=by.get_full_name() if by else "",
        )
        plan = import_reading(batch, reading, by=by)
    return batch, plan


@transaction.atomic
def import_reading(
    batch: ImportBatch,
    reading: WorkbookReading,
    *,
    by,
    keep_rows: Callable[[Plan], None] | None = None,
    on_stage: Callable[[str], None] = lambda stage: None,
) -> Plan:
    """Plans again under lock, stores every good row, and marks the batch as imported.

    Harmless twice: a batch that is imported already raises BatchStateError. `keep_rows` is as in
    `note_plan`; `on_stage` is told CHECKING and STORING as they begin.
    """
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state in (BatchState.IMPORTED, BatchState.UNDONE):
        raise BatchStateError(locked, locked.state)
    kind = KINDS[batch.kind]
    on_stage(CHECKING)
    plan = kind.plan(reading, lock=True)
    on_stage(STORING)
    batch.effects = kind.store(batch, plan, by)
    batch.state = BatchState.IMPORTED
    batch.imported_at = now()
    note_plan(batch, plan, keep_rows=keep_rows)
    batch.save(update_fields=["state", "imported_at", "effects", *NOTED])
    return plan


def note_plan(
    batch: ImportBatch, plan: Plan, *, keep_rows: Callable[[Plan], None] | None = None
) -> None:
    """Puts the plan's figures on the batch; unsaved.

    The rows go where `keep_rows` takes them: at some 200 bytes each, 200,000 of them are too much
    for a column. Without it the report itself holds the refused and the changed ones.
    """
    outcomes = Counter(note.outcome for note in plan.notes)
    batch.rows = plan.rows
    batch.accepted = outcomes[ADDED] + outcomes[CHANGED]
    batch.unchanged = outcomes[UNCHANGED]
    batch.rejected = len(plan.rejected)
    batch.skipped = plan.skipped
    batch.report = {
        "set_aside": [[left.sheet, left.reason] for left in plan.set_aside],
        "totals": [note.as_json() for note in plan.totals],
        "counts": {
            **{outcome: outcomes[outcome] for outcome in (ADDED, CHANGED, UNCHANGED)},
            REFUSED: len(plan.rejected),
            FLAGGED: sum(bool(note.flag) for note in plan.notes),
        },
    }
    if keep_rows:
        keep_rows(plan)
    else:
        batch.report["rejected"] = [refusal_as_json(refusal) for refusal in plan.rejected]
        batch.report["notes"] = [
            note.as_json()
            for note in plan.notes
            if (note.changes or note.flag) and note.outcome != UNCHANGED
        ]


def refusal_as_json(refusal: Refusal) -> dict:
    """A refusal that can be put into words again in the reader's language."""
    return {
        "sheet": refusal.sheet,
        "row": refusal.row,
        "column": refusal.column,
        "value": refusal.value,
        "code": refusal.code,
        "params": refusal.params,
    }


def refusal_from_json(kept: dict) -> Refusal:
    """The refusal that `refusal_as_json` gave; other keys are left aside."""
    return Refusal(**{name: kept[name] for name in REFUSAL_FIELDS})


@transaction.atomic
def undo_batch(batch: ImportBatch, *, by, reason: str) -> None:
    """Takes a batch off the books: hours by reversal, rosters by their former values.

    Raises BatchStateError unless the batch is imported, CannotUndoError if a roster's rows changed
    since or something rests on them.
    """
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != BatchState.IMPORTED:
        raise BatchStateError(locked, locked.state)
    if locked.kind == BatchKind.HOURS:
        standing = Entry.objects.filter(batch=locked, reverses=None, reversed_by=None)
        reverse_entries(standing, by=by, reason=reason)
    else:
        undo_roster(locked.effects, by=by, reason=reason)
    locked.state = BatchState.UNDONE
    locked.undone_at = now()
    locked.undone_by_name = by.get_full_name() if by else ""
    locked.undo_reason = reason
    locked.save(update_fields=["state", "undone_at", "undone_by_name", "undo_reason"])
