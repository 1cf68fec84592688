"""Uploaded files looked at before any parser sees them (D02, fault 11).

Every check raises FileRefusedError with one sentence, in bounded time and memory.
"""

from common.workbook_safety.container import file_kind
from common.workbook_safety.limits import LIMITS, Limits
from common.workbook_safety.text import decode_csv
from common.workbook_safety.workbook import SheetFacts, WorkbookFacts, inspect_workbook

__all__ = [
    "LIMITS",
    "Limits",
    "SheetFacts",
    "WorkbookFacts",
    "decode_csv",
    "file_kind",
    "inspect_workbook",
]
