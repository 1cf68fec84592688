"""An audit as a table of plain text, for a terminal: a line per unit and the sum."""

from decimal import Decimal
from unicodedata import east_asian_width

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from training.audit.rows import Audit, Totals


def audit_as_text(audit: Audit) -> str:
    heads = [
        _("管理单位"), _("应达标"), _("已达标"), _("达标率"), _("参照"), _("已离岗"), _("免修"),
        pgettext("count", "学校"), _("配备达标"), _("专职"), _("兼职"), _("缺编"),
    ]  # fmt: skip
    rows = [[unit.name, *_figures(unit.totals)] for unit in audit.units]
    rows.append([_("合计"), *_figures(audit.totals)])
    return "\n".join([_title(audit), *_aligned([heads, *rows])])


def _title(audit: Audit) -> str:
    return _("%(year)s 年度心理健康教育教师培训与配备核查（政策：%(policy)s；基准日：%(day)s）") % {
        "year": audit.year,
        "policy": audit.policy,
        "day": audit.reference_day,
    }


def _figures(totals: Totals) -> list[str]:
    return [
        str(totals.binding), str(totals.compliant), percent(totals.rate), str(totals.reference),
        str(totals.left), str(totals.exempt), str(totals.schools), str(totals.schools_meeting),
        str(totals.full_time), str(totals.part_time), str(totals.gap),
    ]  # fmt: skip


def percent(rate: Decimal | None) -> str:
    """No rate is shown where the base is 0 (V6)."""
    return "—" if rate is None else f"{rate}%"


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [_line(row, widths) for row in rows]


def _line(row: list[str], widths: list[int]) -> str:
    first = row[0] + " " * (widths[0] - _width(row[0]))
    rest = [
        " " * (width - _width(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True)
    ]
    return "  ".join([first, *rest])


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
