"""Reading a QR code's text as the page in the browser does, with a library of another kind."""

import base64
import json

import pypdfium2
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.people.activation.sheets import Box

DOTS = 3  # of the picture, to a point of the page


def codes_on(pdf: bytes) -> list[str]:
    """What the QR code of each page holds, as a reader finds it in a picture of the page."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=DOTS, grayscale=True).to_pil()
        codes = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
        found += [code.text for code in codes]
        page.close()
    document.close()
    return found


def text_boxes_on(pdf: bytes) -> list[Box]:
    """Each piece of text on the first page, as far as its ink goes."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    found = []
    for place in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(place)
        what = text.get_text_bounded(left, bottom, right, top)
        found.append(Box(what, left, right, bottom, top))
    document.close()
    return found


def parts_of(link: str) -> tuple[bytes, bytes]:
    """Payload and signature. Raises ValueError where either is not written in the one exact way."""
    payload, signature = link.rpartition("#")[2].split(".")
    return _exact(payload), _exact(signature)


def facts_of(link: str, public: bytes) -> dict:
    """Raises InvalidSignature."""
    payload, signature = parts_of(link)
    Ed25519PublicKey.from_public_bytes(public).verify(signature, payload)
    return json.loads(payload)


def _exact(text: str) -> bytes:
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(data).rstrip(b"=").decode() != text:
        raise ValueError(text)
    return data
