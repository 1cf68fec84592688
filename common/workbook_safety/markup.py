"""The XML of a workbook's parts, as chunks that may be searched safely."""

import re
from collections.abc import Iterable, Iterator

from common.refusals import FileRefusedError

_DECLARATION = re.compile(rb"<!(?!--|\[CDATA\[)")
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[^\x00]")
_ENCODING = re.compile(rb"[^>]{0,80}?encoding\s*=\s*[\"']([\w.-]+)")


def safe_markup(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Markup in pieces that end between two tags, cut before a row where there is one.

    Refuses any encoding but UTF-8, in which declarations would hide from `refuse_declarations`.
    """
    rest = b""
    for number, chunk in enumerate(chunks):
        if not number:
            _refuse_other_encodings(chunk)
        buffer = rest + chunk
        cut = buffer.rfind(b"<row")
        if cut <= 0:
            cut = max(buffer.rfind(b"<"), 0)
        yield buffer[:cut]
        rest = buffer[cut:]
    yield rest


def refuse_declarations(piece: bytes) -> bytes:
    """The piece, if it declares no document type or entity."""
    if _DECLARATION.search(piece):
        raise FileRefusedError.unsafe("unusual")
    return piece


def _refuse_other_encodings(chunk: bytes) -> None:
    start = _START.match(chunk)
    encoding = start and _ENCODING.match(chunk, start.end())
    if not start or (encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii")):
        raise FileRefusedError.unsafe("unusual")
