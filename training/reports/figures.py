"""An audit as the fixed JSON of `audit --json` (FORMATS)."""

from decimal import Decimal

from training.audit.rows import Audit, SchoolRow, TeacherRow, Totals

TOTALS = (
    "binding",
    "compliant",
    "reference",
    "left",
    "exempt",
    "schools",
    "schools_meeting",
    "full_time",
    "part_time",
    "students",
)


def audit_as_json(audit: Audit) -> dict:
    """Hours as text with one place; teachers by number, schools and units by code."""
    return {
        "year": audit.year,
        "policy": audit.policy,
        "reference_day": audit.reference_day.isoformat(),
        "as_of": audit.as_of.isoformat() if audit.as_of else None,
        "city": _totals(audit.totals),
        "units": {unit.code: _totals(unit.totals) for unit in audit.units},
        "teachers": {row.number: _teacher(row) for row in audit.teachers},
        "staffing": {row.code: _staffing(row) for row in audit.schools},
    }


def _totals(totals: Totals) -> dict:
    return {name: getattr(totals, name) for name in TOTALS}


def _teacher(row: TeacherRow) -> dict:
    return {
        "name": row.name,
        "school": row.school_code,
        "unit": row.unit_code,
        "standing": row.standing,
        "required": _hours(row.required),
        "counted": _hours(row.counted),
        "verdict": row.verdict,
        "by_category": {name: _hours(hours) for name, hours in sorted(row.by_category.items())},
    }


def _staffing(row: SchoolRow) -> dict:
    return {
        "unit": row.unit_code,
        "students": row.students,
        "full_time": row.full_time,
        "part_time": row.part_time,
        "required_full_time": row.required_full_time,
        "gap": row.gap,
        "meets": row.meets,
    }


def _hours(hours: Decimal) -> str:
    return f"{hours:.1f}"
