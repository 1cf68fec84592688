"""Audits built from plain rows, for what is made out of an audit. No database."""

from datetime import date
from decimal import Decimal

from people.rules import BINDING
from training.audit.rows import Audit, SchoolRow, TeacherRow
from training.audit.service import sums_of
from training.staffing_rules import SCHOOL_ANY, SCHOOL_FULL_TIME, Standard

MINIMUM = Decimal("30.0")
DOCUMENT = "市教育局关于进一步推动全市中小学心理健康教育工作落地见效的通知"

STANDARDS = [  # of those that a migration brings, what is asked of a school
    Standard("any-per-school", "每校至少配备一名专职或兼职教师", SCHOOL_ANY, 1, date(2012, 12, 1)),
    Standard(
        "full-time-per-school", "每校至少配备一名专职教师", SCHOOL_FULL_TIME, 1, date(2021, 7, 1)
    ),
]


def teacher_row(number: str, school: SchoolRow, hours: str = "30.0", **values) -> TeacherRow:
    """A full-time teacher who is judged; `hours` are all 专业技能."""
    counted = Decimal(hours)
    missing = max(MINIMUM - counted, Decimal("0.0"))
    row = {
        "teacher_id": int(number),
        "number": number,
        "name": f"师{number[-3:]}",
        "school_code": school.code,
        "school_name": school.name,
        "unit_code": school.unit_code,
        "unit_name": school.unit_name,
        "post_kind": "full_time",
        "standing": BINDING,
        "required": MINIMUM,
        "counted": counted,
        "capped": Decimal("0.0"),
        "not_counted": Decimal("0.0"),
        "missing": missing,
        "missing_by_category": {},
        "verdict": "short" if missing else "met",
        "by_category": {"skill": counted} if counted else {},
    }
    return TeacherRow(**row | values)


def school_row(code: str, unit: str = "420102", full_time: int = 1, **values) -> SchoolRow:
    """A primary school that should have one full-time teacher; people follow in `audit_of`."""
    students = values.get("students", 900)
    gap = max(1 - full_time, 0)
    row = {
        "code": code,
        "name": f"校{code[-3:]}",
        "kind": "211",
        "unit_code": unit,
        "unit_name": f"区{unit[-3:]}",
        "students": students,
        "full_time": full_time,
        "part_time": 0,
        "required_full_time": 1,
        "gap": gap,
        "meets": not gap,
        "meets_any": full_time > 0,
        "deciding": "full-time-per-school",
        "students_per_full_time": Decimal(students) / full_time if students and full_time else None,
        "binding": 0,
        "compliant": 0,
        "reference": 0,
        "left": 0,
        "exempt": 0,
    }
    return SchoolRow(**row | values)


def audit_of(schools: list[SchoolRow], teachers: list[TeacherRow], **values) -> Audit:
    """The year 2025 after its end, over these rows; sums are those of the rows."""
    totals, units = sums_of(teachers, schools)
    audit = {
        "year": 2025,
        "first": date(2025, 1, 1),
        "last": date(2025, 12, 31),
        "reference_day": date(2025, 12, 31),
        "judged_on": date(2026, 1, 8),
        "running": False,
        "as_of": None,
        "policy": "武汉2019",
        "policy_document": DOCUMENT,
        "what_if": {},
        "standards": STANDARDS,
        "totals": totals,
        "units": units,
        "schools": schools,
        "teachers": teachers,
    }
    return Audit(**audit | values)


def sample_audit(**values) -> Audit:
    """Three units, six schools, a dozen people of every standing; a unit without anyone judged."""
    schools = [
        school_row("2142000001", "420102", 2, binding=2, compliant=1, left=1),
        school_row("2142000002", "420102", 1, binding=1, exempt=1, students=None),
        school_row("2142000003", "420103", 2, part_time=1, binding=2, compliant=2, reference=1),
        school_row("2142000004", "420103", 0, part_time=1, meets_any=True, reference=1),
        school_row("2142000005", "420104", 0, left=1, students=123456),
        school_row("2142000006", "420104", 0, part_time=1, meets_any=True, reference=1),
    ]
    one, two, three, four, five, six = schools
    mixed = {"ethics": Decimal("12.5"), "knowledge": Decimal("20.0"), "supervision": Decimal("0.5")}
    part_time = {"post_kind": "part_time", "standing": "reference"}
    teachers = [
        teacher_row("420100000001", one, "33.0", by_category=mixed),
        teacher_row("420100000002", one, "29.5"),
        teacher_row("420100000003", one, "8.0", standing="left"),
        teacher_row("420100000004", two, "0.0", not_counted=Decimal("6.0")),
        teacher_row("420100000005", two, "0.0", standing="exempt"),
        teacher_row("420100000006", three, "30.0"),
        teacher_row("420100000007", three, "30.5", capped=Decimal("4.0")),
        teacher_row("420100000008", three, "12.0", **part_time),
        teacher_row("420100000009", four, "31.0", **part_time),
        teacher_row("420100000010", five, "2.0", standing="left"),
        teacher_row("420100000011", six, "0.0", **part_time),
    ]
    return audit_of(schools, teachers, **values)
