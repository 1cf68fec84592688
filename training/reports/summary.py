"""The figures of an audit as a whole, each with the rule it is reckoned by."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.hours import ZERO, total
from common.spreadsheets import Kind
from credits.enums import Category, VerdictCode
from training.audit.rows import Audit, Totals, share
from training.reports.columns import as_text
from training.reports.frames import COUNTING

COUNT, DECIMAL, PERCENT = Kind.COUNT, Kind.DECIMAL, Kind.PERCENT


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    kind: Kind
    value: object
    meaning: str

    @property
    def text(self) -> str:
        return as_text(self.value, self.kind)


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    figures: list[Figure]


def summary_of(audit: Audit) -> list[Group]:
    return [people_of(audit), hours_of(audit), staffing_of(audit)]


def people_of(audit: Audit) -> Group:
    totals = audit.totals
    figures = [
        Figure(_("应达标"), COUNT, totals.binding, _("统计基准日在岗的专职教师，免修的除外")),
        Figure(_("已达标"), COUNT, totals.compliant, _("计入学时达到应修学时，各类内容均达到下限")),
        Figure(_("达标率"), PERCENT, totals.rate, _("已达标 ÷ 应达标；应达标为 0 时不计算")),
        *_verdicts(audit),
        Figure(_("参照执行"), COUNT, totals.reference, _("统计基准日在岗的兼职教师，不作考核，不计入达标率")),
        Figure(_("已离岗"), COUNT, totals.left, _("本年度曾在岗、统计基准日不在岗的教师，不计入达标率")),
        Figure(_("免修"), COUNT, totals.exempt, _("经批准免修本年度学时的教师，不计入达标率")),
        Figure(_("教师合计"), COUNT, len(audit.teachers), _("应达标、参照执行、已离岗、免修之和")),
    ]  # fmt: skip
    return Group(_("培训情况"), figures)


def hours_of(audit: Audit) -> Group:
    """The last figure is the sum of those before it."""
    hours = audit.totals.hours_by_category
    meaning = _("应达标教师的计入学时")
    figures = [
        Figure(str(Category(category).label), DECIMAL, hours.get(category, ZERO), meaning)
        for category in COUNTING
    ]
    sum_of_all = Figure(_("学时合计"), DECIMAL, total(hours.values()), _("以上各类之和"))
    return Group(_("学时构成"), [*figures, sum_of_all])


def staffing_of(audit: Audit) -> Group:
    totals = audit.totals
    any_share = share(totals.schools_with_any, totals.schools)
    figures = [
        Figure(pgettext("count", "学校"), COUNT, totals.schools, _("核查范围内的学校")),
        Figure(_("配备达标"), COUNT, totals.schools_meeting, _("专职教师达到配备标准的学校")),
        Figure(_("配备达标率"), PERCENT, totals.meeting_share, _("配备达标 ÷ 学校")),
        Figure(_("有专职或兼职"), COUNT, totals.schools_with_any, _("至少有一名专职或兼职教师在岗的学校")),
        Figure(_("有专职或兼职占比"), PERCENT, any_share, _("有专职或兼职 ÷ 学校")),
        Figure(_("专职"), COUNT, totals.full_time, _("统计基准日在岗的专职教师")),
        Figure(_("兼职"), COUNT, totals.part_time, _("统计基准日在岗的兼职教师")),
        Figure(_("专职占比"), PERCENT, totals.full_time_share, _("专职 ÷（专职＋兼职）")),
        Figure(_("缺编"), COUNT, totals.gap, _("各校应配专职与在岗专职的差额之和，超配不抵")),
        Figure(_("在校学生"), COUNT, totals.students, _students(audit)),
        Figure(_("生师比"), DECIMAL, totals.students_per_full_time, _("在校学生 ÷ 专职")),
    ]  # fmt: skip
    return Group(_("教师配备"), figures)


def _students(audit: Audit) -> str:
    not_filed = sum(row.students is None for row in audit.schools)
    if not_filed:
        return _("各校所报本年度在校学生数之和；%(count)s 所学校未报") % {"count": not_filed}
    return _("各校所报本年度在校学生数之和")


def _verdicts(audit: Audit) -> list[Figure]:
    """Those judged who have not met the minimum, by how they stand (V4)."""
    if not audit.running:
        meaning = _("年度终了仍未达到要求的应达标教师")
        return [_verdict(audit, VerdictCode.SHORT, meaning)]
    return [
        _verdict(audit, VerdictCode.ON_TRACK, _("计入学时不低于按天数折算的应修学时")),
        _verdict(audit, VerdictCode.BEHIND, _("计入学时低于按天数折算的应修学时")),
    ]


def _verdict(audit: Audit, code: VerdictCode, meaning: str) -> Figure:
    return Figure(str(code.label), COUNT, audit.totals.verdicts.get(code, 0), meaning)


def headline_of(totals: Totals) -> list[tuple[str, str]]:
    """The few figures that a reader looks for first: (figure, label)."""
    return [
        (as_text(totals.rate, PERCENT), _("达标率")),
        (f"{totals.compliant} / {totals.binding}", _("已达标 / 应达标")),
        (as_text(totals.meeting_share, PERCENT), _("配备达标率")),
        (f"{totals.schools_meeting} / {totals.schools}", _("配备达标 / 学校")),
        (str(totals.gap), _("缺编")),
    ]
