"""Reading a printed sheet back: its text where it stands, and its QR codes as a phone sees them."""

from dataclasses import dataclass
from io import BytesIO

import zxingcpp
from PIL import Image, ImageDraw
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream
from reportlab.pdfbase import pdfmetrics

from common.pdf import BOLD, FAMILY

DOTS = 4  # of the picture, to a point of the page


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of text or a QR code; from the lower left corner of the page, in points."""

    what: str
    left: float
    right: float
    bottom: float
    top: float

    def meets(self, other: "Box", apart: float = 0) -> bool:
        """Whether the two are closer than `apart`."""
        return (
            self.left < other.right + apart
            and other.left < self.right + apart
            and self.bottom < other.top + apart
            and other.bottom < self.top + apart
        )


def pages_of(pdf: bytes) -> list[PageObject]:
    return list(PdfReader(BytesIO(pdf)).pages)


def text_of(pdf: bytes) -> str:
    """All text, without the breaks that lines and pages put in."""
    return "".join(page.extract_text() for page in pages_of(pdf)).replace("\n", "")


def lines_on(page: PageObject) -> list[Box]:
    """Each line of text, from its lowest to its highest stroke."""
    found = []

    def note(text, _cm, tm, font, size):
        if text.strip():
            face = BOLD if "Bold" in font["/BaseFont"] else FAMILY
            width = pdfmetrics.stringWidth(text.strip(), face, size)
            left, base = tm[4], tm[5]
            box = Box(text.strip(), left, left + width, base - 0.12 * size, base + 0.88 * size)
            found.append(box)

    page.extract_text(visitor_text=note)
    return found


def qr_codes_on(page: PageObject) -> list[Box]:
    """Each QR code, read by a reader; its box is of the dark modules."""
    found = []
    for bars in _filled(page):
        left, right = min(x for x, *_ in bars), max(x + w for x, _y, w, _h in bars)
        bottom, top = min(y for _x, y, *_ in bars), max(y + h for _x, y, _w, h in bars)
        found.append(Box(_read(bars, left, top, right, bottom), left, right, bottom, top))
    return found


def module_of(page: PageObject) -> float:
    """The side of the smallest square of the codes, in points."""
    return min(h for bars in _filled(page) for *_, h in bars)


def _filled(page: PageObject):
    """The rectangles of each filled path."""
    bars = []
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"re":
            bars.append([float(value) for value in operands])
        elif operator in (b"f", b"f*") and bars:
            yield bars
            bars = []


def _read(bars, left, top, right, bottom) -> str:
    edge = 12  # points of white around it
    size = [round((length + 2 * edge) * DOTS) for length in (right - left, top - bottom)]
    picture = Image.new("L", size, 255)
    pen = ImageDraw.Draw(picture)
    for x, y, width, height in bars:
        corner = ((x - left + edge) * DOTS, (top - y - height + edge) * DOTS)
        pen.rectangle([*corner, corner[0] + width * DOTS, corner[1] + height * DOTS], fill=0)
    (code,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return code.text
