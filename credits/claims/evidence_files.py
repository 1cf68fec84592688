"""Evidence as it comes from phones and scanners, made fit to be kept and looked at (C3).

Nothing is kept as it was sent: pictures are drawn anew, upright, without the place where they were
taken or anything else that a camera writes beside them; a PDF is written anew without the name of
who made it. What a file is goes by its content, never by its name.
"""

import hashlib
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from common.file_names import shown_name
from common.pdf_pages.process import LARGE, Limits, draw_pages, picture_name
from credits.claims.exceptions import BadEvidenceError
from credits.claims.likeness import likeness_of

MB = 1024 * 1024
LARGEST = 15 * MB
MOST_PIXELS = 80_000_000  # the largest phones of today take 50 million
MOST_PAGES = 30
KEPT_SIDE = 3000  # pixels: the small print of a certificate stays legible
PREVIEW_SIDE, THUMBNAIL_SIDE = 1600, 320
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
BAD_PICTURES = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    ValueError,
    SyntaxError,
    MemoryError,
)
BAD_PDFS = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
            RecursionError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is kept of a file: `data` under `suffix`, its pictures as WebP, and its marks.

    `digest` is the SHA-256 of the file as it was sent; `likeness` that of the picture, or of the
    first page.
    """

    kind: str
    name: str
    suffix: str
    data: bytes
    preview: bytes
    thumbnail: bytes
    pages: int
    digest: str
    likeness: str


def prepare(file: BinaryIO, name: str, size: int) -> Prepared:
    """Raises BadEvidenceError: empty, too_large, not_allowed, damaged, too_many_pixels, encrypted,
    active, too_many_pages."""
    if not size:
        raise BadEvidenceError("empty")
    if size > LARGEST:
        raise BadEvidenceError("too_large", most=LARGEST // MB)
    file.seek(0)
    sent = file.read()
    digest = hashlib.sha256(sent).hexdigest()
    if b"%PDF-" in sent[:1024]:
        kind, suffix, data, picture, pages = "pdf", "pdf", *_from_pdf(sent)
    else:
        picture = _picture_in(sent)
        kind, pages = "image", 1
        suffix, data = _kept(picture)
    return Prepared(
        kind=kind,
        name=shown_name(name),
        suffix=suffix,
        data=data,
        preview=_webp(picture, PREVIEW_SIDE, 80),
        thumbnail=_webp(picture, THUMBNAIL_SIDE, 70),
        pages=pages,
        digest=digest,
        likeness=likeness_of(picture),
    )


def _picture_in(sent: bytes) -> Image.Image:
    """The picture, upright, as plain colours on white."""
    pillow_heif.register_heif_opener(thumbnails=False)
    try:
        with Image.open(BytesIO(sent), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise BadEvidenceError("too_many_pixels", most=MOST_PIXELS // 10_000)
            opened.draft("RGB", (KEPT_SIDE, KEPT_SIDE))
            upright = ImageOps.exif_transpose(opened)
            drawn = upright.convert("RGBA")
    except UnidentifiedImageError as error:
        raise BadEvidenceError("not_allowed") from error
    except BAD_PICTURES as error:
        raise BadEvidenceError("damaged") from error
    drawn.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
    flat = Image.new("RGB", drawn.size, "white")
    flat.paste(drawn, mask=drawn.getchannel("A"))
    return flat


def _kept(picture: Image.Image) -> tuple[str, bytes]:
    """Whichever is smaller of a good JPEG and a PNG: scans of print are the latter."""
    jpeg = _encoded(picture, "JPEG", quality=88, optimize=True)
    if picture.getcolors(maxcolors=256) is None:
        return "jpg", jpeg
    png = _encoded(picture, "PNG", optimize=True)
    return ("png", png) if len(png) < len(jpeg) else ("jpg", jpeg)


def _webp(picture: Image.Image, side: int, quality: int) -> bytes:
    small = picture.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    return _encoded(small, "WEBP", quality=quality)


def _encoded(picture: Image.Image, kind: str, **options) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _from_pdf(sent: bytes) -> tuple[bytes, Image.Image, int]:
    """The file written anew, a picture of its first page, and how many pages it has."""
    try:
        reader = PdfReader(BytesIO(sent))
        if reader.is_encrypted:
            raise BadEvidenceError("encrypted")
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            raise BadEvidenceError("too_many_pages", most=MOST_PAGES)
        if _is_active(reader):
            raise BadEvidenceError("active")
        data = _written_anew(reader)
    except BAD_PDFS as error:
        raise BadEvidenceError("damaged") from error
    return data, _first_page(data), pages


def _is_active(reader: PdfReader) -> bool:
    """Whether something would run, or come along: scripts, actions on opening, attached files."""
    root = reader.trailer["/Root"]
    names = root.get("/Names", {})
    names = names.get_object() if hasattr(names, "get_object") else names
    if {"/OpenAction", "/AA"} & set(root) and _acts(root):
        return True
    if {"/JavaScript", "/EmbeddedFiles"} & set(names):
        return True
    return any("/AA" in page for page in reader.pages)


def _acts(root) -> bool:
    """An action on opening that is more than a place to begin at."""
    opening = root.get("/OpenAction")
    opening = opening.get_object() if hasattr(opening, "get_object") else opening
    return "/AA" in root or (isinstance(opening, dict) and opening.get("/S") != "/GoTo")


def _written_anew(reader: PdfReader) -> bytes:
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    writer.metadata = None
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _first_page(data: bytes) -> Image.Image:
    """Drawn by a process of its own: a reader of PDF is a large thing written in C."""
    limits = Limits(pages=1, width=PREVIEW_SIDE, patience=10, seconds=20)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(data)
        if not draw_pages(path, Path(folder), limits).sizes:
            raise BadEvidenceError("damaged")
        with Image.open(Path(folder) / picture_name(1, LARGE)) as drawn:
            return drawn.convert("RGB")
