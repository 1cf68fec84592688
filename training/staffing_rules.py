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
CAMPUS_FULL_TIME = "campus_full_time"
UNIT_RESEARCH_OFFICER = "unit_research_officer"
SHARE_OF_SCHOOLS = "share_of_schools"

FULL_TIME_STANDARDS = (
    SCHOOL_FULL_TIME,
    STUDENTS_PER_FULL_TIME,
    STAGE_FULL_TIME,
    CAMPUS_FULL_TIME,
)


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
    campuses: int = 1


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


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """A unit or a city on the reference day. `units` are managing units."""

    schools: int
    schools_with_any: int
    units: int
    units_by_officers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AreaFinding:
    """One standard for a whole area: `found` of `base`, and whether that is enough (S1).

    For a share of schools `base` are all schools; for research officers all units. `due` is the
    day by which a target is to be reached.
    """

    standard: Standard
    found: int
    base: int
    meets: bool
    due: date | None


def evaluate_area(area: AreaFacts, standards: Iterable[Standard], day: date) -> list[AreaFinding]:
    """The standards in force that ask something of an area and not of a school (S1)."""
    findings = []
    for standard in standards:
        if not standard.in_force_on(day):
            continue
        if standard.asks == SHARE_OF_SCHOOLS and area.schools:
            found, base = area.schools_with_any, area.schools
            meets = found * 100 >= standard.amount * base
        elif standard.asks == UNIT_RESEARCH_OFFICER and area.units:
            found = sum(officers >= standard.amount for officers in area.units_by_officers)
            base = area.units
            meets = found == base
        else:
            continue
        findings.append(AreaFinding(standard, found, base, meets, standard.target_date))
    return findings


@dataclass(frozen=True, slots=True)
class YearShare:
    """Full-time among all psychology teachers at the end of a year (S3), in percent.

    `change` is against the year before in percentage points, None where there is none to compare.
    """

    year: int
    full_time: int
    part_time: int
    share: Decimal | None
    change: Decimal | None

    @property
    def fell(self) -> bool:
        return self.change is not None and self.change < 0


def year_shares(counts: Iterable[tuple[int, int, int]]) -> list[YearShare]:
    """From (year, full-time, part-time) in order of years; a fall is marked (S3)."""
    shares: list[YearShare] = []
    for year, full_time, part_time in counts:
        base = full_time + part_time
        share = (Decimal(full_time) * 100 / base).quantize(Decimal("0.1")) if base else None
        before = shares[-1].share if shares else None
        change = share - before if share is not None and before is not None else None
        shares.append(YearShare(year, full_time, part_time, share, change))
    return shares


def _required(standard: Standard, school: SchoolFacts) -> int:
    if standard.asks == STUDENTS_PER_FULL_TIME:
        return max(1, -(-(school.students or 0) // standard.amount))
    if standard.asks == STAGE_FULL_TIME:
        return standard.amount * len(school.stages)
    if standard.asks == CAMPUS_FULL_TIME:
        return standard.amount * school.campuses
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
