"""What an upload leaves on disk: the workbook as it came and, packed beside it, what became of its
rows. All under PRIVATE_ROOT in a folder named by the batch; no address leads there.
"""

import os
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from people.models import ImportBatch

UPLOAD, ROWS = "upload", "rows.jsonl.gz"


class UploadLostError(Exception):
    """The stored workbook is gone, or is no longer what was handed in."""


def folder_of(batch: ImportBatch) -> str:
    return f"imports/{batch.pk}"


def keep_upload(batch: ImportBatch, data: bytes) -> None:
    write_whole(_path(batch, UPLOAD), data)


def read_upload(batch: ImportBatch) -> bytes:
    """Raises UploadLostError unless the very bytes that were handed in are there."""
    try:
        data = _path(batch, UPLOAD).read_bytes()
    except OSError as error:
        raise UploadLostError(batch.pk) from error
    if sha256(data).hexdigest() != batch.digest:
        raise UploadLostError(batch.pk)
    return data


def has_upload(batch: ImportBatch) -> bool:
    return bool(batch.stored_name) and _path(batch, UPLOAD).exists()


def rows_path(batch: ImportBatch) -> Path | None:
    """Where the rows stand; None for a batch that came by command, whose report holds them."""
    return _path(batch, ROWS) if batch.stored_name else None


def write_whole(path: Path, data: bytes) -> None:
    """The whole file or none: a full disk or a killed process leaves the former one as it was."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _path(batch: ImportBatch, name: str) -> Path:
    return Path(settings.PRIVATE_ROOT) / batch.stored_name / name
