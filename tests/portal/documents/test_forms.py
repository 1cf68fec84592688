"""What editors hand in at the desk: taken, or refused in words (T08, T09)."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from portal.documents import forms
from tests.people.sign_in.steps import words
from tests.portal.documents.office import DOCX, DRAWING, PAGE, PDF, PROGRAM, WITH_MACRO

pytestmark = [pytest.mark.django_db, pytest.mark.abuse("T08")]
DOCUMENTS = "/admin/documents/add/"
PICTURES = "/admin/images/add/"
ROOT = 1  # the collection that Wagtail begins with
NO_SUCH_SORT = "不能上传这类文件。可以上传：pdf、docx、xlsx、pptx、csv、txt。"
NOT_WHAT_IT_SAYS = "文件内容与文件名不符，或含有宏。请用原来的程序打开，另存后重新上传。"


@pytest.fixture
def desk(client, trainer):
    client.force_login(trainer)
    return client


def hand_in(desk, name: str, data: bytes, *, to=DOCUMENTS):
    file = SimpleUploadedFile(name, data, content_type="application/octet-stream")
    return desk.post(to, {"title": "讲义", "file": file, "collection": ROOT})


def kept() -> list:
    return [*get_document_model().objects.all(), *get_image_model().objects.all()]


def picture(kind: str = "png", size: tuple[int, int] = (8, 8)) -> bytes:
    out = BytesIO()
    Picture.linear_gradient("L").resize(size).convert("RGB").save(out, kind)
    return out.getvalue()


def claiming_to_measure(side: int) -> bytes:
    """A small picture whose head says that it is large (T09)."""
    data = bytearray(picture())
    data[16:24] = struct.pack(">II", side, side)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data"), [("情绪识别 讲义.pdf", PDF), ("教案.DOCX", DOCX), ("名单.txt", b"abc")]
)
def test_document_when_sound_then_is_kept(desk, name, data):
    assert hand_in(desk, name, data).status_code == 302

    [document] = kept()
    assert document.file.read() == data
    assert document.file.name.isprintable()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("图.svg", DRAWING, NO_SUCH_SORT),
        ("页.html", PAGE, NO_SUCH_SORT),
        ("程序.exe", PROGRAM, NO_SUCH_SORT),
        ("页.php", b"<?php phpinfo();", NO_SUCH_SORT),
        ("讲义.pdf.exe", PDF, NO_SUCH_SORT),
        ("讲义", PDF, NO_SUCH_SORT),
        ("教案\u202efdp.exe", PROGRAM, NO_SUCH_SORT),
        ("讲义.docm", WITH_MACRO, NO_SUCH_SORT),
        ("页.pdf", PAGE, NOT_WHAT_IT_SAYS),
        ("图.txt", DRAWING, NOT_WHAT_IT_SAYS),
        ("讲义.exe.pdf", PROGRAM, NOT_WHAT_IT_SAYS),
        ("讲义.docx", WITH_MACRO, NOT_WHAT_IT_SAYS),
        ("讲义.docx", PDF, NOT_WHAT_IT_SAYS),
        ("空.pdf", b"", "所提交的是空文件。"),
    ],
)
def test_document_when_it_will_not_do_then_is_refused_in_words_and_not_kept(desk, name, data, said):
    response = hand_in(desk, name, data)

    assert response.status_code == 200
    assert said in words(response)
    assert "文件扩展" not in words(response)  # Wagtail's own words, of a file without a name
    assert kept() == []


def test_document_when_too_large_then_is_refused_with_the_limit(desk, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 1)

    assert "文件超过了" in words(hand_in(desk, "讲义.pdf", PDF))
    assert kept() == []


@pytest.mark.abuse("T09")
@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("教案\u202eexe.pdf", "documents/教案exe.pdf"),
        ("../../etc/讲义.pdf", "documents/讲义.pdf"),
        ("讲义%0d%0aX-Evil: 1.pdf", "documents/讲义0d0aX-Evil_1.pdf"),
        ("讲" * 240 + ".pdf", "documents/" + "讲" * 60 + ".pdf"),
    ],
)
def test_document_when_its_name_is_strange_then_is_kept_under_a_harmless_one(desk, sent, stored):
    assert hand_in(desk, sent, PDF).status_code == 302

    assert [document.file.name for document in kept()] == [stored]


def test_document_when_exchanged_for_something_else_then_the_first_one_stays(desk):
    hand_in(desk, "讲义.pdf", PDF)
    [document] = kept()

    response = hand_in(desk, "页.pdf", PAGE, to=f"/admin/documents/edit/{document.pk}/")

    assert NOT_WHAT_IT_SAYS in words(response)
    document.refresh_from_db()
    assert document.file.read() == PDF


def test_document_when_only_its_title_changes_then_its_file_is_not_asked_for_again(desk):
    hand_in(desk, "讲义.pdf", PDF)
    [document] = kept()

    desk.post(f"/admin/documents/edit/{document.pk}/", {"title": "新名", "collection": ROOT})

    document.refresh_from_db()
    assert document.title == "新名"
    assert document.file.read() == PDF


@pytest.mark.parametrize(
    "address", ["/admin/documents/multiple/add/", "/admin/documents/chooser/create/"]
)
@pytest.mark.parametrize(
    ("name", "data", "count"), [("讲义.pdf", PDF, 1), ("图.svg", DRAWING, 0), ("讲义.pdf", PAGE, 0)]
)
def test_document_when_handed_in_by_another_door_then_is_looked_at_too(
    desk, address, name, data, count
):
    upload = "document-chooser-upload"  # how the chooser names its fields
    fields = {"title": "讲义", f"{upload}-title": "讲义", f"{upload}-collection": ROOT}
    for field in ("files[]", f"{upload}-file"):
        fields[field] = SimpleUploadedFile(name, data)

    response = desk.post(
        address,
        {**fields, "collection": ROOT},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert response.status_code == 200
    assert len(kept()) == count


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_picture_when_sound_then_is_kept(desk, kind):
    suffix = "jpg" if kind == "jpeg" else kind

    assert hand_in(desk, f"图.{suffix}", picture(kind), to=PICTURES).status_code == 302
    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("图.svg", DRAWING),
        ("图.jpg", PAGE),
        ("图.png", DRAWING),
        ("图.jpg", PROGRAM),
        ("图.jpg.exe", picture()),
        ("图.html", picture()),
        ("图.png", b""),
        ("图.png", claiming_to_measure(30_000)),
        ("图.png", picture()[:40]),
        ("图.png", picture(size=(300, 300))[:-30]),
        ("图.jpg", picture("jpeg", (300, 300))[:-300]),
        ("图.gif", picture("gif", (300, 300))[:-300]),
        ("图.webp", picture("webp", (300, 300))[:-30]),
    ],
    ids=[
        "svg", "page as jpg", "drawing as png", "program as jpg", "double suffix", "html", "empty",
        "too many pixels", "only a beginning", "cut png", "cut jpg", "cut gif", "cut webp",
    ],
)  # fmt: skip
def test_picture_when_it_will_not_do_then_is_refused_and_not_kept(desk, name, data):
    response = hand_in(desk, name, data, to=PICTURES)

    assert response.status_code == 200
    assert "error" in response.content.decode()
    assert kept() == []


@pytest.mark.parametrize("address", [DOCUMENTS, PICTURES])
def test_form_when_shown_then_says_what_must_not_be_handed_in(desk, address):
    assert "请勿上传含学生个人信息的材料。" in desk.get(address).content.decode()


def test_form_when_shown_then_says_what_may_be_handed_in(desk):
    said = "可以上传：pdf、docx、xlsx、pptx、csv、txt，不超过20MB。"

    assert said in words(desk.get(DOCUMENTS))


@pytest.mark.parametrize("address", ["/admin/documents/chooser/", "/admin/images/chooser/"])
def test_form_when_opened_from_a_page_then_says_so_too(desk, address):
    assert "请勿上传含学生个人信息的材料。" in desk.get(address).json()["html"]


def test_picture_when_exchanged_for_a_broken_one_then_the_first_one_stays(desk):
    hand_in(desk, "图.png", picture(), to=PICTURES)
    [image] = kept()

    response = hand_in(desk, "图.png", picture()[:40], to=f"/admin/images/{image.pk}/")

    assert response.status_code == 200
    [image] = kept()
    assert image.file.read() == picture()
