"""Drawings on the page beside the text."""

from io import BytesIO

from django.template import engines
from pypdf import PdfReader

from common.pdf import FAMILY, html_to_pdf
from common.pdf_drawings import PageDrawing

TEXT = '{% extends "pdf/base.html" %}{% block content %}<p>正文</p>' + (
    '<pdf:drawing number="0"></pdf:drawing><pdf:nextpage></pdf:nextpage>'
    '<pdf:drawing number="1"></pdf:drawing><p>第二页</p>{% endblock %}'
)


def saying(words: str, x: float, y: float) -> PageDrawing:
    def draw(canvas):
        canvas.setFont(FAMILY, 10)
        canvas.drawString(x, y, words)

    return draw


def places_on(page) -> dict[str, tuple[float, float]]:
    found = {}
    page.extract_text(
        visitor_text=lambda text, _cm, tm, _font, _size: found.update(
            {text.strip(): (tm[4], tm[5])}
        )
    )
    return found


def test_drawings_when_placed_then_stand_on_their_pages_in_the_pages_own_coordinates():
    html = engines["django"].from_string(TEXT).render({"title": "证明"})

    pdf = html_to_pdf(html, drawings=[saying("印章一", 300, 50), saying("印章二", 40, 700)])

    first, second = PdfReader(BytesIO(pdf)).pages
    assert places_on(first)["印章一"] == (300, 50)
    assert places_on(second)["印章二"] == (40, 700)
    assert "印章二" not in first.extract_text()
