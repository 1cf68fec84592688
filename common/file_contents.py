"""Whether a file holds what its name says, judged by its own bytes."""

import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO

HEAD = 1024
# The part that makes an Office file what it is; one with macros has another besides.
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
MACROS = "vbaproject.bin"
# Text that a browser might take for a page.
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<iframe")


def is_what_it_says(file: BinaryIO, suffix: str) -> bool:
    """`suffix` without its dot, in lower case; one that is not known here is never right."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if suffix in HEADS:
        return HEADS[suffix](head)
    if suffix in OFFICE_FOLDERS:
        return _is_office_file(file, OFFICE_FOLDERS[suffix])
    if suffix == "vtt":
        return _is_captions(file)
    return suffix in ("csv", "txt") and _is_plain_text(file)


def _begins_as_mp4(head: bytes) -> bool:
    """Its first box says which kind of MP4 it is; a box counts its own eight bytes of heading."""
    return head[4:8] == b"ftyp" and int.from_bytes(head[:4], "big") >= 16


def _begins_as_webm(head: bytes) -> bool:
    """The head of EBML, and the one of its formats that browsers play."""
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]


# What shows in the first bytes.
HEADS: dict[str, Callable[[bytes], bool]] = {
    "pdf": lambda head: b"%PDF-" in head,
    "mp4": _begins_as_mp4,
    "webm": _begins_as_webm,
}


def _is_captions(file: BinaryIO) -> bool:
    """WebVTT: in UTF-8 by its own rules, and with one cue at least."""
    data = file.read()
    file.seek(0)
    if b"\0" in data or b"-->" not in data or not _decodes(data, "utf-8"):
        return False
    return re.match(rb"(?:\xef\xbb\xbf)?WEBVTT[ \t\r\n]", data) is not None


def _is_office_file(file: BinaryIO, folder: str) -> bool:
    """Looks at the table of contents only: nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False
    finally:
        file.seek(0)
    return (
        "[content_types].xml" in names
        and any(name.startswith(folder) for name in names)
        and not any(name.endswith(MACROS) for name in names)
    )


def _is_plain_text(file: BinaryIO) -> bool:
    data = file.read()
    file.seek(0)
    if b"\0" in data or data.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        return False
    return any(_decodes(data, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
