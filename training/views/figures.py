"""The figures at the head of an audit page, each with the list it is made of."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.tables import counted
from credits.enums import Category, VerdictCode
from credits.rules import BEHIND, MET, ON_TRACK, SHORT
from people.enums import PostKind
from people.rules import BINDING, EXEMPT, LEFT, REFERENCE
from training.audit.rows import Audit, SchoolRow, Totals, share
from training.filters import ANY, NO, YES
from training.views.lens import Lens


@dataclass(frozen=True, slots=True)
class Figure:
    """`href` leads to the rows that the figure counts; `tone` is how it stands out."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    href: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class CategoryHours:
    """Counted hours of one category; `largest` is the longest bar beside it."""

    label: str
    hours: Decimal
    largest: Decimal

    @property
    def written(self) -> str:
        return counted(self.hours)


def _heads(count: int) -> str:
    """The measure word that stands after `count`."""
    return ngettext("人", "人", count)


def people_figures(audit: Audit, lens: Lens, **within: str) -> list[Figure]:
    """Who met the minimum, and who is outside the rate. `within` narrows the linked lists."""
    totals = audit.totals
    verdicts = [MET, ON_TRACK, BEHIND] if audit.running else [MET, SHORT]

    def teachers(**filters):
        return lens.url("audit-teachers", **within, **filters)

    return [
        _rate(totals, teachers(standing=BINDING)),
        *(_verdict(code, totals, teachers(verdict=code)) for code in verdicts),
        _people(_("参照执行"), totals.reference, teachers(standing=REFERENCE), _("兼职，不作考核")),
        _people(_("已离岗"), totals.left, teachers(standing=LEFT), _("不计入达标率")),
        _people(_("免修"), totals.exempt, teachers(standing=EXEMPT), _("不计入达标率")),
    ]


def _rate(totals: Totals, href: str) -> Figure:
    if totals.rate is None:
        return Figure(_("达标率"), "—", note=_("没有应达标的专职教师"), tone="lead")
    note = _of_binding(totals.compliant, totals.binding)
    return Figure(_("达标率"), str(totals.rate), "%", note, href, tone="lead")


def _of_binding(compliant: int, binding: int) -> str:
    return _("应达标 %(binding)s 人，已达标 %(compliant)s 人") % {
        "binding": counted(binding),
        "compliant": counted(compliant),
    }


def _verdict(code: str, totals: Totals, href: str) -> Figure:
    count = totals.verdicts.get(code, 0)
    tone = "alarm" if count and code in (BEHIND, SHORT) else ""
    return Figure(
        VerdictCode(code).label, counted(count), _heads(count), "", href if count else "", tone
    )


def _people(label: str, count: int, href: str, note: str = "") -> Figure:
    return Figure(label, counted(count), _heads(count), note, href if count else "")


def staffing_figures(totals: Totals, lens: Lens, **within: str) -> list[Figure]:
    """Schools to standard and the teachers they have."""

    def schools(**filters):
        return lens.url("audit-schools", **within, **filters)

    def in_post(kind):
        return lens.url("audit-teachers", **within, post=kind)

    full_time = _people(_("专职教师"), totals.full_time, in_post(PostKind.FULL_TIME))
    part_time = _people(_("兼职教师"), totals.part_time, in_post(PostKind.PART_TIME))
    return [
        _schools_meeting(totals, schools(meets=YES)),
        _gap(totals, schools(meets=NO)),
        _schools_with_any(totals, schools(meets=ANY)),
        full_time,
        part_time,
        _share(totals, full_time.href),
        _students(totals, schools()),
    ]


def _schools_meeting(totals: Totals, href: str) -> Figure:
    return _schools(_("专职配备达标学校"), totals.schools_meeting, totals.schools, href)


def _schools_with_any(totals: Totals, href: str) -> Figure:
    return _schools(_("配有教师的学校"), totals.schools_with_any, totals.schools, href)


def _schools(label: str, count: int, base: int, href: str) -> Figure:
    if not base:
        return Figure(label, "—", note=_("没有学校"))
    note = _("共 %(schools)s 所，占 %(share)s%%") % {
        "schools": counted(base),
        "share": share(count, base),
    }
    return Figure(label, counted(count), ngettext("所", "所", count), note, href if count else "")


def _gap(totals: Totals, href: str) -> Figure:
    lacking = totals.schools - totals.schools_meeting
    note = _("%(schools)s 所学校未配齐") % {"schools": counted(lacking)} if lacking else ""
    return Figure(
        _("缺编"),
        counted(totals.gap),
        _heads(totals.gap),
        note,
        href if lacking else "",
        "alarm" if totals.gap else "",
    )


def _share(totals: Totals, href: str) -> Figure:
    if totals.full_time_share is None:
        return Figure(_("专职占比"), "—", note=_("没有在岗教师"))
    return Figure(_("专职占比"), str(totals.full_time_share), "%", href=href)


def _students(totals: Totals, href: str) -> Figure:
    return Figure(
        _("在校学生"),
        counted(totals.students),
        _heads(totals.students),
        _ratio_note(totals),
        href if totals.schools else "",
    )


def _ratio_note(figures: Totals | SchoolRow) -> str:
    ratio = figures.students_per_full_time
    return _("每名专职对应 %(ratio)s 名学生") % {"ratio": counted(ratio)} if ratio else ""


def hours_by_category(hours: dict[str, Decimal]) -> list[CategoryHours]:
    """Every counting category in its official order; a category without hours shows 0."""
    known = [category for category in Category if category in hours or category != Category.OTHER]
    largest = max(hours.values(), default=Decimal(0)) or Decimal(1)
    return [
        CategoryHours(category.label, hours.get(category, Decimal("0.0")), largest)
        for category in known
    ]


def school_figures(row: SchoolRow) -> list[Figure]:
    """One school's staffing against what is asked of it, and how its people stand."""
    students = Figure(_("在校学生"), "—", note=_("本年度学生数未上报"))
    if row.students is not None:
        students = Figure(
            _("在校学生"), counted(row.students), _heads(row.students), _ratio_note(row)
        )
    return [
        Figure(_("应配专职"), str(row.required_full_time), _heads(row.required_full_time)),
        Figure(_("专职教师"), str(row.full_time), _heads(row.full_time)),
        Figure(_("兼职教师"), str(row.part_time), _heads(row.part_time)),
        Figure(_("缺编"), str(row.gap), _heads(row.gap), tone="alarm" if row.gap else ""),
        _school_rate(row),
        students,
    ]


def _school_rate(row: SchoolRow) -> Figure:
    if row.rate is None:
        return Figure(_("达标率"), "—", note=_("没有应达标的专职教师"))
    return Figure(_("达标率"), str(row.rate), "%", _of_binding(row.compliant, row.binding))
