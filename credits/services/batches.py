"""The steps of a batch around its import. Each is taken once, however often it is asked for."""

from collections.abc import Callable

from django.db import transaction

from common.clock import now
from common.refusals import Refusal
from credits.exceptions import BatchStateError
from credits.services.importing import NOTED, note_plan, refusal_as_json
from people.enums import BatchState
from people.imports.results import Plan
from people.models import ImportBatch

AT_WORK = (BatchState.WAITING, BatchState.CONFIRMED)


@transaction.atomic
def keep_rehearsal(batch: ImportBatch, plan: Plan, *, keep_rows: Callable[[Plan], None]) -> None:
    """Puts what a rehearsal found on a waiting batch; `keep_rows` is as in `note_plan`.

    Raises BatchStateError, and keeps nothing, if another rehearsal was faster.
    """
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != BatchState.WAITING:
        raise BatchStateError(locked, locked.state)
    note_plan(batch, plan, keep_rows=keep_rows)
    batch.state = BatchState.REHEARSED
    batch.save(update_fields=["state", *NOTED])


def refuse_file(batch: ImportBatch, refusal: Refusal) -> None:
    """The file cannot be read at all. Raises BatchStateError unless the batch is at work."""
    report = {"refusal": refusal_as_json(refusal)}
    _move(batch, AT_WORK, state=BatchState.REFUSED, report=report)


def confirm_batch(batch: ImportBatch, *, by) -> None:
    """Raises BatchStateError unless the batch is rehearsed."""
    _move(
        batch,
        (BatchState.REHEARSED,),
        state=BatchState.CONFIRMED,
        confirmed_by=by,
        confirmed_by_name=by.get_full_name(),
        confirmed_at=now(),
    )


def wait_again(batch: ImportBatch) -> None:
    """Back to the start, to be rehearsed once more against the registers of today.

    Raises BatchStateError unless the batch is rehearsed or broke off.
    """
    _move(batch, (BatchState.REHEARSED, BatchState.FAILED), state=BatchState.WAITING)


def break_off(batch: ImportBatch) -> None:
    """The work on a batch ended in an error of ours. Raises BatchStateError unless at work."""
    _move(batch, AT_WORK, state=BatchState.FAILED)


def _move(batch: ImportBatch, expected: tuple[BatchState, ...], **values) -> None:
    """One statement that looks and writes, so that of two callers one gets through."""
    rows = ImportBatch.objects.filter(pk=batch.pk)
    if not rows.filter(state__in=expected).update(**values):
        raise BatchStateError(batch, rows.values_list("state", flat=True).first())
    for name, value in values.items():
        setattr(batch, name, value)
