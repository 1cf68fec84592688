"""Evidence as it comes: upright, without what cameras write beside it, refused with a reason."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from credits.claims import evidence_files
from credits.claims.evidence_files import KEPT_SIDE, LARGEST, PREVIEW_SIDE, Prepared, prepare
from credits.claims.exceptions import BadEvidenceError
from credits.claims.file_words import sentence_of
from tests.credits.claims.pictures import (
    encoded,
    exif,
    locked_pdf,
    pdf_with,
    photo,
    run_on_opening,
    sheet,
)
from tests.pdfs import pdf

SECRETS = (b"SecretPhone", b"GPS", b"Exif", b"http://ns.adobe.com/xap")


def taken(data: bytes, name: str = "证书.jpg") -> Prepared:
    return prepare(BytesIO(data), name, len(data))


def refusal(data: bytes, name: str = "证书.jpg") -> BadEvidenceError:
    with pytest.raises(BadEvidenceError) as error:
        taken(data, name)
    return error.value


UPRIGHT = {"JPEG": (848, 1200), "PNG": (848, 1200), "WEBP": (848, 1200), "HEIF": (1200, 848)}


@pytest.mark.parametrize("kind", UPRIGHT)
def test_photo_when_taken_in_then_upright_and_without_place_or_maker(kind):
    """HEIF says how it is turned in its own way, which its reader has followed already."""
    sent = encoded(sheet(), kind, exif=exif())
    kept = taken(sent)
    assert b"SecretPhone" in sent
    with Image.open(BytesIO(kept.data)) as picture:
        assert picture.size == UPRIGHT[kind]
        assert not picture.getexif()
    for data in (kept.data, kept.preview, kept.thumbnail):
        assert not any(secret in data for secret in SECRETS)
    assert (kept.kind, kept.pages, kept.suffix) == ("image", 1, kept.suffix)
    assert kept.suffix in ("jpg", "png")


def test_photo_when_huge_then_kept_at_a_size_that_shows_small_print():
    kept = taken(encoded(sheet((5000, 3535))))
    sizes = [Image.open(BytesIO(data)).size for data in (kept.data, kept.preview, kept.thumbnail)]
    assert [max(size) for size in sizes] == [KEPT_SIDE, PREVIEW_SIDE, 320]


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "1", "LA", "RGBA", "I;16"])
def test_picture_when_of_any_sort_of_colours_then_taken(mode):
    picture = sheet().resize((400, 300)).convert("L" if mode == "I;16" else mode)
    kind = "JPEG" if mode == "CMYK" else "PNG"
    if mode == "I;16":
        picture = picture.convert("I").convert("I;16")
    assert taken(encoded(picture, kind)).thumbnail


def test_scan_of_print_stays_without_the_grain_of_jpeg():
    kept = taken(encoded(sheet().resize((400, 300)).quantize(8), "PNG"))
    assert kept.suffix == "png"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xff\xd8" + b"0" * LARGEST, "too_large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not_allowed"),
        (b"<html>", "not_allowed"),
        (b"GIF89a" + b"0" * 100, "not_allowed"),
        (photo()[:3000], "damaged"),
        (encoded(sheet(), "HEIF")[:2000], "damaged"),
        (b"%PDF-1.7 nothing", "damaged"),
        (locked_pdf(), "encrypted"),
        (pdf(31), "too_many_pages"),
        (pdf_with(run_on_opening), "active"),
        (pdf_with(lambda writer: writer.add_attachment("a.exe", b"MZ")), "active"),
    ],
    ids=[
        "empty", "large", "svg", "html", "gif", "cut-jpeg", "cut-heic", "no-pdf", "locked", "long",
        "script", "attachment",
    ],
)  # fmt: skip
def test_file_when_it_cannot_be_evidence_then_refused_with_a_sentence(data, code):
    error = refusal(data, "证书.jpg")
    assert error.code == code
    assert "请" in sentence_of(error)


def test_picture_when_it_would_fill_the_memory_then_refused_before_it_is_drawn(monkeypatch):
    monkeypatch.setattr(evidence_files, "MOST_PIXELS", 1200 * 848 - 1)
    assert refusal(photo()).code == "too_many_pixels"


def test_pdf_when_taken_in_then_pictured_and_without_its_author():
    sent = pdf_with(lambda writer: writer.add_metadata({"/Author": "SecretPerson"}))
    assert PdfReader(BytesIO(sent)).metadata.author == "SecretPerson"
    kept = taken(sent, "通知.pdf")
    assert (kept.kind, kept.suffix, kept.pages) == ("pdf", "pdf", 1)
    assert not PdfReader(BytesIO(kept.data)).metadata
    assert b"SecretPerson" not in kept.data
    assert max(Image.open(BytesIO(kept.preview)).size) <= 2400


def test_name_is_kept_for_people_only():
    assert taken(photo(), "../../etc/我的\x00证书.HEIC").name == "我的 证书.HEIC"


def test_digest_is_of_the_file_as_it_was_sent():
    assert taken(photo()).digest == taken(photo(), "另一个名字.jpg").digest
    assert taken(photo()).digest != taken(encoded(sheet())).digest
