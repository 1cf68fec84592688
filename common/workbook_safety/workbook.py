"""A whole .xlsx judged entry by entry before it is parsed."""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from common.refusals import FileRefusedError
from common.workbook_safety.container import open_archive, unpacked
from common.workbook_safety.limits import LIMITS, Limits
from common.workbook_safety.sheet_xml import SheetFacts, SheetScan, whole_tags

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
CONTENT_TYPES = "[Content_Types].xml"
MARKUP = (".xml", ".rels", ".vml")

_DECLARATION = re.compile(rb"<!(?!--|\[CDATA\[)")
_MARKUP_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[^\x00]")
_ENCODING = re.compile(rb"[^>]{0,80}?encoding\s*=\s*[\"']([\w.-]+)")
_MACRO_PART = re.compile(r"(?:^|/)(?:vbaproject\.bin$|vbadata\.xml$|macrosheets/)", re.IGNORECASE)
_LOCAL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True, slots=True)
class WorkbookFacts:
    """What the parser does not tell: the epoch, and by sheet name the SheetFacts."""

    epoch_1904: bool
    sheets: dict[str, SheetFacts]


def inspect_workbook(data: bytes, limits: Limits = LIMITS) -> WorkbookFacts:
    """Unpacks every entry once, in chunks, and raises at the first thing that is not safe."""
    entries = {entry.filename: entry for entry in open_archive(data, limits).infolist()}
    _refuse_macros(data, entries)
    if WORKBOOK not in entries or RELATIONS not in entries:
        raise FileRefusedError.unsafe("not_a_workbook")
    workbook = _tree(data, entries[WORKBOOK])
    parts = _sheet_parts(workbook, _tree(data, entries[RELATIONS]), entries)
    if len(parts) > limits.sheets:
        raise FileRefusedError.unsafe("too_many_sheets", limit=limits.sheets)
    facts = {}
    for name, entry in entries.items():
        if name in parts.values() or name.lower().endswith(MARKUP):
            facts[name] = _inspect_markup(data, entry, limits)
        else:
            for _chunk in unpacked(data, entry):
                pass
    return WorkbookFacts(
        _counts_from_1904(workbook), {sheet: facts[part] for sheet, part in parts.items()}
    )


def _refuse_macros(data: bytes, entries: dict[str, zipfile.ZipInfo]) -> None:
    if any(map(_MACRO_PART.search, entries)):
        raise FileRefusedError.unsafe("macro")
    if CONTENT_TYPES not in entries:
        raise FileRefusedError.unsafe("not_a_workbook")
    types = b"".join(_safe_markup(unpacked(data, entries[CONTENT_TYPES]))).lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise FileRefusedError.unsafe("macro")


def _inspect_markup(data: bytes, entry: zipfile.ZipInfo, limits: Limits) -> SheetFacts:
    scan = SheetScan(entry.filename, limits)
    for piece in whole_tags(_safe_markup(unpacked(data, entry))):
        scan.feed(piece)
    return scan.facts


def _safe_markup(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Passes chunks on; refuses document types, entities and any encoding but UTF-8.

    A declaration in another encoding would hide from the search.
    """
    tail = None
    for chunk in chunks:
        if tail is None:
            start = _MARKUP_START.match(chunk)
            encoding = start and _ENCODING.match(chunk, start.end())
            if not start or (encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii")):
                raise FileRefusedError.unsafe("unusual")
            tail = b""
        if b"<!" in tail + chunk and _DECLARATION.search(tail + chunk):
            raise FileRefusedError.unsafe("unusual")
        tail = chunk[-8:]
        yield chunk


def _tree(data: bytes, entry: zipfile.ZipInfo) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(b"".join(_safe_markup(unpacked(data, entry))))
    except ElementTree.ParseError:
        raise FileRefusedError.unsafe("not_a_workbook") from None


def _sheet_parts(workbook, relations, entries: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
    """Sheet name to the entry that holds it, resolved as the parser does."""
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    sheets = [node for node in workbook.iter() if _local_name(node) == "sheet"]
    names = {node.get("name", "") for node in sheets}
    if len(targets) < len(relations) or len(names) < len(sheets):
        raise FileRefusedError.unsafe("unusual")
    parts = {}
    for node in sheets:
        target = targets.get(node.get(_LOCAL_ID) or node.get(_STRICT_ID), "").lstrip("/")
        part = target if target.startswith("xl/") else posixpath.normpath(f"xl/{target}")
        if part not in entries:
            raise FileRefusedError.unsafe("not_a_workbook")
        parts[node.get("name", "")] = part
    return parts


def _counts_from_1904(workbook: ElementTree.Element) -> bool:
    return any(
        _local_name(node) == "workbookPr" and node.get("date1904", "").lower() in ("1", "true")
        for node in workbook.iter()
    )


def _local_name(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]
