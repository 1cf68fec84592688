"""The same figures added up along each list, side by side: they must agree."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.spreadsheets import Column, Kind
from credits.enums import Standing
from credits.rules import MET
from people.rules import BINDING
from training.audit.rows import Audit

if TYPE_CHECKING:
    from pandas import DataFrame


def crossfoot_columns() -> list[Column]:
    return [
        Column("figure", _("项目"), width=16),
        Column("total", _("汇总"), Kind.COUNT, 14),
        Column("units", _("管理单位之和"), Kind.COUNT, 14),
        Column("schools", _("学校之和"), Kind.COUNT, 14),
        Column("teachers", _("教师人数"), Kind.COUNT, 14),
        Column("agrees", _("核对"), width=12),
    ]


def crossfoot(
    audit: Audit, units: "DataFrame", schools: "DataFrame", teachers: "DataFrame"
) -> list[tuple]:
    """One row a figure: as summed up, by units, by schools, by counting people.

    None where a list does not hold the figure.
    """
    people = _people(teachers)
    rows = []
    for name, label in _labels().items():
        by_school = len(schools) if name == "schools" else schools[_AT_SCHOOL.get(name, name)].sum()
        found = [getattr(audit.totals, name), units[name].sum(), by_school, people.get(name)]
        agrees = len(set(found) - {None}) == 1
        rows.append((label, *found, _("相符") if agrees else _("不符")))
    return rows


_AT_SCHOOL = {"schools_meeting": "meets"}


def _labels() -> dict[str, str]:
    return {
        "binding": _("应达标"),
        "compliant": _("已达标"),
        "reference": _("参照执行"),
        "left": _("已离岗"),
        "exempt": _("免修"),
        "schools": pgettext("count", "学校"),
        "schools_meeting": _("配备达标"),
        "full_time": _("专职"),
        "part_time": _("兼职"),
        "gap": _("缺编"),
        "students": _("在校学生"),
    }


def _people(teachers: "DataFrame") -> dict[str, int]:
    standing = teachers["standing"]
    counts = {code.value: int((standing == code.value).sum()) for code in Standing}
    met = (standing == BINDING) & (teachers["verdict"] == MET)
    return counts | {"compliant": int(met.sum())}
