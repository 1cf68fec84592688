"""Uploaded workbooks to tables of raw cells, by column, under the headings a caller knows.

`read_workbook` is the way in; what a cell means is for `common.cells`.
"""

from common.sheets.reading import read_workbook
from common.sheets.tables import Column, SetAside, SheetTable, WorkbookReading

__all__ = ["Column", "SetAside", "SheetTable", "WorkbookReading", "read_workbook"]
