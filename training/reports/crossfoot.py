"""The same figures added up along each list, side by side: they must agree."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

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
        Column("city", _("汇总"), Kind.COUNT, 12),
        Column("units", _("管理单位之和"), Kind.COUNT, 14),
        Column("schools", _("学校之和"), Kind.COUNT, 12),
        Column("teachers", _("教师人数"), Kind.COUNT, 12),
        Column("agrees", _("核对"), width=12),
    ]


def crossfoot(
    audit: Audit, units: "DataFrame", schools: "DataFrame", teachers: "DataFrame"
) -> list[tuple]:
    """One row a figure: as summed up, by units, by schools, by counting teachers (None: n/a)."""
    people = _people(teachers)
    by_school = {name: _sum(schools[name]) for name in _FROM_SCHOOLS}
    by_school["schools"] = len(schools)
    by_school["schools_meeting"] = int((schools["meets"] == True).sum())  # noqa: E712
    rows = []
    for name, label in _labels().items():
        sums = (getattr(audit.totals, name), _sum(units[name]), by_school[name], people.get(name))
        agrees = len({value for value in sums if value is not None}) == 1
        rows.append((label, *sums, _("相符") if agrees else _("不符")))
    return rows


def _people(teachers: "DataFrame") -> dict[str, int]:
    standing = teachers["standing"]
    counts = {code.value: int((standing == code.value).sum()) for code in Standing}
    met = (standing == BINDING) & (teachers["verdict"] == MET)
    return counts | {"compliant": int(met.sum())}
