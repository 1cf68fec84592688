"""The files of a film: under which name they lie, and when they go."""

from pathlib import PurePath
from uuid import uuid4

from django.db import transaction
from django.db.models.fields.files import FieldFile

FOLDER = "video"
KINDS = {"mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt; charset=utf-8"}


def made_up_name(_video, name: str) -> str:
    """A name that nobody can guess and any disk takes; of the sender's only a known suffix is kept."""
    suffix = PurePath(name).suffix.lower().lstrip(".")
    return f"{FOLDER}/{uuid4().hex}.{suffix if suffix in KINDS else 'bin'}"


def delete_once_committed(file: FieldFile) -> None:
    """Deletes the file when the transaction around it holds; whoever plays it keeps what is open."""
    if file:
        storage, name = file.storage, file.name
        transaction.on_commit(lambda: storage.delete(name))
