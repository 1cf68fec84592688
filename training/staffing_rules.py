"""Whether a school has the psychology teachers it should (S1–S3), on plain values.

No Django, no clock, no query.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

SCHOOL_FULL_TIME = "school_full_time"
SCHOOL_ANY = "school_any"
STUDENTS_PER_FULL_TIME = "students_per_full_time"
STAGE_FULL_TIME = "stage_full_time"
UNIT_RESEARCH_OFFICER = "unit_research_officer"
SHARE_OF_SCHOOLS = "share_of_schools"

FULL_TIME_STANDARDS = (SCHOOL_FULL_TIME, STUDENTS_PER_FULL_TIME, STAGE_FULL_TIME)


@dataclass(frozen=True, slots=True)
class Standard:
    """A dated standard (S1). Empty `school_kinds` or `stages` cover all; bounds are inclusive."""

    code: str
    title: str
    asks: str
    amount: int
    effective_from: date
    effective_to: date | None = None
    school_kinds: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    boarding_only: bool = False
    min_students: int | None = None
    max_students: int | None = None
    part_time_equivalent: Decimal = Decimal(0)
    enabled: bool = True
    target_date: date | None = None

    def in_force_on(self, day: date) -> bool:
        return (
            self.enabled
            and self.effective_from <= day
            and (self.effective_to is None or day <= self.effective_to)
        )

    def covers(self, school: "SchoolFacts") -> bool:
        return (
            (not self.school_kinds or school.kind in self.school_kinds)
            and (not self.stages or bool(self.stages & school.stages))
            and (school.boarding or not self.boarding_only)
            and _within(school.students, self.min_students, self.max_students)
        )


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """A school on the reference day; `students` None where that year's enrolment is not filed."""

    kind: str
    stages: frozenset[str]
    boarding: bool
    students: int | None
    full_time: int
    part_time: int


@dataclass(frozen=True, slots=True)
class Staffing:
    """The answer for one school (S3). `deciding` is the code of the standard that asked most."""

    required_full_time: int
    gap: int
    meets: bool
    deciding: str | None
    students_per_full_time: Decimal | None
    meets_any: bool


def evaluate(school: SchoolFacts, standards: Iterable[Standard], day: date) -> Staffing:
    """Required full-time posts are the most that any standard in force asks (S2)."""
    covering = [s for s in standards if s.in_force_on(day) and s.covers(school)]
    asked = [(_required(s, school), s) for s in covering if s.asks in FULL_TIME_STANDARDS]
    required, decider = max(asked, key=lambda pair: pair[0], default=(0, None))
    worth = Decimal(school.full_time)
    if decider is not None:
        worth += school.part_time * decider.part_time_equivalent
    gap = max(required - int(worth), 0)
    return Staffing(
        required_full_time=required,
        gap=gap,
        meets=gap == 0,
        deciding=decider.code if decider else None,
        students_per_full_time=_ratio(school),
        meets_any=all(
            school.full_time + school.part_time >= s.amount
            for s in covering
            if s.asks == SCHOOL_ANY
        ),
    )


def _required(standard: Standard, school: SchoolFacts) -> int:
    if standard.asks == STUDENTS_PER_FULL_TIME:
        return max(1, -(-(school.students or 0) // standard.amount))
    if standard.asks == STAGE_FULL_TIME:
        return standard.amount * len(school.stages)
    return standard.amount


def _ratio(school: SchoolFacts) -> Decimal | None:
    if not school.full_time or school.students is None:
        return None
    return (Decimal(school.students) / school.full_time).quantize(Decimal("0.1"))


def _within(students: int | None, least: int | None, most: int | None) -> bool:
    if least is None and most is None:
        return True
    if students is None:
        return False
    return (least is None or students >= least) and (most is None or students <= most)
