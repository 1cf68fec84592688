"""Previews on the disk: made once for a file, replaced together with it, gone with it.

Drawing the same document twice, even at the same time, is a waste and nothing worse: the row is
exchanged in one step, and the pictures of the other attempt are deleted.
"""

import logging
import shutil
import tempfile
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from wagtail.documents.models import AbstractDocument

from common.pdf_pages.process import NOTHING, Drawn, draw_pages, picture_name
from courses.models.previews import DocumentPreview

logger = logging.getLogger(__name__)

FOLDER = "previews"


def is_drawable(document: AbstractDocument) -> bool:
    return document.file_extension.lower() == "pdf"


def is_drawn(document: AbstractDocument) -> bool:
    """Whether the document's present file was tried, with whatever result. One query."""
    drawn = DocumentPreview.objects.filter(document=document, drawn_from=document.file_hash)
    return bool(document.file_hash) and drawn.exists()


def make_preview(document: AbstractDocument) -> DocumentPreview:
    """Draws the document's present file and keeps the result, also that there is none."""
    folder = uuid4().hex
    drawn_from, drawn = document.file_hash, NOTHING
    try:
        drawn_from = document.get_file_hash()
        drawn = _draw(Path(document.file.path), folder)
    except OSError:
        logger.warning("the file of document %s cannot be read", document.pk)
    return _keep(document, drawn_from, folder if drawn.sizes else "", drawn)


def picture_path(preview: DocumentPreview, number: int, size: str) -> Path:
    return _root() / preview.folder / picture_name(number, size)


def forget_pictures(preview: DocumentPreview) -> None:
    """Deletes the pictures of a preview that is gone, once that is committed."""
    if preview.folder:
        transaction.on_commit(lambda: _delete(preview.folder))


def _draw(path: Path, folder: str) -> Drawn:
    """Draws aside and moves all of it to its place, so that no half of it is ever shown."""
    _root().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".drawing-", dir=_root()) as aside:
        pictures = Path(aside, "pages")
        pictures.mkdir()
        drawn = draw_pages(path, pictures)
        if drawn.sizes:
            pictures.rename(_root() / folder)
    return drawn


@transaction.atomic
def _keep(
    document: AbstractDocument, drawn_from: str, folder: str, drawn: Drawn
) -> DocumentPreview:
    before = DocumentPreview.objects.select_for_update().filter(document=document).first()
    facts = {
        "drawn_from": drawn_from,
        "folder": folder,
        "page_count": drawn.count,
        "sizes": drawn.sizes,
    }
    preview, _new = DocumentPreview.objects.update_or_create(document=document, defaults=facts)
    if before:
        forget_pictures(before)
    return preview


def _delete(folder: str) -> None:
    shutil.rmtree(_root() / folder, ignore_errors=True)


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER
