"""The lists of an audit as tables for a page: which columns, how wide, and every cell as text."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from common.pdf import PdfColumn, PdfTable
from common.spreadsheets import Column, Kind
from people.rules import BINDING, EXEMPT, LEFT, REFERENCE
from training.audit.rows import Audit, Totals
from training.reports.columns import (
    as_text,
    rows_of,
    school_columns,
    school_gap_columns,
    teacher_columns,
    teacher_gap_columns,
    totals_of,
    unit_columns,
)
from training.reports.frames import (
    HOURS_COLUMNS,
    school_gaps_frame,
    schools_frame,
    teacher_gaps_frame,
    teachers_frame,
    units_frame,
)
from training.reports.gaps import categories_lacking
from training.reports.summary import hours_of, people_of, staffing_of

if TYPE_CHECKING:
    from pandas import DataFrame

# Widths in mm: a body page has 170, a page of the annex 257. A heading of four characters takes
# one line from 15.6 mm on and two even ones up to 12.4; what lies between breaks it three to one.
NUMBERING = 11
UNIT_PEOPLE = {
    "unit_name": 60, "binding": 18, "compliant": 18, "rate": 18, "reference": 20, "left": 18,
    "exempt": 18,
}  # fmt: skip
UNIT_HOURS = {
    "unit_name": 60, "hours_ethics": 22, "hours_knowledge": 22, "hours_skill": 22,
    "hours_supervision": 22, "hours": 22,
}  # fmt: skip
UNIT_STAFFING = {
    "unit_name": 54.6, "schools": 13, "schools_meeting": 12.4, "meeting_share": 19, "full_time": 13,
    "part_time": 13, "full_time_share": 16, "gap": 13, "students": 16,
}  # fmt: skip
SCHOOL_GAPS = {
    "school_code": 21.5, "school_name": 43, "unit_name": 24, "required_full_time": 12.4,
    "full_time": 11, "part_time": 11, "gap": 11, "standard": 25.1,
}  # fmt: skip
TEACHER_GAPS = {
    "number": 24, "name": 17, "school_name": 42.8, "unit_name": 24,
    "required": 12.3, "counted": 12.3, "missing": 11, "verdict": 15.6,
}  # fmt: skip
SCHOOLS = {
    "school_code": 22, "school_name": 57, "unit_name": 42, "kind": 26, "students": 12.4,
    "required_full_time": 12.4, "full_time": 11, "part_time": 11, "gap": 11,
    "students_per_full_time": 15, "binding": 13, "compliant": 13,
}  # fmt: skip
TEACHERS = {
    "number": 24, "name": 22, "school_name": 52, "unit_name": 30, "standing": 17,
    "required": 12.4, "hours_ethics": 12.4, "hours_knowledge": 12.4, "hours_skill": 12.4,
    "hours_supervision": 12.4, "counted": 12.4, "missing": 11, "verdict": 15.6,
}  # fmt: skip
LACKING = 15.6
FLEXIBLE = ("school_name", "unit_name")
LEAST = 20
LATIN_WORD = re.compile(r"[!-\u024f]+")
LATIN_LETTER, CELL_PADDING = 1.85, 3.6  # mm, of a bold heading


def summary_table(audit: Audit) -> PdfTable:
    """People and staffing; the hours have a table of their own."""
    columns = [
        PdfColumn(_("分类"), 22),
        PdfColumn(_("项目"), 36),
        PdfColumn(_("数值"), 22, "right"),
        PdfColumn(_("口径"), 90),
    ]
    rows = []
    for group in (people_of(audit), staffing_of(audit)):
        for place, figure in enumerate(group.figures):
            heading = "" if place else group.heading
            rows.append([heading, figure.label, figure.text, figure.meaning])
    return PdfTable("", columns, rows)


def hours_table(audit: Audit) -> PdfTable:
    """A line a category, then the sum."""
    columns = [PdfColumn(_("培训内容"), 60), PdfColumn(_("学时"), 30, "right"), PdfColumn("", 80)]
    *rows, total = [[figure.label, figure.text, ""] for figure in hours_of(audit).figures]
    return PdfTable("", columns, rows, total)


def unit_tables(audit: Audit) -> tuple[PdfTable, PdfTable, PdfTable]:
    """The units' people, hours and staffing, each with the sums below."""
    columns, units = unit_columns(), units_frame(audit)
    widths = (UNIT_PEOPLE, UNIT_HOURS, UNIT_STAFFING)
    people, hours, staffing = (_summed(columns, each, units, audit.totals) for each in widths)
    return people, hours, staffing


def school_gaps_table(audit: Audit, standards: Mapping[str, str]) -> PdfTable:
    return _numbered(school_gap_columns(standards), SCHOOL_GAPS, school_gaps_frame(audit))


def teacher_gaps_table(audit: Audit) -> PdfTable:
    lacking = categories_lacking(audit)
    widths = TEACHER_GAPS | {f"missing_{category}": LACKING for category in lacking}
    return _numbered(teacher_gap_columns(lacking), widths, teacher_gaps_frame(audit))


def schools_table(audit: Audit) -> PdfTable:
    optional = ("kind", "students_per_full_time")
    return _numbered(school_columns({}), SCHOOLS, schools_frame(audit), optional)


def teachers_table(audit: Audit) -> PdfTable:
    """Standing by one short word, as in the summary: a second line would double the pages."""
    words = {
        BINDING: _("应达标"),
        REFERENCE: _("参照执行"),
        LEFT: _("已离岗"),
        EXEMPT: _("免修"),
    }
    columns = [
        replace(column, labels=words) if column.name == "standing" else column
        for column in teacher_columns()
    ]
    return _numbered(columns, TEACHERS, teachers_frame(audit), HOURS_COLUMNS)


def _numbered(
    columns: Sequence[Column],
    widths: Mapping[str, float],
    frame: "DataFrame",
    optional: Collection[str] = (),
) -> PdfTable:
    """`optional` columns are left out where the words of a language need their room."""
    picked = _picked(columns, widths)
    if _excess(picked, widths) > sum(_spare(widths).values()) / 2:
        picked = [column for column in picked if column.name not in optional]
    rows = [
        [str(number), *_texts(picked, row)] for number, row in enumerate(rows_of(frame, picked), 1)
    ]
    number = PdfColumn(_("序号"), NUMBERING, "right")
    return PdfTable("", [number, *_on_paper(picked, widths)], rows)


def _summed(
    columns: Sequence[Column], widths: Mapping[str, float], frame: "DataFrame", totals: Totals
) -> PdfTable:
    picked = _picked(columns, widths)
    rows = [_texts(picked, row) for row in rows_of(frame, picked)]
    total = _texts(picked, totals_of(picked, frame, totals))
    return PdfTable("", _on_paper(picked, widths), rows, total)


def _picked(columns: Sequence[Column], widths: Mapping[str, float]) -> list[Column]:
    by_name = {column.name: column for column in columns}
    return [by_name[name] for name in widths]


def _on_paper(columns: Sequence[Column], widths: Mapping[str, float]) -> list[PdfColumn]:
    fitted = _fitted(columns, widths)
    return [
        PdfColumn(
            column.heading, fitted[column.name], "left" if column.kind is Kind.TEXT else "right"
        )
        for column in columns
    ]


def _fitted(columns: Sequence[Column], widths: Mapping[str, float]) -> dict[str, float]:
    """The widths, with room for each word; schools and units give it up, or get what is left.

    Chinese may be broken anywhere, so only other languages need it.
    """
    spare = _spare(widths)
    share = min(_excess(columns, widths) / sum(spare.values()), 1)
    fitted = {column.name: _needed(column, widths) for column in columns}
    return fitted | {name: widths[name] - share * width for name, width in spare.items()}


def _excess(columns: Sequence[Column], widths: Mapping[str, float]) -> float:
    """What the columns need beyond the page; negative where some are left out."""
    return sum(_needed(column, widths) for column in columns) - sum(widths.values())


def _spare(widths: Mapping[str, float]) -> dict[str, float]:
    return {name: widths[name] - LEAST for name in FLEXIBLE if name in widths}


def _needed(column: Column, widths: Mapping[str, float]) -> float:
    if column.name in FLEXIBLE:
        return widths[column.name]
    words = LATIN_WORD.findall(" ".join([column.heading, *column.labels.values()]))
    longest = max(map(len, words), default=0)
    return max(widths[column.name], longest * LATIN_LETTER + CELL_PADDING)


def _texts(columns: Sequence[Column], row: Sequence) -> list[str]:
    return [as_text(value, column.kind) for column, value in zip(columns, row, strict=True)]
