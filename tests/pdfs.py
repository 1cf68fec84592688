"""PDFs made for tests: tidy ones, and such as nobody should send."""

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def pdf(pages: int = 1, size: tuple[float, float] = A4) -> bytes:
    """Each page has its number and a few lines on it."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=size, invariant=True)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 60)
        canvas.drawString(60, size[1] - 120, f"Page {number}")
        canvas.setFont("Helvetica", 12)
        for line in range(20):
            canvas.drawString(60, size[1] - 180 - line * 20, f"Line {line + 1} " + "lesson " * 8)
        canvas.showPage()
    canvas.save()
    return made.getvalue()
