"""Certificates as PDF: many in one document, and that one cut into single ones.

The layout of one costs ten times as much by itself as among a hundred: the fonts are put into a
document once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil

from django.conf import settings
from django.utils import translation
from pypdf import PdfReader, PdfWriter

from common.pdf import PdfError, PdfFontError, missing_glyphs, render_pdf
from credits.certificates.codes import link_of
from credits.certificates.drawing import Frame, pictures_of
from credits.certificates.models import Certificate
from credits.certificates.words import certified_en, certified_zh

ROOM_WIDTH, ROOM_HEIGHT = 654, 216  # points, below the headings
SIZES = (17, 16, 15, 14, 13, 12, 11, 10)
LEADING, LEADING_EN = 1.9, 1.55
SIZE_EN_SHARE = 0.62
SHORT_TITLE, LONG_TITLE = 6, 14  # characters
NARROW = 0.56  # of a full-width character


@dataclass(frozen=True, slots=True)
class _Page:
    """What the template needs of one certificate; sizes in points."""

    certificate: Certificate
    text: str
    text_en: str
    size: float

    @property
    def has_long_title(self) -> bool:
        return len(self.certificate.template.title) > LONG_TITLE

    @property
    def title(self) -> str:
        """A short one with room between its characters, as on paper certificates."""
        title = self.certificate.template.title
        return "\u2002".join(title) if len(title) <= SHORT_TITLE else title

    @property
    def leading(self) -> float:
        return round(self.size * LEADING, 1)

    @property
    def size_en(self) -> float:
        return round(self.size * SIZE_EN_SHARE, 1)

    @property
    def leading_en(self) -> float:
        return round(self.size_en * LEADING_EN, 1)

    @property
    def name_size(self) -> float:
        return self.size + 4


def draw_certificates(certificates: Sequence[Certificate], *, link: str | None = None) -> bytes:
    """One document, a page for each certificate in the order given. `link` in place of their own.

    Raises PdfFontError where a character has no glyph: ask `undrawable` before. Raises PdfError.
    """
    found = {c.template_id: c.template for c in certificates}
    pictures = {key: pictures_of(template) for key, template in found.items()}
    with translation.override(settings.LANGUAGE_CODE):
        frames = [Frame(c, pictures[c.template_id], link or link_of(c)) for c in certificates]
        if missing := missing_glyphs("".join(printed_text(c) for c in certificates)):
            raise PdfFontError(missing)
        context = {"pages": [_page(c) for c in certificates]}
        pdf = render_pdf("pdf/certificates.html", context, drawings=frames)
    count = len(PdfReader(BytesIO(pdf)).pages)
    if count != len(certificates):
        raise PdfError(f"{count} pages for {len(certificates)} certificates")
    return pdf


def undrawable(certificate: Certificate) -> str:
    """The characters that no font has; empty where the certificate can be drawn."""
    return missing_glyphs(printed_text(certificate))


def printed_text(certificate: Certificate) -> str:
    """All that people and templates bring onto the page."""
    template = certificate.template
    return "".join(
        (
            certificate.number,
            certificate.name,
            certificate.name_en,
            certificate.title,
            certificate.class_no,
            certificate.issuer,
            certificate.issuer_en,
            template.title,
            template.title_en,
        )
    )


def single_pages(pdf: bytes) -> Iterator[bytes]:
    """Each page as a document of its own."""
    for page in PdfReader(BytesIO(pdf)).pages:
        writer = PdfWriter()
        writer.add_page(page)
        out = BytesIO()
        writer.write(out)
        yield out.getvalue()


def _page(certificate: Certificate) -> _Page:
    zh, en = certified_zh(certificate), certified_en(certificate)
    for size in SIZES:
        page = _Page(certificate, zh, en, size)
        if _height(page) <= ROOM_HEIGHT:
            break
    return page


def _height(page: _Page) -> float:
    """An estimate, a line on the safe side: where lines break is known to the layout only."""
    lines = _lines(page.text, page.size) + _lines(page.certificate.name, page.name_size)
    lines_en = _lines(page.text_en, page.size_en)
    return lines * page.leading + lines_en * page.leading_en


def _lines(text: str, size: float) -> int:
    width = sum(1 if ord(char) > 0x2E7F else NARROW for char in text) + 2
    return ceil(width * size / (ROOM_WIDTH - size))
