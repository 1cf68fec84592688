"""Certificates as phones and scanners send them, and files that nobody should."""

from io import BytesIO

import pillow_heif
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.pdfs import pdf

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F
PLACE = {1: "N", 2: (30.0, 35.0, 12.5), 3: "E", 4: (114.0, 18.0, 1.0)}


def sheet(size: tuple[int, int] = (1200, 848), text: str = "No. 2026-001") -> Image.Image:
    """A certificate: a frame, a seal, lines of print."""
    width, height = size
    picture = Image.new("RGB", size, (252, 248, 236))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, width - 40, height - 40), outline=(160, 40, 40), width=10)
    draw.rectangle((width // 3, 90, width * 2 // 3, 150), fill=(140, 20, 20))
    for line in range(6):
        draw.rectangle((150, 260 + line * 50, width - 200 - line * 60, 280 + line * 50), fill=20)
    draw.ellipse(
        (width - 400, height - 300, width - 220, height - 120), outline=(200, 30, 30), width=8
    )
    draw.text((150, height - 120), text, fill=0, font_size=36)
    return picture


def exif(orientation: int = 6) -> Image.Exif:
    """What a phone writes: how it was held, where, by which maker."""
    written = Image.Exif()
    written[ORIENTATION] = orientation
    written[MAKER] = "SecretPhone"
    written.get_ifd(GPS).update(PLACE)
    return written


def encoded(picture: Image.Image, kind: str = "JPEG", **options) -> bytes:
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photo(**options) -> bytes:
    """A JPEG with everything a phone writes beside the picture, held on its side."""
    return encoded(sheet(), exif=exif(), quality=90, **options)


def locked_pdf() -> bytes:
    writer, made = PdfWriter(PdfReader(BytesIO(pdf()))), BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


def pdf_with(add) -> bytes:
    """A PDF to which `add` has done something."""
    writer, made = PdfWriter(PdfReader(BytesIO(pdf()))), BytesIO()
    add(writer)
    writer.write(made)
    return made.getvalue()


def run_on_opening(writer: PdfWriter) -> None:
    """A script that a reader would run."""
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
