"""Files judged by their content, never by their name."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from common.file_contents import is_what_it_says
from tests.pdfs import pdf

FILM = Path(__file__).resolve().parents[1] / "data" / "film"
CUE = b"00:00.000 --> 00:02.000\nhello\n"


def office(*names: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "")
    return made.getvalue()


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        ("pdf", pdf()),
        ("docx", office("word/document.xml")),
        ("pptx", office("ppt/presentation.xml")),
        ("txt", "一份材料".encode()),
        ("csv", "姓名,学时".encode("gb18030")),
        ("mp4", (FILM / "clock.mp4").read_bytes()),
        ("webm", (FILM / "clock.webm").read_bytes()),
        ("vtt", (FILM / "clock.vtt").read_bytes()),
        ("vtt", b"\xef\xbb\xbfWEBVTT - \xe4\xb8\xad\r\n\r\n" + CUE),
    ],
)
def test_file_when_it_holds_what_it_says_then_is_taken(suffix, data):
    assert is_what_it_says(BytesIO(data), suffix)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        ("pdf", b"<html>"),
        ("docx", office("xl/workbook.xml")),
        ("docx", office("word/document.xml", "word/vbaProject.bin")),
        ("txt", b"<!DOCTYPE html>"),
        ("mp4", b""),
        ("mp4", b"ftypisom"),
        ("mp4", b"\0\0\0\x02ftypisom"),
        ("mp4", (FILM / "clock.webm").read_bytes()),
        ("webm", (FILM / "clock.mp4").read_bytes()),
        ("webm", b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska" + b"\0" * 100),
        ("webm", b"<script>webm</script>"),
        ("vtt", b""),
        ("vtt", b"WEBVTT\n"),
        ("vtt", b"WEBVTTX\n" + CUE),
        ("vtt", b"1\n" + CUE),
        ("vtt", "WEBVTT\n\n中文\n".encode("gb18030") + CUE),
        ("vtt", b"WEBVTT\n\0\n" + CUE),
        ("exe", b"MZ"),
        ("", b"anything"),
    ],
)
def test_file_when_it_holds_something_else_then_is_not_taken(suffix, data):
    assert not is_what_it_says(BytesIO(data), suffix)


def test_file_when_judged_then_stands_at_its_beginning():
    file = BytesIO(b"WEBVTT\n\n" + CUE)
    is_what_it_says(file, "vtt")

    assert file.tell() == 0
