"""What a lesson's page shows besides its text: files with their previews, and how often it was used."""

from dataclasses import dataclass

from django.utils.encoding import uri_to_iri

from courses.media.access import closed_collections
from courses.media.counting import Counts, counts_by_month, counts_of
from courses.media.permissions import can_edit_pages
from courses.models.lessons import LessonFile, LessonPage
from courses.models.previews import DocumentPreview


@dataclass(frozen=True, slots=True)
class ShownFile:
    """`preview` is None where the file has none, or is not for this reader."""

    file: LessonFile
    preview: DocumentPreview | None

    @property
    def document(self):
        return self.file.document

    @property
    def pages(self) -> list[tuple[int, int, int]]:
        """Number, width and height of each page that was drawn."""
        sizes = self.preview.sizes if self.preview else []
        return [(number, width, height) for number, (width, height) in enumerate(sizes, 1)]


@dataclass(frozen=True, slots=True)
class LessonMedia:
    """`months` is None for whoever is not told of the use month by month."""

    address: str
    files: list[ShownFile]
    counts: Counts
    months: list[dict] | None

    @property
    def bytes(self) -> int:
        return sum(shown.document.file_size or 0 for shown in self.files)


def media_of(lesson: LessonPage, request) -> LessonMedia:
    """Six queries, and one more for who is told of the use by month."""
    return LessonMedia(
        address=legible_address(lesson, request),
        files=shown_files(lesson, request),
        counts=counts_of(lesson),
        months=counts_by_month(lesson) if sees_use(lesson, request.user) else None,
    )


def legible_address(lesson: LessonPage, request) -> str:
    """The whole address as people write it: with the characters, not their codes."""
    return uri_to_iri(request.build_absolute_uri(lesson.get_url(request)))


def shown_files(lesson: LessonPage, request) -> list[ShownFile]:
    """The lesson's files in their order. Four queries whatever their number."""
    files = list(lesson.files.select_related("document"))
    previews = {
        preview.document_id: preview
        for preview in DocumentPreview.objects.filter(
            document__in=[file.document_id for file in files]
        )
    }
    closed = closed_collections(request)
    return [_shown(file, previews.get(file.document_id), closed) for file in files]


def sees_use(lesson: LessonPage, user) -> bool:
    """Its author, the teacher who gave it, and editors are told how it is used over time."""
    if not user.is_authenticated:
        return False
    teacher = lesson.teacher
    return (
        lesson.owner_id == user.pk
        or (teacher is not None and teacher.user_id == user.pk)
        or can_edit_pages(user)
    )


def _shown(file: LessonFile, preview: DocumentPreview | None, closed: set[int]) -> ShownFile:
    document = file.document
    is_fit = (
        preview is not None
        and preview.drawn_from == document.file_hash
        and document.collection_id not in closed
    )
    return ShownFile(file, preview if is_fit else None)
