"""Letting go of handed-in files whose time is up. The batch and its figures stay."""

import shutil
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from common.clock import today
from people.models import ImportBatch
from portal.imports.progress import progress_of

DELETED_ON = "files_deleted_on"
# What `note_plan` keeps in the report of a file that came by command, where others have files.
ROWS_IN_REPORT = ("rejected", "notes")


def delete_files_older_than(moment: datetime, *, dry_run: bool) -> int:
    """Deletes the workbooks and row files of batches handed in before `moment`; how many batches.

    A batch that somebody is at work on is left for another night. A folder that is gone already
    does no harm; one that cannot be deleted raises OSError.
    """
    old = ImportBatch.objects.filter(created_at__lt=moment).exclude(report__has_key=DELETED_ON)
    keys = [key for key in old.values_list("pk", flat=True) if not _somebody_is_at_it(key)]
    if not dry_run:
        for key in keys:
            _forget_files(ImportBatch.objects.defer("effects").get(pk=key))
    return len(keys)


def files_deleted_on(batch: ImportBatch) -> date | None:
    """The day on which the batch's files were let go; None while they are kept."""
    day = batch.report.get(DELETED_ON)
    return date.fromisoformat(day) if day else None


def _forget_files(batch: ImportBatch) -> None:
    if batch.stored_name:
        folder = Path(settings.PRIVATE_ROOT) / batch.stored_name
        if folder.exists():
            shutil.rmtree(folder)
    kept = {name: value for name, value in batch.report.items() if name not in ROWS_IN_REPORT}
    batch.report = {**kept, DELETED_ON: today().isoformat()}
    batch.save(update_fields=["report"])


def _somebody_is_at_it(key) -> bool:
    progress = progress_of(key)
    return progress is not None and progress.is_alive
