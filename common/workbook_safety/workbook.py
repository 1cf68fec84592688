"""A whole .xlsx judged entry by entry before it is parsed."""

import posixpath
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

from common.refusals import FileRefusedError
from common.workbook_safety.container import open_archive, unpacked
from common.workbook_safety.limits import LIMITS, Limits
from common.workbook_safety.markup import refuse_declarations, safe_markup
from common.workbook_safety.sheet_scan import SheetFacts, SheetScan

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
CONTENT_TYPES = "[Content_Types].xml"
MARKUP = (".xml", ".rels", ".vml")

_MACRO_PART = re.compile(r"(?:^|/)(?:vbaproject\.bin$|vbadata\.xml$|macrosheets/)", re.IGNORECASE)
_REACH = {"too_many_rows", "too_many_columns", "too_many_cells"}
_USUAL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
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
    names = {part: sheet for sheet, part in parts.items()}
    for part, entry in entries.items():
        if part in names or part.lower().endswith(MARKUP):
            facts[part] = _inspect_part(data, entry, names.get(part, part), limits)
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
    types = _text(data, entries[CONTENT_TYPES]).lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise FileRefusedError.unsafe("macro")


def _inspect_part(data: bytes, entry: zipfile.ZipInfo, sheet: str, limits: Limits) -> SheetFacts:
    """Formatted blanks far out look too large at first; only then is it worth the slow look."""
    try:
        return _scan(data, entry, SheetScan(sheet, limits))
    except FileRefusedError as refused:
        if refused.refusal.params["reason"] not in _REACH:
            raise
        try:
            return _scan(data, entry, SheetScan(sheet, limits, exact=True))
        except FileRefusedError:
            raise refused from None


def _scan(data: bytes, entry: zipfile.ZipInfo, scan: SheetScan) -> SheetFacts:
    for piece in safe_markup(unpacked(data, entry)):
        scan.feed(piece)
    return scan.facts


def _text(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    return b"".join(map(refuse_declarations, safe_markup(unpacked(data, entry))))


def _tree(data: bytes, entry: zipfile.ZipInfo) -> ElementTree.Element:
    try:
        # Declarations, and with them entities, were refused while it was read.
        return ElementTree.fromstring(_text(data, entry))  # noqa: S314  # see above
    except ElementTree.ParseError:
        raise FileRefusedError.unsafe("not_a_workbook") from None


def _sheet_parts(
    workbook: ElementTree.Element,
    relations: ElementTree.Element,
    entries: dict[str, zipfile.ZipInfo],
) -> dict[str, str]:
    """Sheet name to the entry that holds it, resolved as the parser does."""
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    sheets = [node for node in workbook.iter() if _local_name(node) == "sheet"]
    parts = {}
    for node in sheets:
        target = targets.get(node.get(_USUAL_ID) or node.get(_STRICT_ID), "").lstrip("/")
        part = target if target.startswith("xl/") else posixpath.normpath(f"xl/{target}")
        if part not in entries:
            raise FileRefusedError.unsafe("not_a_workbook")
        parts[node.get("name", "")] = part
    if len(targets) < len(relations) or len(set(parts.values())) < len(sheets):
        raise FileRefusedError.unsafe("unusual")
    return parts


def _counts_from_1904(workbook: ElementTree.Element) -> bool:
    return any(
        _local_name(node) == "workbookPr" and node.get("date1904", "").lower() in ("1", "true")
        for node in workbook.iter()
    )


def _local_name(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]
