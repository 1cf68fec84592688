"""A whole .xlsx judged entry by entry before it is parsed."""

import posixpath
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from common.refusals import FileRefusedError
from common.workbook_safety.container import open_archive, unpacked
from common.workbook_safety.limits import LIMITS, MB, Limits
from common.workbook_safety.sheet_xml import SheetFacts, SheetScan, whole_tags

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
CONTENT_TYPES = "[Content_Types].xml"
LARGEST_INDEX = 2 * MB

_DECLARED = re.compile(rb"<!(?!--|\[CDATA\[)")
_WIDE_TEXT = re.compile(rb"^(?:\xff\xfe|\xfe\xff|<\x00|\x00)")
_ENCODING = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)")
_MACRO_PART = re.compile(r"(?:^|/)(?:vbaproject\.bin$|vbadata\.xml$|macrosheets/)", re.IGNORECASE)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class WorkbookFacts:
    """What the parser does not tell: the epoch, and by sheet name the SheetFacts."""

    epoch_1904: bool
    sheets: dict[str, SheetFacts]


def inspect_workbook(data: bytes, limits: Limits = LIMITS) -> WorkbookFacts:
    """Unpacks every entry once, in chunks, and raises at the first thing that is not safe."""
    archive = open_archive(data, limits)
    entries = {entry.filename: entry for entry in archive.infolist()}
    _refuse_macros(data, entries)
    if WORKBOOK not in entries:
        raise FileRefusedError.unsafe("not_a_workbook")
    facts = {name: _inspect_part(data, entry, limits) for name, entry in entries.items()}
    workbook = _small_xml(data, entries[WORKBOOK])
    parts = _sheet_parts(data, entries, workbook)
    if len(parts) > limits.sheets:
        raise FileRefusedError.unsafe("too_many_sheets", limit=limits.sheets)
    sheets = {name: facts.get(part) or SheetFacts() for name, part in parts.items()}
    for name, sheet in sheets.items():
        if sheet.rows * sheet.columns > limits.cells:
            raise FileRefusedError.unsafe(
                "too_many_cells", sheet=name, rows=sheet.rows, columns=sheet.columns
            )
    return WorkbookFacts(_counts_from_1904(workbook), sheets)


def _refuse_macros(data: bytes, entries: dict[str, zipfile.ZipInfo]) -> None:
    if any(map(_MACRO_PART.search, entries)):
        raise FileRefusedError.unsafe("macro")
    if CONTENT_TYPES not in entries:
        raise FileRefusedError.unsafe("not_a_workbook")
    types = b"".join(unpacked(data, entries[CONTENT_TYPES])).lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise FileRefusedError.unsafe("macro")


def _inspect_part(data: bytes, entry: zipfile.ZipInfo, limits: Limits) -> SheetFacts:
    scan = SheetScan(limits)
    strings = 0
    for piece in whole_tags(_safe_xml(unpacked(data, entry))):
        scan.feed(piece)
        strings += piece.count(b"<si>") + piece.count(b"<si/") + piece.count(b":si>")
        if strings > limits.cells:
            raise FileRefusedError.unsafe("zip_bomb")
    return scan.facts


def _safe_xml(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Passes chunks on; refuses document types, entities and any encoding but UTF-8.

    Declarations hide from a search in UTF-16, and a picture holds no markup to find.
    """
    first = True
    tail = b""
    for chunk in chunks:
        if first and not chunk.lstrip().startswith((b"<", b"\xef\xbb\xbf")):
            if _WIDE_TEXT.match(chunk):
                raise FileRefusedError.unsafe("unusual")
            yield from _drained(chunks)
            return
        if first and (declared := _ENCODING.match(chunk)) and declared[1].lower() != b"utf-8":
            raise FileRefusedError.unsafe("unusual")
        if _DECLARED.search(tail + chunk):
            raise FileRefusedError.unsafe("unusual")
        first, tail = False, chunk[-8:]
        yield chunk
