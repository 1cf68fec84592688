"""Files that editors hand in: how they are named, how large they are, what they tell besides.

What sorts of file are taken at all is held by tests/portal/documents (T08, T09).
"""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import ExifTags
from PIL import Image as Picture
from PIL.PngImagePlugin import PngInfo
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from people.services.accounts import sync_editor_groups
from tests.abuse.asking import is_refused
from tests.abuse.desk import course
from tests.abuse.pictures import picture
from tests.factories.people import RoleGrantFactory
from tests.portal.documents.office import DOCX, PDF

pytestmark = pytest.mark.django_db
MB = 1024 * 1024
ROOT = 1  # the collection that Wagtail begins with
DOCUMENTS, PICTURES = "/admin/documents/add/", "/admin/images/add/"
OWNER = "13907130001"


@pytest.fixture
def desk(client) -> Client:
    user = RoleGrantFactory(trainer=True).user
    sync_editor_groups(user)
    client.force_login(user)
    return client


def hand_in(desk, to: str, name: str, data: bytes):
    file = SimpleUploadedFile(name, data, content_type="application/octet-stream")
    return desk.post(to, {"title": "讲义", "file": file, "collection": ROOT})


@pytest.mark.abuse("T09")
@pytest.mark.parametrize("to", [DOCUMENTS, PICTURES, "/imports/new/"])
@pytest.mark.parametrize(
    "name",
    ["讲." + "义" * 240, "讲" * 240 + ".pdf", "讲" * 3000 + ".pdf", "a" * 240, ".", "..", "../../x.pdf",
     "C:\\x\\讲义.pdf", "讲义\r\nX-Evil: 1.pdf", "讲义\x00.pdf", "讲义\u202efdp.exe", "\ud83d.pdf"],
)  # fmt: skip
@pytest.mark.parametrize("size", [100, 6 * MB], ids=["small", "large"])
def test_file_when_its_name_is_strange_then_is_kept_harmlessly_or_refused(
    desk, settings, to, name, size
):
    """Beyond 5 MB Django puts a file on the disk as it comes, under a suffix of the sender's."""
    if to == "/imports/new/":
        desk.force_login(RoleGrantFactory().user)
    boundary = b"----x"
    head = f'Content-Disposition: form-data; name="file"; filename="{name}"'.replace(
        "\r\n", "%0d%0a"
    )
    body = b"\r\n".join(
        [b"--" + boundary, head.encode("utf-8", "surrogatepass"), b"Content-Type: text/plain", b"",
         PDF + b" " * size, b"--" + boundary, b'Content-Disposition: form-data; name="collection"', b"",
         b"1", b"--" + boundary, b'Content-Disposition: form-data; name="title"', b"", b"x",
         b"--" + boundary, b'Content-Disposition: form-data; name="kind"', b"", b"hours",
         b"--" + boundary + b"--", b""]
    )  # fmt: skip

    response = desk.generic("POST", to, body, content_type="multipart/form-data; boundary=----x")

    assert response.status_code in (200, 302, 422) or is_refused(response, 400)
    root = Path(settings.MEDIA_ROOT)
    kept = [path for path in root.rglob("*") if path.is_file()]
    assert all(path.name.isprintable() and len(path.name.encode()) < 256 for path in kept)
    assert list(root.parent.glob("*.pdf")) == []


@pytest.mark.abuse("T08")
def test_document_when_60_mb_large_then_is_refused_in_words(desk):
    response = hand_in(desk, DOCUMENTS, "讲义.pdf", PDF + bytes(60 * MB))

    assert "文件超过了 20 MB" in response.content.decode()
    assert not get_document_model().objects.exists()


@pytest.mark.abuse("T08")
def test_picture_when_60_mb_large_then_is_refused(desk):
    response = hand_in(desk, PICTURES, "图.png", picture() + bytes(60 * MB))

    assert response.status_code == 200
    assert not get_image_model().objects.exists()


@pytest.mark.abuse("T09")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("脚本.pdf", PDF.replace(b"<<>>", b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>")),
        ("网页.pdf", PDF + b"<html><script>alert(1)</script></html>"),
        ("压缩包.docx", DOCX),
    ],
)
def test_document_when_something_in_it_would_run_then_comes_as_a_file_and_nothing_else(
    desk, name, data
):
    hand_in(desk, DOCUMENTS, name, data)
    document = get_document_model().objects.get()
    course(body=[("text", f'<p><a linktype="document" id="{document.pk}">x</a></p>')])

    response = Client().get(document.url)

    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "html" not in response["Content-Type"]


@pytest.mark.abuse("T09")
def test_picture_when_a_script_hangs_on_it_then_none_is_left_in_what_is_shown(desk):
    hand_in(desk, PICTURES, "图.gif", picture("gif") + b"<script>alert(1)</script>")
    image = get_image_model().objects.get()

    assert b"<script>" not in image.get_rendition("width-400").file.read()


def photographed(kind: str) -> bytes:
    """A picture that tells where and by whom it was taken, in every way that its kind knows."""
    exif = Picture.Exif()
    exif[ExifTags.Base.Artist] = OWNER
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (30.0, 35.0, 34.0)
    text = PngInfo()
    text.add_text("Comment", OWNER)
    packet = f"<x:xmpmeta>{OWNER}</x:xmpmeta>".encode()
    more = {
        "png": {"exif": exif, "pnginfo": text},
        "jpeg": {"exif": exif, "comment": OWNER.encode(), "xmp": packet},
        "webp": {"exif": exif, "xmp": packet},
        "gif": {"comment": OWNER.encode()},
    }
    return picture(kind, (40, 20), **more[kind])


def tells(data: bytes) -> bool:
    """Whether the picture says anything besides how it looks."""
    found = Picture.open(BytesIO(data))
    found.load()
    return bool(
        OWNER.encode() in data
        or found.getexif()
        or {"exif", "xmp", "comment", "Comment"} & found.info.keys()
    )


@pytest.mark.abuse("A08")
@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "gif"])
def test_picture_when_shown_to_the_public_then_tells_neither_place_nor_person(desk, kind):
    data = photographed(kind)
    assert tells(data)
    hand_in(desk, PICTURES, f"图.{kind}", data)

    image = get_image_model().objects.get()

    for kept in (image, image.get_rendition("original"), image.get_rendition("width-400")):
        assert not tells(Path(kept.file.path).read_bytes())


@pytest.mark.abuse("A08")
@pytest.mark.parametrize("to", ["/admin/images/multiple/add/", "/admin/images/chooser/create/"])
def test_picture_when_handed_in_by_another_door_then_tells_as_little(desk, to):
    fields = {"image-chooser-upload-title": "图", "image-chooser-upload-collection": ROOT}
    for name in ("files[]", "image-chooser-upload-file"):
        fields[name] = SimpleUploadedFile("图.jpg", photographed("jpeg"))

    desk.post(to, {"title": "图", "collection": ROOT} | fields,
              headers={"X-Requested-With": "XMLHttpRequest"})  # fmt: skip

    assert not tells(Path(get_image_model().objects.get().file.path).read_bytes())


@pytest.mark.abuse("A08")
@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_picture_when_the_camera_was_held_upright_then_still_stands_upright(desk, kind):
    hand_in(desk, PICTURES, f"图.{kind}", photographed(kind))

    image = get_image_model().objects.get()

    assert (image.width, image.height) == (20, 40)


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_picture_when_it_moves_then_goes_on_moving(desk, kind):
    frames = [Picture.new("RGB", (9, 9), colour) for colour in ("red", "green", "blue")]
    out = BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=80)
    hand_in(desk, PICTURES, f"图.{kind}", out.getvalue())

    with Picture.open(get_image_model().objects.get().file.path) as kept:
        assert kept.n_frames == 3
