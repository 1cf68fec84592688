"""Changed assumptions for one audit (`--set`): nothing is stored."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from credits.enums import Proration
from credits.rules import Terms
from training.staffing_rules import STUDENTS_PER_FULL_TIME, Standard


class WhatIfError(ValueError):
    """An assumption that does not exist or a value it cannot take; the text is for people."""


def parse_assumptions(pairs: Iterable[str]) -> dict[str, str]:
    """`["proration=monthly"]` as a dict, checked. Raises WhatIfError."""
    assumptions = {}
    for pair in pairs:
        name, _sign, value = pair.partition("=")
        check_assumption(name.strip(), value.strip())
        assumptions[name.strip()] = value.strip()
    return assumptions


def check_assumption(name: str, value: str) -> None:
    """Raises WhatIfError unless `name` is known and takes `value`."""
    if name not in _CHECKS:
        raise WhatIfError(
            _("没有名为“%(name)s”的假设项。可用：%(known)s。")
            % {"name": name, "known": _("、").join(_CHECKS)}
        )
    try:
        accepted = _CHECKS[name](value)
    except (ValueError, InvalidOperation):
        accepted = False
    if not accepted:
        raise WhatIfError(_("假设项“%(name)s”不能取“%(value)s”。") % {"name": name, "value": value})


def assumed_terms(terms: Terms, assumptions: Mapping[str, str]) -> Terms:
    """The policy's terms with the assumptions laid over them."""
    if "proration" in assumptions:
        terms = replace(terms, proration=assumptions["proration"])
    if "required_hours" in assumptions:
        terms = replace(terms, required=Decimal(assumptions["required_hours"]) + Decimal("0.0"))
    return terms


def assumed_standards(standards: list[Standard], assumptions: Mapping[str, str]) -> list[Standard]:
    """The staffing standards with the assumptions laid over them."""
    if "students_per_full_time" in assumptions:
        ratio = int(assumptions["students_per_full_time"])
        standards = [s for s in standards if s.asks != STUDENTS_PER_FULL_TIME]
        standards.append(_ratio_standard(ratio))
    if "part_time_equivalent" in assumptions:
        worth = Decimal(assumptions["part_time_equivalent"])
        standards = [replace(s, part_time_equivalent=worth) for s in standards]
    return standards


def _ratio_standard(ratio: int) -> Standard:
    return Standard(
        code="students-per-full-time",
        title=_("每 %(ratio)s 名学生配备一名专职教师（测算）") % {"ratio": ratio},
        asks=STUDENTS_PER_FULL_TIME,
        amount=ratio,
        effective_from=date.min,
    )


_CHECKS: dict[str, Callable[[str], bool]] = {
    "proration": lambda value: value in Proration.values,
    "required_hours": lambda value: (
        0 <= Decimal(value) <= 1000 and Decimal(value) * 10 == int(Decimal(value) * 10)
    ),
    "students_per_full_time": lambda value: 0 < int(value) < 1_000_000,
    "part_time_equivalent": lambda value: 0 <= Decimal(value) <= 1,
}
