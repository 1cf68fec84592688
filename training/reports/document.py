"""An audit as an official report on A4: figures, units, what is wanting, then the full lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from common.pdf import PdfFontError, PdfTable, html_to_pdf
from training.audit.rows import Audit
from training.reports.cover import cover_of
from training.reports.gaps import schools_short, teachers_short
from training.reports.paper import (
    hours_table,
    school_gaps_table,
    schools_table,
    summary_table,
    teacher_gaps_table,
    teachers_table,
    unit_tables,
)
from training.reports.standards import StandardNote, deciding_labels, standards_behind
from training.reports.summary import headline_of

TEMPLATE = "pdf/audit_report.html"
# For each list. A city's 1,000 schools and 3,000 people fit, with all that is wanting: 280 pages in
# 6 s. A province's lists would hold up the process for a minute, and nobody leafs through 3,000
# pages: they are in the workbook.
MOST_ROWS = 5000
GETA = "〓"  # what printers set for a character that they do not have


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it: a sentence, a table, either or neither."""

    title: str
    table: PdfTable | None = None
    note: str = ""


def audit_document(audit: Audit, extent: str = "") -> bytes:
    """The PDF. `extent` names the part that is audited. One query.

    A character that no font has is printed as 〓 and named in a note: one odd name must not keep
    a city from its report. Raises PdfError.
    """
    cover = cover_of(audit, extent)
    standards = standards_behind(audit)
    context = {
        "title": cover.title,
        "subtitle": cover.extent,
        "meta": cover.facts,
        "cautions": cover.cautions,
        "issued_on": cover.issued_on,
        "headline": headline_of(audit.totals),
        "standards": _("；").join(note.text for note in standards),
    }
    return _render(context, _body(audit, standards), _annex(audit))


def _body(audit: Audit, standards: Sequence[StandardNote]) -> list[Section]:
    schools, teachers = len(schools_short(audit)), len(teachers_short(audit))
    unmet = _("学时尚未达标的专职教师") if audit.running else _("学时未达标的专职教师")
    labels = deciding_labels(standards)
    return _numbered(
        [
            Section(_("总体情况"), summary_table(audit)),
            *_parts(audit),
            _list(
                _schools(_("未达到配备标准的学校"), schools),
                schools,
                lambda: school_gaps_table(audit, labels),
            ),
            _list(_people(unmet, teachers), teachers, lambda: teacher_gaps_table(audit)),
        ]
    )


def _parts(audit: Audit) -> list[Section]:
    """Unit by unit; one unit alone is the whole, which has been told already."""
    if len(audit.units) < 2:
        return [Section(_("应达标教师计入学时的构成"), hours_table(audit))]
    people, hours, staffing = unit_tables(audit)
    return [
        Section(_("各管理单位培训情况"), people),
        Section(_("各管理单位应达标教师计入学时的构成"), hours),
        Section(_("各管理单位教师配备"), staffing),
    ]


def _annex(audit: Audit) -> list[Section]:
    """The full lists; nothing is annexed where there is nothing to list."""
    schools, teachers = len(audit.schools), len(audit.teachers)
    if not (schools or teachers):
        return []
    return [
        _list(_schools(_("附表一　学校名单"), schools), schools, lambda: schools_table(audit)),
        _list(_people(_("附表二　教师名单"), teachers), teachers, lambda: teachers_table(audit)),
    ]


def _schools(title: str, count: int) -> str:
    return _("%(title)s（%(count)s 所）") % {"title": title, "count": count}


def _people(title: str, count: int) -> str:
    return _("%(title)s（%(count)s 人）") % {"title": title, "count": count}


def _list(title: str, count: int, table: Callable[[], PdfTable]) -> Section:
    if count > MOST_ROWS:
        return Section(title, note=_("名单过长，见同时导出的工作簿。"))
    if not count:
        return Section(title, note=_("无。"))
    return Section(title, table())


def _numbered(sections: list[Section]) -> list[Section]:
    numerals = [_("一、"), _("二、"), _("三、"), _("四、"), _("五、"), _("六、")]
    return [
        replace(section, title=numeral + section.title)
        for numeral, section in zip(numerals, sections, strict=False)
    ]


def _render(context: dict, body: Sequence[Section], annex: Sequence[Section]) -> bytes:
    missing: set[str] = set()
    while True:
        try:
            return _render_without(missing, context, body, annex)
        except PdfFontError as error:
            if missing.issuperset(error.characters):
                raise
            missing.update(error.characters)


def _render_without(
    missing: set[str], context: dict, body: Sequence[Section], annex: Sequence[Section]
) -> bytes:
    """The document with 〓 for each character of `missing`."""
    signs = str.maketrans(dict.fromkeys(missing, GETA))
    tables = [section.table for section in (*body, *annex) if section.table]
    places = {id(table): number for number, table in enumerate(tables)}

    def placed(sections):
        return [(each, places.get(id(each.table))) for each in sections]

    codes = " ".join(sorted(f"U+{ord(char):04X}" for char in missing))
    html = render_to_string(
        TEMPLATE, {**context, "body": placed(body), "annex": placed(annex), "missing": codes}
    )
    return html_to_pdf(html.translate(signs), [_translated(table, signs) for table in tables])


def _translated(table: PdfTable, signs: dict) -> PdfTable:
    if not signs:
        return table
    rows = [[text.translate(signs) for text in row] for row in table.rows]
    return replace(table, rows=rows, total=[text.translate(signs) for text in table.total])
