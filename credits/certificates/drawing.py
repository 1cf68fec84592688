"""What stands around the text of a certificate: rules, QR code, issuer, seal, signatures."""

from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from urllib.parse import urlsplit

import segno
from django.urls import reverse
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from common.line_breaks import line_spans
from common.pdf import FAMILY
from credits.certificates.codes import site_address
from credits.certificates.images import image_bytes
from credits.certificates.models import Certificate, CertificateTemplate
from credits.certificates.words import issued_in_words

WIDTH, HEIGHT = landscape(A4)
INK, MUTED, RULE = HexColor("#1b2532"), HexColor("#556376"), HexColor("#1f3a5f")
HAIR = HexColor("#9fb0c6")
OUTER, INNER = 10 * mm, 12.2 * mm
QR_SIDE, QR_X, QR_Y = 37 * mm, 26 * mm, 23 * mm
BESIDE_QR = QR_X + QR_SIDE + 5 * mm
ISSUER_MIDDLE, ISSUER_ROOM, ISSUER_Y = 229 * mm, 84 * mm, 43 * mm
SEAL_SIDE = 40 * mm
SIGNATURE_X, SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 124 * mm, 29 * mm, 15 * mm
LEADING = 1.35
# Trying all eight masks costs five times as much; readers do not mind which one it is.
MASK = 2


@dataclass(frozen=True, slots=True)
class Pictures:
    """The images of a template; None where it has none."""

    seal: ImageReader | None = None
    signatures: tuple[ImageReader, ...] = ()


def pictures_of(template: CertificateTemplate) -> Pictures:
    """Raises FileNotFoundError where an image was lost."""
    names = (template.signature_1, template.signature_2)
    return Pictures(
        seal=_reader(template.seal) if template.seal else None,
        signatures=tuple(_reader(name) for name in names if name),
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """Draws on the canvas of one certificate's page. `link` is what the QR code holds."""

    certificate: Certificate
    pictures: Pictures
    link: str

    def __call__(self, canvas: Canvas) -> None:
        _draw_rules(canvas)
        draw_qr(canvas, self.link, QR_X, QR_Y, QR_SIDE)
        self._beside_qr(canvas)
        self._signatures(canvas)
        self._issuer(canvas)

    def _beside_qr(self, canvas: Canvas) -> None:
        top = QR_Y + 17 * mm
        lines = (
            (_("证书编号　%(number)s") % {"number": self.certificate.number}, 9, INK),
            (self._what_the_code_does(), 7.5, MUTED),
            (_("查询证书状态：%(address)s") % {"address": check_address()}, 7.5, MUTED),
        )
        for text, size, colour in lines:
            canvas.setFillColor(colour)
            for line in wrapped(text, size, SIGNATURE_X - BESIDE_QR - 3 * mm):
                canvas.setFont(FAMILY, size)
                canvas.drawString(BESIDE_QR, top, line)
                top -= size * LEADING
            top -= 2.5

    def _what_the_code_does(self) -> str:
        """Only a signed one tells anything without a network."""
        if "#" in self.link:
            return _("扫描二维码，可当场核验真伪，不需联网。")
        return _("扫描二维码，可联网查询证书是否有效。")

    def _signatures(self, canvas: Canvas) -> None:
        for place, picture in enumerate(self.pictures.signatures):
            x = SIGNATURE_X + place * (SIGNATURE_WIDTH + 4 * mm)
            y = ISSUER_Y
            canvas.drawImage(
                picture,
                x,
                y,
                SIGNATURE_WIDTH,
                SIGNATURE_HEIGHT,
                mask="auto",
                preserveAspectRatio=True,
            )
            canvas.setStrokeColor(HAIR)
            canvas.setLineWidth(0.5)
            canvas.line(x, y - 1, x + SIGNATURE_WIDTH, y - 1)
            canvas.setFillColor(MUTED)
            canvas.setFont(FAMILY, 7.5)
            canvas.drawCentredString(x + SIGNATURE_WIDTH / 2, y - 11, _("签发人"))

    def _issuer(self, canvas: Canvas) -> None:
        y = ISSUER_Y + 14
        texts = [(self.certificate.issuer, (14, 12.5, 11, 9.5), INK)]
        if self.certificate.issuer_en:
            texts.append((self.certificate.issuer_en, (9, 8, 7), MUTED))
        texts.append((issued_in_words(self.certificate), (11.5,), INK))
        for text, sizes, colour in texts:
            size, lines = _fitted(text, sizes, ISSUER_ROOM)
            canvas.setFillColor(colour)
            canvas.setFont(FAMILY, size)
            for line in lines:
                y -= size * LEADING
                canvas.drawCentredString(ISSUER_MIDDLE, y, line)
            y -= 2
        if self.pictures.seal:
            canvas.drawImage(
                self.pictures.seal,
                ISSUER_MIDDLE - SEAL_SIDE / 2,
                ISSUER_Y - SEAL_SIDE / 2 - 2 * mm,
                SEAL_SIDE,
                SEAL_SIDE,
                mask="auto",
                preserveAspectRatio=True,
            )


def draw_qr(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """The code as one path of horizontal bars, with its lower left corner at (x, y)."""
    code = segno.make(text, error="l", micro=False, boost_error=False, mask=MASK)
    rows = list(code.matrix)
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(side / len(rows), side / len(rows))
    path = canvas.beginPath()
    for above, row in enumerate(reversed(rows)):
        start = 0
        for dark, bar in groupby(row):
            length = len(list(bar))
            if dark:
                path.rect(start, above, length, 1)
            start += length
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def check_address() -> str:
    """Where a number is typed in, as people write it."""
    parts = urlsplit(site_address(reverse("certificate-check")))
    return f"{parts.netloc}{parts.path}"


def wrapped(text: str, size: float, room: float) -> list[str]:
    widths = [pdfmetrics.stringWidth(char, FAMILY, size) for char in text]
    return [text[start:end] for start, end in line_spans(text, widths, [room])]


def _draw_rules(canvas: Canvas) -> None:
    canvas.setStrokeColor(RULE)
    for inset, width in ((OUTER, 1.6), (INNER, 0.5)):
        canvas.setLineWidth(width)
        canvas.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)


def _fitted(text: str, sizes: tuple[float, ...], room: float) -> tuple[float, list[str]]:
    """The largest size in which the text takes one line; else two or more of the smallest."""
    for size in sizes:
        lines = wrapped(text, size, room)
        if len(lines) == 1:
            break
    return size, lines


def _reader(stored_name: str) -> ImageReader:
    return ImageReader(BytesIO(image_bytes(stored_name)))
