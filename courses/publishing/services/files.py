"""The files of a draft: checked like any that an editor takes into the library."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection, ReferenceIndex

from courses.models import LessonFile, LessonPage
from courses.publishing.exceptions import FileNotTakenError
from courses.publishing.services.drafts import draft_for_change, keep_draft
from people.models import User

MOST_FILES = 12
TITLE_LENGTH = 60


@transaction.atomic
def add_file(lesson: LessonPage, upload: UploadedFile, kind: str, *, by: User) -> LessonPage:
    """Raises FileNotTakenError with a sentence for the author, or LessonLockedError."""
    draft = draft_for_change(lesson, version="", by=by)
    if draft.files.count() >= MOST_FILES:
        raise FileNotTakenError.too_many(MOST_FILES)
    document = _taken_in(upload, by)
    draft.files.add(LessonFile(kind=kind, document=document, sort_order=draft.files.count()))
    return keep_draft(draft, by=by)


@transaction.atomic
def remove_file(lesson: LessonPage, document_id: int, *, by: User) -> LessonPage:
    """The file itself goes too, unless something else holds it. Again changes nothing."""
    draft = draft_for_change(lesson, version="", by=by)
    for file in list(draft.files.all()):
        if file.document_id == document_id:
            draft.files.remove(file)
    draft = keep_draft(draft, by=by)
    _let_go(document_id, lesson, by)
    return draft


def _taken_in(upload: UploadedFile, by: User):
    model = get_document_model()
    form = get_document_form(model)(
        {"title": upload.name.rpartition(".")[0][:TITLE_LENGTH] or upload.name[:TITLE_LENGTH]},
        {"file": upload},
        instance=model(uploaded_by_user=by, collection=Collection.get_first_root_node()),
    )
    # Teachers have no part in Wagtail's collections, and name their files by the file itself.
    for name in ("collection", "tags"):
        form.fields.pop(name, None)
    if not form.is_valid():
        raise FileNotTakenError(" ".join(form.errors.get("file") or form.errors.get("title")))
    return form.save()


def _let_go(document_id: int, lesson: LessonPage, by: User) -> None:
    """Deletes one's own upload to a lesson that was never public."""
    if lesson.first_published_at:
        return
    document = get_document_model().objects.filter(pk=document_id, uploaded_by_user=by).first()
    if document and not ReferenceIndex.get_references_to(document).exists():
        document.delete()
