"""QR codes as pictures in a page."""

from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """An SVG of the code that grows with its box; black on nothing."""
    out = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(
        out, kind="svg", xmldecl=False, omitsize=True, border=2, svgclass=None, lineclass=None
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308  # drawn here, of numbers only
