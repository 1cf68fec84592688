"""Seals and signatures: taken in as pictures, kept where no address leads."""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from PIL import Image, UnidentifiedImageError

from common.ids import uuid7
from credits.certificates.exceptions import BadImageError

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 4000  # a side
KEPT_PIXELS = 900  # a side: 40 mm at 570 dots an inch
FORMATS = ("PNG", "JPEG")
FOLDER = "certificates/images"


def stored_image(file: BinaryIO, size: int) -> str:
    """Keeps a picture drawn anew from what was sent; its name under PRIVATE_ROOT.

    Nothing but the pixels is kept. Raises BadImageError: too_large, not_a_picture, too_many_pixels.
    """
    if size > MOST_BYTES:
        raise BadImageError("too_large")
    data = _drawn_anew(file)
    folder = Path(settings.PRIVATE_ROOT) / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{FOLDER}/{uuid7()}.png"
    path = Path(settings.PRIVATE_ROOT) / name
    path.write_bytes(data)
    path.chmod(0o600)
    return name


def image_bytes(stored_name: str) -> bytes:
    """Raises FileNotFoundError."""
    return (Path(settings.PRIVATE_ROOT) / stored_name).read_bytes()


def _drawn_anew(file: BinaryIO) -> bytes:
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if max(picture.size) > MOST_PIXELS:
                raise BadImageError("too_many_pixels")
            drawn = picture.convert("RGBA")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        raise BadImageError("not_a_picture") from error
    drawn.thumbnail((KEPT_PIXELS, KEPT_PIXELS))
    out = BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
