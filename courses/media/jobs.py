"""The drawing of previews by a background worker. Where there is none, `make_previews` does it."""

from functools import partial

from django.db import transaction
from django_tasks import task
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from courses.media.previews.keeping import is_drawable, is_drawn, make_preview


# Last of all jobs: people wait for imports and letters.
@task(backend="jobs", priority=-20)
def draw_document(document_id: int) -> None:
    """Harmless to run twice, by two workers, or for a document that is gone."""
    document = get_document_model().objects.filter(pk=document_id).first()
    if document and is_drawable(document) and not is_drawn(document):
        make_preview(document)


def draw_soon(document: AbstractDocument) -> None:
    """Hands the document to a worker once the transaction around it is committed."""
    transaction.on_commit(partial(draw_document.enqueue, document.pk))
