"""What stands at the head of an audit's exports: its title and what the figures rest on."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.clock import now
from credits.enums import Proration
from training.audit.rows import Audit


@dataclass(frozen=True, slots=True)
class Cover:
    """`facts` are labels with what they say; `cautions` what a reader must know beforehand."""

    title: str
    extent: str
    issued_at: datetime
    facts: list[tuple[str, str]]
    cautions: list[str]

    @property
    def issued_on(self) -> str:
        return date_format(self.issued_at, "DATE_FORMAT")


def cover_of(audit: Audit, extent: str = "") -> Cover:
    """`extent` names the part that is audited; by default it is told from the rows."""
    issued_at = timezone.localtime(now())
    extent = extent or _extent(audit)
    return Cover(
        title=_title(audit),
        extent=extent,
        issued_at=issued_at,
        facts=_facts(audit, extent, issued_at),
        cautions=_cautions(audit),
    )


def _title(audit: Audit) -> str:
    words = {"year": audit.year}
    if audit.what_if:
        return _("%(year)s 年度心理健康教育教师培训与配备测算") % words
    return _("%(year)s 年度心理健康教育教师培训与配备核查报告") % words


def _extent(audit: Audit) -> str:
    if len(audit.units) == 1:
        return audit.units[0].name
    return _("全部管理单位")


def _facts(audit: Audit, extent: str, issued_at: datetime) -> list[tuple[str, str]]:
    document = _("《%(name)s》") % {"name": audit.policy_document} if audit.policy_document else "—"
    return [
        (_("核查范围"), extent),
        (_("年度起止"), _span(audit)),
        (_("统计基准日"), date_format(audit.reference_day, "DATE_FORMAT")),
        (_("数据截至"), _moment(timezone.localtime(audit.as_of) if audit.as_of else issued_at)),
        (_("规则版本"), audit.policy),
        (_("签发日期"), date_format(issued_at, "DATE_FORMAT")),
        (_("依据文件"), document),
    ]


def _span(audit: Audit) -> str:
    return _("%(first)s至%(last)s") % {
        "first": date_format(audit.first, "DATE_FORMAT"),
        "last": date_format(audit.last, "DATE_FORMAT"),
    }


def _moment(moment: datetime) -> str:
    return f"{date_format(moment, 'DATE_FORMAT')} {moment:%H:%M}"


def _cautions(audit: Audit) -> list[str]:
    cautions = []
    if audit.what_if:
        said = _("；").join(_assumption(name, value) for name, value in audit.what_if.items())
        cautions.append(_("以下为假设测算，不是核查结论：%(said)s。") % {"said": said})
    if audit.running:
        day = date_format(audit.reference_day, "DATE_FORMAT")
        cautions.append(_("本年度尚未结束，所列为截至%(day)s的进度。") % {"day": day})
    return cautions


def _assumption(name: str, value: str) -> str:
    if name == "proration":
        return _("学时折算办法为“%(value)s”") % {"value": Proration(value).label}
    sentences = {
        "required_hours": _("年度最低学时为 %(value)s"),
        "students_per_full_time": _("每 %(value)s 名学生配备一名专职教师"),
        "part_time_equivalent": _("一名兼职教师折合 %(value)s 名专职教师"),
    }
    return sentences[name] % {"value": value}
