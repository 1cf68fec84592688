"""An upload becomes a batch: refused at once, or stored to be rehearsed."""

from hashlib import sha256
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from common.file_names import shown_name
from common.ids import uuid7
from common.refusals import FileRefusedError
from common.workbook_safety import LIMITS, file_kind
from common.workbook_safety.limits import MB
from credits.services.importing import refusal_as_json
from people.enums import BatchState
from people.models import ImportBatch
from portal.imports.files import folder_of, keep_upload

LARGEST_SIZE = 2**31 - 1  # what the column holds


def accept_upload(
    upload: UploadedFile, *, kind: str, form_id: UUID | None, by
) -> tuple[ImportBatch, bool]:
    """The batch, and whether it is new.

    `form_id` is the form's own number and becomes the batch's: the same form sent twice, or again
    after a lost answer, is one batch. Raises OSError, and keeps nothing, where the file cannot be
    stored.
    """
    data = upload.read()
    batch = ImportBatch(
        id=form_id or uuid7(),
        kind=kind,
        file_name=shown_name(upload.name),
        digest=sha256(data).hexdigest(),
        size=min(upload.size, LARGEST_SIZE),
        created_by=by,
        created_by_name=by.get_full_name(),
    )
    if refusal := _refusal_at_sight(batch, data):
        batch.state = BatchState.REFUSED
        batch.report = {"refusal": refusal_as_json(refusal)}
    else:
        batch.stored_name = folder_of(batch)
    return _store_once(batch, data)


def _refusal_at_sight(batch: ImportBatch, data: bytes):
    try:
        if batch.size > LIMITS.file_bytes:
            raise FileRefusedError.unsafe("too_large", limit=LIMITS.file_bytes // MB)
        file_kind(data, batch.file_name)
    except FileRefusedError as error:
        return error.refusal
    return None


def _store_once(batch: ImportBatch, data: bytes) -> tuple[ImportBatch, bool]:
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
            if batch.stored_name:
                keep_upload(batch, data)
    except IntegrityError:
        return _sent_before(batch, data)
    return batch, True


def _sent_before(batch: ImportBatch, data: bytes) -> tuple[ImportBatch, bool]:
    """The batch of the first sending; another file sent from the same form is one of its own."""
    same = {name: getattr(batch, name) for name in ("kind", "digest", "size", "created_by")}
    earlier = ImportBatch.objects.filter(pk=batch.pk, **same).first()
    if earlier is not None:
        return earlier, False
    batch.pk = uuid7()
    if batch.stored_name:
        batch.stored_name = folder_of(batch)
    return _store_once(batch, data)
