"""What a caller asks of a workbook and what it gets back."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from common.refusals import Refusal

REASONS = {
    "hidden": _("工作表「%(sheet)s」是隐藏的，未读取。"),
    "instructions": _("工作表「%(sheet)s」是填表说明，未读取。"),
    "sample": _("工作表「%(sheet)s」是示例，未读取。"),
    "chart": _("「%(sheet)s」是图表或宏表，未读取。"),
    "empty": _("工作表「%(sheet)s」是空的。"),
    "no_heading": _("工作表「%(sheet)s」中没有找到表头，未读取。"),
    "summary": _("工作表「%(sheet)s」是汇总，已按明细读取，未重复计算。"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading to look for. The sheet is refused without a `required` one."""

    name: str
    required: bool = True
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The data rows of one sheet, column by column.

    `rows` are spreadsheet row numbers; every list in `columns`, keyed by `Column.name`, has one
    raw cell for each of them. Columns the sheet lacks are absent. `refused` holds the rows after
    a footer, which stand in neither; `refused_cells` has their cells, by row number and column.
    `declared_totals` are the numbers of the closing 合计 row. `skipped` counts blank, total, footer
    and sample rows below the heading.
    """

    sheet: str
    rows: list[int]
    columns: dict[str, list[object]]
    skipped: int = 0
    declared_totals: dict[str, object] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    refused_cells: dict[int, dict[str, object]] = field(default_factory=dict)
    epoch_1904: bool = False
    has_hidden: bool = False


@dataclass(frozen=True, slots=True)
class SetAside:
    """A sheet that was not read, and which of REASONS is why."""

    sheet: str
    reason: str

    @property
    def message(self) -> str:
        return str(REASONS[self.reason]) % {"sheet": self.sheet}


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """At least one table, in the order of the sheets."""

    tables: list[SheetTable]
    set_aside: list[SetAside]
