"""What an audit finds wanting: the lists that somebody has to act on."""

from people.rules import BINDING
from training.audit.rows import Audit, SchoolRow, TeacherRow


def schools_short(audit: Audit) -> list[SchoolRow]:
    """Schools below a staffing standard, or without any psychology teacher where one is asked.

    In order of unit, then school.
    """
    found = [row for row in audit.schools if not (row.meets and row.meets_any)]
    return sorted(found, key=lambda row: (row.unit_code, row.code))


def teachers_short(audit: Audit) -> list[TeacherRow]:
    """Those judged (P4) who have not met the minimum; in order of unit, school, number."""
    found = [row for row in audit.teachers if row.standing == BINDING and not row.compliant]
    return sorted(found, key=lambda row: (row.unit_code, row.school_code, row.number))


def categories_lacking(audit: Audit) -> set[str]:
    """The categories whose minimum somebody who is judged does not reach."""
    return {category for row in teachers_short(audit) for category in row.missing_by_category}
