"""Seals and signatures taken in."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from credits.certificates.exceptions import BadImageError
from credits.certificates.images import KEPT_PIXELS, MOST_BYTES, image_bytes, stored_image


def picture(kind: str, size=(300, 200), **options) -> BytesIO:
    made = BytesIO()
    Image.new("RGB", size, "red").save(made, kind, **options)
    return made


def kept(file: BytesIO) -> Image.Image:
    return Image.open(BytesIO(image_bytes(stored_image(file, file.tell()))))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_picture_when_taken_then_is_drawn_anew_as_png(kind):
    found = kept(picture(kind))

    assert (found.format, found.mode, found.size) == ("PNG", "RGBA", (300, 200))


@pytest.mark.abuse("A08")
def test_picture_when_it_tells_where_it_was_taken_then_that_goes():
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    file = picture("JPEG", exif=exif)
    assert b"secret place" in file.getvalue()

    name = stored_image(file, file.tell())

    assert b"secret place" not in image_bytes(name)


def test_picture_when_large_then_is_made_smaller():
    assert kept(picture("PNG", (3000, 1500))).size == (KEPT_PIXELS, KEPT_PIXELS // 2)


@pytest.mark.abuse("A02")
def test_picture_when_kept_then_only_the_site_reads_it(private_root, settings):
    name = stored_image(picture("PNG"), 100)

    path = private_root / name
    assert path.stat().st_mode & 0o777 == 0o600
    assert Path(settings.MEDIA_ROOT) not in path.parents


@pytest.mark.abuse("T08")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"%PDF-1.7",
        picture("GIF").getvalue(),
        picture("PNG").getvalue()[:90],
    ],
    ids=["empty", "svg", "broken", "pdf", "gif", "cut"],
)
def test_file_when_it_is_no_such_picture_then_is_refused(data):
    with pytest.raises(BadImageError) as error:
        stored_image(BytesIO(data), len(data))
    assert error.value.code == "not_a_picture"


@pytest.mark.abuse("T09")
def test_picture_when_it_has_too_many_pixels_then_is_refused_unread():
    with pytest.raises(BadImageError) as error:
        stored_image(picture("PNG", (4001, 10)), 100)
    assert error.value.code == "too_many_pixels"


def test_file_when_too_large_then_is_refused():
    with pytest.raises(BadImageError) as error:
        stored_image(picture("PNG"), MOST_BYTES + 1)
    assert error.value.code == "too_large"
