"""Documents read our own static files and nothing else: nobody is called, no other file is opened.

A real listener stands where the addresses lead. What is typed comes out as it was typed (T12, C05).
"""

import socket
import threading
from contextlib import contextmanager
from io import BytesIO

import pytest
from django.template import engines
from pypdf import PdfReader

from common.pdf import PdfColumn, PdfError, PdfTable, html_to_pdf, render_pdf

pytestmark = [pytest.mark.abuse("T12"), pytest.mark.abuse("C05")]

TYPED = (
    '<img src="{address}x.png">',
    '<IMG SRC="{address}">',
    '<a href="{address}">这里</a>',
    '<font color="red" face="{address}">红</font>',
    '<link rel="stylesheet" href="{address}x.css">',
    '<style>@import url("{address}")</style>',
    '<pdf:insertpdf src="{address}">',
    "<script src='{address}'></script>",
    '<img src="file://{file}">',
    '<img src="{file}">',
    "<iframe src='{file}'>",
)
ASKED = (
    '<img src="{address}x.png">',
    '<img src="//{host}/x.png">',
    '<link rel="stylesheet" href="{address}x.css">',
    '<style>@import url("{address}x.css");</style>',
    "<style>p {{ background-image: url({address}x.png) }}</style>",
    "<style>@font-face {{ font-family: X; src: url({address}x.ttf) }}</style>",
    '<img src="file://{file}">',
    '<img src="{file}">',
    '<img src="../../../../../../../../{file}">',
    '<pdf:insertpdf src="{file}"></pdf:insertpdf>',
)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


class Listener:
    """Whoever connects is counted, and sent away."""

    def __init__(self):
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._answer, daemon=True)

    def _answer(self) -> None:
        while True:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()

    @contextmanager
    def open(self):
        self._thread.start()
        try:
            yield self
        finally:
            self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()
            self._thread.join(timeout=10)


@pytest.fixture
def listener():
    with Listener().open() as listener:
        yield listener


@pytest.fixture
def secret(tmp_path):
    """A file of this machine that no document has business with: a picture, so that it would show."""
    path = tmp_path / "secret.png"
    path.write_bytes(PIXEL)
    return path


def filled(texts, listener, secret) -> list[str]:
    names = {"address": f"http://{listener.host}/", "host": listener.host, "file": secret}
    return [text.format(**names) for text in texts]


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "")


def pictures_of(pdf: bytes) -> list:
    return [name for page in PdfReader(BytesIO(pdf)).pages for name in page.images]


def test_listener_when_somebody_connects_then_counts_them(listener):
    """Otherwise the other tests would hold nothing."""
    host, port = listener.host.split(":")
    with socket.create_connection((host, int(port))) as connection:
        assert connection.recv(1) == b""

    assert listener.calls == 1


def test_what_people_typed_when_printed_then_is_printed_as_typed_and_nobody_is_called(
    listener, secret
):
    typed = filled(TYPED, listener, secret)
    source = '{% extends "pdf/base.html" %}{% block content %}'
    source += "{% for text in typed %}<p>{{ text }}</p>{% endfor %}{% endblock %}"
    html = engines["django"].from_string(source).render({"title": typed[0], "typed": typed})
    table = PdfTable(typed[1], [PdfColumn(typed[2], 1)], [[text] for text in typed])

    pdf = html_to_pdf(html)
    listed = render_pdf("pdf/base.html", {"title": typed[3]}, [table])

    for text in typed:
        assert text in text_of(pdf)
        assert text in text_of(listed)
    assert pictures_of(pdf) == pictures_of(listed) == []
    assert listener.calls == 0


@pytest.mark.parametrize("markup", ASKED)
def test_markup_when_it_leads_out_of_our_static_files_then_is_refused_and_nobody_is_called(
    listener, secret, markup
):
    [asked] = filled([markup], listener, secret)

    with pytest.raises(PdfError):
        html_to_pdf(f"{asked}<p>甲</p>")

    assert listener.calls == 0


def test_document_to_insert_when_elsewhere_then_is_left_out_and_nobody_is_called(listener):
    pdf = html_to_pdf(
        f'<pdf:insertpdf src="http://{listener.host}/x.pdf"></pdf:insertpdf><p>甲</p>'
    )

    assert text_of(pdf) == "甲"
    assert listener.calls == 0


@pytest.mark.parametrize(
    "name", ["img/../../templates/base.html", "../portal/urls.py", "../../manage.py"]
)
def test_markup_when_it_climbs_out_of_our_static_files_then_is_refused(name):
    with pytest.raises(PdfError):
        html_to_pdf(f'<img src="{name}"><p>甲</p>')


def test_picture_of_ours_when_asked_for_then_is_no_reason_to_refuse():
    """The refusals above are of where a file lies, not of pictures."""
    plain, with_mark = html_to_pdf("<p>甲</p>"), html_to_pdf('<img src="img/mark.svg"><p>甲</p>')

    assert text_of(plain) == text_of(with_mark) == "甲"
    assert len(with_mark) > len(plain)
