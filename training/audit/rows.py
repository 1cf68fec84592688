"""What an audit is made of. Hours are 学时 as Decimal with one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from people.rules import BINDING, EXEMPT, LEFT, REFERENCE
from training.staffing_rules import Standard


@dataclass(frozen=True, slots=True)
class TeacherRow:
    """One person of the year's population (P2) with standing (P4) and verdict (V3, V4)."""

    teacher_id: int
    number: str
    name: str
    school_code: str
    school_name: str
    unit_code: str
    unit_name: str
    post_kind: str
    standing: str
    required: Decimal
    counted: Decimal
    capped: Decimal
    not_counted: Decimal
    missing: Decimal
    missing_by_category: Mapping[str, Decimal]
    verdict: str
    by_category: Mapping[str, Decimal]

    @property
    def recognised(self) -> Decimal:
        return self.counted + self.capped + self.not_counted

    @property
    def compliant(self) -> bool:
        return self.verdict == "met"


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school: staffing (S3) and its people's standing. `students` None: not filed."""

    code: str
    name: str
    kind: str
    unit_code: str
    unit_name: str
    students: int | None
    full_time: int
    part_time: int
    required_full_time: int
    gap: int
    meets: bool
    meets_any: bool
    deciding: str | None
    students_per_full_time: Decimal | None
    binding: int
    compliant: int
    reference: int
    left: int
    exempt: int
    campuses: int = 1

    @property
    def rate(self) -> Decimal | None:
        return share(self.compliant, self.binding)


@dataclass(slots=True)
class Totals:
    """Sums over a unit or the city (V6, S3). Rates are None where the base is 0."""

    binding: int = 0
    compliant: int = 0
    reference: int = 0
    left: int = 0
    exempt: int = 0
    schools: int = 0
    schools_meeting: int = 0
    schools_with_any: int = 0
    full_time: int = 0
    part_time: int = 0
    students: int = 0
    gap: int = 0
    hours_by_category: dict[str, Decimal] = field(default_factory=dict)
    verdicts: dict[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> Decimal | None:
        """Compliant among binding, in percent to one place."""
        return share(self.compliant, self.binding)

    @property
    def full_time_share(self) -> Decimal | None:
        """Full-time among all psychology teachers, in percent to one place."""
        return share(self.full_time, self.full_time + self.part_time)

    @property
    def meeting_share(self) -> Decimal | None:
        return share(self.schools_meeting, self.schools)

    @property
    def students_per_full_time(self) -> Decimal | None:
        if not self.full_time:
            return None
        return (Decimal(self.students) / self.full_time).quantize(Decimal("0.1"))

    def add_teacher(self, row: TeacherRow) -> None:
        name = {BINDING: "binding", REFERENCE: "reference", LEFT: "left", EXEMPT: "exempt"}
        attribute = name[row.standing]
        setattr(self, attribute, getattr(self, attribute) + 1)
        if row.standing != BINDING:
            return
        self.compliant += row.compliant
        self.verdicts[row.verdict] = self.verdicts.get(row.verdict, 0) + 1
        for category, hours in row.by_category.items():
            self.hours_by_category[category] = (
                self.hours_by_category.get(category, Decimal("0.0")) + hours
            )

    def add_school(self, row: SchoolRow) -> None:
        self.schools += 1
        self.schools_meeting += row.meets
        self.schools_with_any += row.full_time + row.part_time > 0
        self.full_time += row.full_time
        self.part_time += row.part_time
        self.students += row.students or 0
        self.gap += row.gap


@dataclass(frozen=True, slots=True)
class UnitRow:
    code: str
    name: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit of one year over one scope. Rows stand in order of code or number."""

    year: int
    first: date
    last: date
    reference_day: date
    judged_on: date
    running: bool
    as_of: datetime | None
    policy: str
    policy_document: str
    what_if: Mapping[str, str]
    standards: list[Standard]
    totals: Totals
    units: list[UnitRow]
    schools: list[SchoolRow]
    teachers: list[TeacherRow]


def share(part: int, base: int) -> Decimal | None:
    """Percent to one place; None where the base is 0 (V6)."""
    if not base:
        return None
    return (Decimal(part) * 100 / base).quantize(Decimal("0.1"))
