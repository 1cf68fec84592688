"""An audit as a workbook: a summary, a sheet a list, the gaps, and the proof that all agree.

Totals are values, not formulas: previews on phones show them, and the file holds no formula at
all, so that whatever looks like one came from outside.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.spreadsheets import Book, Column
from training.audit.rows import Audit, Totals
from training.reports.columns import (
    rows_of,
    school_columns,
    school_gap_columns,
    teacher_columns,
    teacher_gap_columns,
    totals_of,
    unit_columns,
)
from training.reports.cover import Cover, cover_of
from training.reports.crossfoot import crossfoot, crossfoot_columns
from training.reports.frames import (
    school_gaps_frame,
    schools_frame,
    teacher_gaps_frame,
    teachers_frame,
    units_frame,
)
from training.reports.gaps import categories_lacking
from training.reports.standards import StandardNote, deciding_labels, standards_behind
from training.reports.summary import summary_of

if TYPE_CHECKING:
    from pandas import DataFrame

SUMMARY_WIDTHS = (18, 16, 84)
RED = "#B3261E"


def audit_workbook(audit: Audit, extent: str = "") -> bytes:
    """The .xlsx. `extent` names the part that is audited. One query.

    60,000 people take some 11 s and 210 MB, of which the writer's own are nine tenths.
    """
    cover = cover_of(audit, extent)
    standards = standards_behind(audit)
    labels = deciding_labels(standards)
    units, schools, teachers = units_frame(audit), schools_frame(audit), teachers_frame(audit)
    lists = [
        (pgettext("sheet", "管理单位"), unit_columns(), units),
        (pgettext("sheet", "学校"), school_columns(labels), schools),
        (pgettext("sheet", "教师"), teacher_columns(), teachers),
        (_("缺口（学校）"), school_gap_columns(labels), school_gaps_frame(audit)),
        (
            _("缺口（教师）"),
            teacher_gap_columns(categories_lacking(audit)),
            teacher_gaps_frame(audit),
        ),
    ]
    book = Book(title=cover.title, issued_at=cover.issued_at, footer=_("第 &P 页 / 共 &N 页"))
    _add_summary(book, audit, cover, standards)
    for name, columns, frame in lists:
        _add_list(book, name, columns, frame, audit.totals)
    book.add_list(_("核对"), crossfoot_columns(), crossfoot(audit, units, schools, teachers))
    return book.to_bytes()


def _add_summary(book: Book, audit: Audit, cover: Cover, standards: list[StandardNote]) -> None:
    page = book.add_page(_("汇总"), SUMMARY_WIDTHS)
    page.title(cover.title)
    for caution in cover.cautions:
        page.note(caution, RED)
    page.facts(cover.facts)
    for group in summary_of(audit):
        page.heading(group.heading)
        page.figures((each.label, each.kind, each.value, each.meaning) for each in group.figures)
    page.heading(_("配备标准"))
    for standard in standards:
        page.note(standard.text)


def _add_list(
    book: Book, name: str, columns: Sequence[Column], frame: "DataFrame", totals: Totals
) -> None:
    rows = rows_of(frame, columns)
    book.add_list(name, columns, rows, totals_of(columns, frame, totals) if rows else None)
