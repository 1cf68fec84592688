"""What a public page shows is not changed behind it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from courses.models import LessonFile
from tests.factories.publishing import again

pytestmark = pytest.mark.django_db
REFUSED = "公开的页面正在使用这个文件"


def document_of(user) -> Document:
    return Document.objects.create(
        title="活动单", file=ContentFile(b"old", name="a.txt"), uploaded_by_user=user
    )


def replace_document(client, document):
    data = {"title": "活动单", "file": SimpleUploadedFile("a.txt", b"new"), "tags": ""}
    return client.post(reverse("wagtaildocs:edit", args=[document.pk]), data)


def replace_picture(client, picture):
    file = get_test_image_file()
    data = {"title": "图", "file": SimpleUploadedFile("b.png", file.file.getvalue()), "tags": ""}
    return client.post(reverse("wagtailimages:edit", args=[picture.pk]), data)


@pytest.fixture
def desk():
    def opened(user) -> Client:
        client = Client()
        client.force_login(again(user))
        return client

    return opened


@pytest.fixture
def held(lesson, editor) -> tuple[Document, Image]:
    """A file and a cover of a draft."""
    document = document_of(editor)
    picture = Image.objects.create(title="图", file=get_test_image_file(), uploaded_by_user=editor)
    lesson.files.add(LessonFile(document=document))
    lesson.cover = picture
    lesson.save()
    lesson.save_revision()
    return document, picture


def test_file_when_its_page_is_public_then_is_not_replaced(lesson, held, desk, editor):
    document, picture = held
    lesson.get_latest_revision().publish()

    assert REFUSED in replace_document(desk(editor), document).content.decode()
    assert REFUSED in replace_picture(desk(editor), picture).content.decode()
    assert Document.objects.get(pk=document.pk).file.read() == b"old"


def test_file_when_its_page_is_a_draft_then_is_replaced(held, desk, editor):
    document, picture = held

    assert replace_document(desk(editor), document).status_code == 302
    assert replace_picture(desk(editor), picture).status_code == 302
    assert Document.objects.get(pk=document.pk).file.read() == b"new"


def test_file_of_somebody_else_when_a_trainer_changes_it_then_refused(held, desk, trainer):
    document, picture = held

    replace_document(desk(trainer), document)
    replace_picture(desk(trainer), picture)
    desk(trainer).post(reverse("wagtaildocs:delete", args=[document.pk]))

    assert Document.objects.get(pk=document.pk).file.read() == b"old"


def test_file_of_ones_own_when_a_trainer_changes_it_then_is_replaced(desk, trainer):
    document = document_of(trainer)

    assert replace_document(desk(trainer), document).status_code == 302
    assert Document.objects.get(pk=document.pk).file.read() == b"new"
