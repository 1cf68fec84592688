"""Lessons with what belongs to them: files, films, collections."""

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from wagtail.documents.models import Document

from courses.enums import FileKind, Topic
from courses.models import LessonFile, LessonIndexPage, LessonPage, Video

FIELDS = {
    "grade_from": 8,
    "grade_to": 8,
    "topic": Topic.EMOTION,
    "author": "陈望",
    "year": 2025,
    "consent": True,
}


def add_lesson(title: str = "情绪的温度", **fields) -> LessonPage:
    """A published lesson in the library."""
    page = LessonPage(title=title, **{**FIELDS, **fields})
    return LessonIndexPage.objects.get().add_child(instance=page)


class DocumentFactory(DjangoModelFactory):
    """`content` are the bytes of its file, `name` the name that the file came with."""

    class Meta:
        model = Document
        exclude = ["content", "name"]
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"材料{n}")
    name = "plan.txt"
    content = "一份材料".encode()
    file = factory.LazyAttribute(lambda made: ContentFile(made.content, name=made.name))

    @factory.post_generation
    def facts_of_the_file(self, create, extracted, **kwargs):
        """As Wagtail's own form notes them."""
        self._set_document_file_metadata()
        self.save()


def attach(lesson: LessonPage, document: Document, kind: FileKind = FileKind.PLAN) -> LessonFile:
    order = lesson.files.count()
    return LessonFile.objects.create(page=lesson, document=document, kind=kind, sort_order=order)


class VideoFactory(DjangoModelFactory):
    class Meta:
        model = Video

    title = factory.Sequence(lambda n: f"课堂实录{n}")
    address = "https://www.bilibili.com/video/BV1xx411c7mD/"
