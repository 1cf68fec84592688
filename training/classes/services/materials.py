"""Files for those who sit in a class: taken in, kept where no address leads, removed."""

import hashlib
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from common.file_contents import is_what_it_says
from common.ids import uuid7
from people.models import User
from training.classes.enums import PlaceState
from training.classes.exceptions import MaterialRefusedError
from training.classes.models import Material, TrainingClass
from training.classes.permissions import can_run
from training.classes.services.moving import lock_class
from training.classes.services.telling import notice_language, tell_people

FOLDER = "materials"
KNOWN = ("pdf", "docx", "pptx", "xlsx", "csv", "txt")
MB = 1024 * 1024
LARGEST = 20 * MB
MOST = 60  # a class


def add_material(
    held: TrainingClass, file: BinaryIO, *, title: str, suffix: str, size: int, by: User
) -> Material:
    """Keeps a file for the class; the same file again is the one that is there.

    Raises PermissionDenied, MaterialRefusedError: too_large, not_known, not_what_it_says, too_many.
    """
    if not can_run(by, held):
        raise PermissionDenied
    if size > LARGEST:
        raise MaterialRefusedError("too_large")
    if suffix not in KNOWN:
        raise MaterialRefusedError("not_known")
    if not is_what_it_says(file, suffix):
        raise MaterialRefusedError("not_what_it_says")
    file.seek(0)
    data = file.read()
    digest = hashlib.sha256(data).hexdigest()
    path = _write(data, suffix)
    try:
        with transaction.atomic():
            material = _keep(held, path, title, digest, len(data), by)
    except Exception:
        path.unlink()
        raise
    if file_of(material) != path:
        path.unlink()
    return material


def remove_material(material: Material, *, by: User) -> None:
    """Raises PermissionDenied. Removing what is gone is harmless."""
    if not can_run(by, material.training_class):
        raise PermissionDenied
    path = file_of(material)
    Material.objects.filter(pk=material.pk).delete()
    path.unlink(missing_ok=True)


def tell_of_materials(held: TrainingClass) -> int:
    """Tells those who are in the class that there is something to read; how many."""
    with notice_language():
        return tell_people(
            held.places.filter(state=PlaceState.IN),
            title=_("“%(title)s”有新的培训材料") % {"title": held.full_title},
            body=_("可在培训班页面查看和下载。"),
            url=reverse("class", args=[held.pk]),
        )


def file_of(material: Material) -> Path:
    return Path(settings.PRIVATE_ROOT) / material.stored_name


def _write(data: bytes, suffix: str) -> Path:
    folder = Path(settings.PRIVATE_ROOT) / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{uuid7()}.{suffix}"
    path.write_bytes(data)
    path.chmod(0o600)
    return path


def _keep(held, path: Path, title: str, digest: str, size: int, by: User) -> Material:
    lock_class(held.pk)
    known = Material.objects.filter(training_class=held, digest=digest).first()
    if known is not None:
        return known
    if held.materials.count() >= MOST:
        raise MaterialRefusedError("too_many")
    return held.materials.create(
        title=title,
        suffix=path.suffix.lstrip("."),
        stored_name=f"{FOLDER}/{path.name}",
        size=size,
        digest=digest,
        added_by=by,
    )
