"""The work on a batch, done by a background worker or, where there is none, in a request.

Each job looks at the batch's state first and last, so that it may be started twice, by two
processes, or again after one of them was killed.
"""

import logging
from collections.abc import Callable
from contextlib import suppress

from django.utils import translation
from django_tasks import task

from common.garbage import collection_paused
from common.refusals import FileRefusedError
from common.sheets import WorkbookReading
from credits.exceptions import BatchStateError
from credits.services.batches import break_off, keep_rehearsal, refuse_file
from credits.services.importing import CHECKING, KINDS, import_reading, read_file
from people.enums import BatchState
from people.imports.vocabulary import CHINESE
from people.models import ImportBatch
from portal.imports.files import read_upload
from portal.imports.progress import Pulse, note_queued, progress_of
from portal.imports.row_writer import RowWriter

logger = logging.getLogger(__name__)

# Wagtail's own tasks run on this backend at once, in the process that asks.
AT_ONCE = "default"


@task(backend="jobs")
def rehearse_upload(batch_id: str) -> None:
    """WAITING → REHEARSED or REFUSED."""
    _work(batch_id, BatchState.WAITING, _rehearse)


@task(backend="jobs")
def import_upload(batch_id: str) -> None:
    """CONFIRMED → IMPORTED."""
    _work(batch_id, BatchState.CONFIRMED, _import)


JOBS = {BatchState.WAITING: rehearse_upload, BatchState.CONFIRMED: import_upload}


def start_job(batch: ImportBatch) -> None:
    """Hands the batch to a worker for what its state asks."""
    note_queued(batch.pk)
    JOBS[batch.state].enqueue(str(batch.pk))


def run_job_now(batch: ImportBatch) -> None:
    """Does what the batch's state asks before it returns; an error is logged, not raised."""
    JOBS[batch.state].using(backend=AT_ONCE).enqueue(str(batch.pk))


def _work(batch_id: str, state: BatchState, job: Callable[[ImportBatch, Pulse], None]) -> None:
    batch = ImportBatch.objects.filter(pk=batch_id, state=state).first()
    if batch is None or _somebody_is_at_it(batch):
        return
    # What is kept of a row is written as its workbook is, whoever asks; a refusal is put into the
    # reader's words when it is shown.
    with Pulse(batch.pk) as pulse, translation.override(CHINESE), collection_paused():
        try:
            job(batch, pulse)
        except FileRefusedError as error:
            refuse_file(batch, error.refusal)
        except BatchStateError:
            logger.info("import batch %s was done meanwhile", batch.pk)
        except Exception:
            logger.exception("import batch %s broke off", batch.pk)
            with suppress(BatchStateError):
                break_off(batch)
            raise


def _somebody_is_at_it(batch: ImportBatch) -> bool:
    progress = progress_of(batch.pk)
    return progress is not None and progress.is_alive


def _rehearse(batch: ImportBatch, pulse: Pulse) -> None:
    reading = _read(batch, pulse)
    pulse.stage(CHECKING)
    plan = KINDS[batch.kind].plan(reading)
    keep_rehearsal(batch, plan, keep_rows=RowWriter(batch, reading))


def _import(batch: ImportBatch, pulse: Pulse) -> None:
    reading = _read(batch, pulse)
    foreseen = batch.report.get("counts")
    writer = RowWriter(batch, reading)

    def keep_rows(plan) -> None:
        writer(plan)
        batch.report["foreseen"] = foreseen

    import_reading(batch, reading, by=batch.confirmed_by, keep_rows=keep_rows, on_stage=pulse.stage)


def _read(batch: ImportBatch, pulse: Pulse) -> WorkbookReading:
    reading = read_file(batch.kind, read_upload(batch), batch.file_name)
    rows = sum(len(table.rows) + len(table.refused) for table in reading.tables)
    pulse.stage(CHECKING, rows)
    return reading
