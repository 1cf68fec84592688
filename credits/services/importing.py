"""A workbook from upload to ledger: rehearse, import, undo (I2). The same for all three kinds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from common.clock import now
from common.refusals import Refusal
from common.sheets import Column, WorkbookReading, read_workbook
from credits.exceptions import BatchStateError
from credits.imports import hours
from credits.models import Entry
from credits.services.posting import post_hours, reverse_entries
from people.enums import BatchKind, BatchState
from people.imports import schools, teachers
from people.imports.changes import Effects
from people.imports.results import UNCHANGED, Plan
from people.imports.undoing import undo_roster
from people.models import ImportBatch


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
    post_hours(plan.writes, by=by, batch_id=batch.pk)
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
    return KINDS[kind].plan(read_file(kind, data, file_name))


def import_file(kind: str, data: bytes, file_name: str, *, by) -> tuple[ImportBatch, Plan]:
    """Imports every good row in one transaction, as a batch of its own. Raises FileRefusedError."""
    reading = read_file(kind, data, file_name)
    with transaction.atomic():
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
def import_reading(batch: ImportBatch, reading: WorkbookReading, *, by) -> Plan:
    """Plans again under lock, stores every good row, and marks the batch as imported.

    Harmless twice: a batch that is imported already raises BatchStateError.
    """
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state in (BatchState.IMPORTED, BatchState.UNDONE):
        raise BatchStateError(locked, locked.state)
    kind = KINDS[batch.kind]
    plan = kind.plan(reading, lock=True)
    batch.effects = kind.store(batch, plan, by)
    batch.state = BatchState.IMPORTED
    batch.imported_at = now()
    note_plan(batch, plan)
    batch.save()
    return plan


def note_plan(batch: ImportBatch, plan: Plan, *, all_rows: bool = False) -> None:
    """Puts the plan's figures and rows on the batch; unsaved. Rows that merely pass are left out
    of the report unless `all_rows`."""
    batch.rows = plan.rows
    batch.accepted = plan.accepted
    batch.unchanged = plan.unchanged
    batch.rejected = len(plan.rejected)
    batch.skipped = plan.skipped
    batch.report = {
        "set_aside": [[left.sheet, left.reason] for left in plan.set_aside],
        "rejected": [refusal_as_json(refusal) for refusal in plan.rejected],
        "notes": [
            note.as_json()
            for note in plan.notes
            if all_rows or note.changes or note.flag
            if all_rows or note.outcome != UNCHANGED
        ],
    }


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
    locked.save()
