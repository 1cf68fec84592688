"""An audit as data frames, for workbooks and for whoever reckons on with the figures.

Every frame has dtype object, so that codes stay text, hours exact decimals (学时, one place),
counts whole numbers, and None what is not known or has no base. Without rows the columns are
the same. Coded values are codes; rates and shares are percent with one place.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from common.hours import ZERO, total
from credits.enums import Category
from people.rules import BINDING, REFERENCE
from training.audit.rows import Audit, SchoolRow, TeacherRow, UnitRow
from training.reports.gaps import schools_short, teachers_short
from training.staffing_rules import SCHOOL_ANY

if TYPE_CHECKING:
    from pandas import DataFrame

# 其他 never counts (H3): its hours are in `not_counted`.
COUNTING = tuple(category.value for category in Category if category != Category.OTHER)
HOURS_COLUMNS = tuple(f"hours_{category}" for category in COUNTING)

TOTALS_COLUMNS = (
    "binding", "compliant", "rate", "reference", "left", "exempt",
    "schools", "schools_meeting", "meeting_share", "schools_with_any",
    "full_time", "part_time", "full_time_share", "gap", "students", "students_per_full_time",
)  # fmt: skip
UNIT_COLUMNS = ("unit_code", "unit_name", *TOTALS_COLUMNS, *HOURS_COLUMNS, "hours")
SCHOOL_COLUMNS = (
    "unit_code", "unit_name", "school_code", "school_name", "kind", "students",
    "required_full_time", "full_time", "part_time", "gap", "meets", "meets_any", "deciding",
    "students_per_full_time", "binding", "compliant", "rate", "reference", "left", "exempt",
)  # fmt: skip
TEACHER_COLUMNS = (
    "number", "name", "unit_code", "unit_name", "school_code", "school_name",
    "post_kind", "standing", "required", *HOURS_COLUMNS,
    "counted", "capped", "not_counted", "recognised", "missing", "verdict",
)  # fmt: skip
SCHOOL_GAP_COLUMNS = (
    "unit_code", "unit_name", "school_code", "school_name", "kind", "students",
    "required_full_time", "full_time", "part_time", "gap", "meets_any", "standard",
)  # fmt: skip
TEACHER_GAP_COLUMNS = (
    "unit_code", "unit_name", "school_code", "school_name", "number", "name", "verdict",
    "required", "counted", "missing", *HOURS_COLUMNS,
    *(f"missing_{category}" for category in COUNTING),
)  # fmt: skip


def units_frame(audit: Audit) -> "DataFrame":
    """One row a managing unit, by code. Columns: UNIT_COLUMNS.

    `hours_…` and their sum `hours` (学时) are the counted hours of those judged; `students` leaves
    out schools that filed none.
    """
    return _frame(map(_unit, audit.units), UNIT_COLUMNS)


def schools_frame(audit: Audit) -> "DataFrame":
    """One row a school, by code. Columns: SCHOOL_COLUMNS; `meets`, `meets_any` bool.

    `students` None: not filed for the year; `deciding` None: no standard covers the school.
    """
    return _frame((_picked(row, SCHOOL_COLUMNS) for row in audit.schools), SCHOOL_COLUMNS)


def teachers_frame(audit: Audit) -> "DataFrame":
    """One row a person of the population (P2), by number. Columns: TEACHER_COLUMNS.

    `recognised` = `counted` + `capped` + `not_counted`; `counted` = the sum of `hours_…`.
    `missing` is None for those who left or are exempt, `verdict` for all who are not judged (P4).
    """
    return _frame(map(_teacher, audit.teachers), TEACHER_COLUMNS)


def school_gaps_frame(audit: Audit) -> "DataFrame":
    """One row a school that `schools_short` names. Columns: SCHOOL_GAP_COLUMNS.

    `gap`: full-time posts missing; `standard`: the code of the standard that asked most, or
    "school_any" where only that one is not met.
    """
    return _frame(map(_school_gap, schools_short(audit)), SCHOOL_GAP_COLUMNS)


def teacher_gaps_frame(audit: Audit) -> "DataFrame":
    """One row a person that `teachers_short` names. Columns: TEACHER_GAP_COLUMNS, in 学时.

    `missing_…` is what a category's minimum lacks, None where the policy sets none or it is met.
    """
    return _frame(map(_teacher_gap, teachers_short(audit)), TEACHER_GAP_COLUMNS)


def _frame(rows: Iterable[tuple], columns: tuple[str, ...]) -> "DataFrame":
    from pandas import DataFrame  # half a second, which only exports should pay

    return DataFrame(list(rows), columns=list(columns), dtype=object)


def _unit(row: UnitRow) -> tuple:
    hours = row.totals.hours_by_category
    figures = [getattr(row.totals, name) for name in TOTALS_COLUMNS]
    return (row.code, row.name, *figures, *_by_category(hours), total(hours.values()))


_SCHOOL_NAMES = {"school_code": "code", "school_name": "name"}


def _picked(row: SchoolRow, columns: Iterable[str]) -> tuple:
    return tuple(getattr(row, _SCHOOL_NAMES.get(name, name)) for name in columns)


def _teacher(row: TeacherRow) -> tuple:
    owing = row.standing in (BINDING, REFERENCE)
    return (
        row.number, row.name, row.unit_code, row.unit_name, row.school_code, row.school_name,
        row.post_kind, row.standing, row.required, *_by_category(row.by_category),
        row.counted, row.capped, row.not_counted, row.recognised,
        row.missing if owing else None,
        row.verdict if row.standing == BINDING else None,
    )  # fmt: skip


def _school_gap(row: SchoolRow) -> tuple:
    return (*_picked(row, SCHOOL_GAP_COLUMNS[:-1]), SCHOOL_ANY if row.meets else row.deciding)


def _teacher_gap(row: TeacherRow) -> tuple:
    return (
        row.unit_code, row.unit_name, row.school_code, row.school_name, row.number, row.name,
        row.verdict, row.required, row.counted, row.missing, *_by_category(row.by_category),
        *(row.missing_by_category.get(category) for category in COUNTING),
    )  # fmt: skip


def _by_category(hours) -> list:
    return [hours.get(category, ZERO) for category in COUNTING]
