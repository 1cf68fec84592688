"""What follows when Wagtail saves or deletes documents and films."""

from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served

from courses.media.counting import count_download
from courses.media.jobs import draw_soon
from courses.media.previews.keeping import forget_pictures, is_drawable, is_drawn
from courses.media.video_files import delete_once_committed
from courses.models import DocumentPreview, LessonFile, Video


def draw_what_was_uploaded(instance, raw=False, update_fields=None, **kwargs) -> None:
    """A document whose file is new has its pages drawn; notes about the old file change nothing."""
    if not raw and update_fields is None and is_drawable(instance) and not is_drawn(instance):
        draw_soon(instance)


def forget_the_pictures(instance, **kwargs) -> None:
    forget_pictures(instance)


def delete_the_files(instance, **kwargs) -> None:
    delete_once_committed(instance.file)
    delete_once_committed(instance.captions)


def count_a_download(instance, request, **kwargs) -> None:
    """It counts for the lesson that brought the file first: adaptations hand on the same one."""
    if request.method != "GET":
        return
    lessons = LessonFile.objects.filter(document=instance, page__live=True).order_by("page_id")
    page_id = lessons.values_list("page_id", flat=True).first()
    if page_id:
        count_download(page_id, request)


def connect() -> None:
    post_save.connect(draw_what_was_uploaded, sender=get_document_model())
    post_delete.connect(forget_the_pictures, sender=DocumentPreview)
    post_delete.connect(delete_the_files, sender=Video)
    document_served.connect(count_a_download)
