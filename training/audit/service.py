"""The audit of a year: posts and hours in, judged rows and their sums out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from common.clock import today
from common.hours import ZERO
from credits.models import Exemption, Leave, Policy
from credits.rules import Tally, Terms, judge, required_hours
from people.enums import STAGES_OF_KIND, SchoolKind
from people.rules import (
    FULL_TIME,
    PostSpan,
    Span,
    TrainingYear,
    reference_post,
    standing,
    training_year,
)
from training.audit.hours import read_tallies
from training.audit.roster import Reach, Roster, SchoolFact, names_of, read_roster, students_of
from training.audit.rows import Audit, SchoolRow, TeacherRow, Totals, UnitRow
from training.audit.what_if import assumed_standards, assumed_terms
from training.models import StaffingStandard
from training.staffing_rules import SchoolFacts, Standard, evaluate

NO_HOURS = Tally(ZERO, ZERO, ZERO, {})


@dataclass(frozen=True, slots=True)
class Frame:
    """Under what the year is judged: its days, the policy, the day and the moment."""

    year: TrainingYear
    policy: Policy
    terms: Terms
    reference_day: date
    judged_on: date
    as_of: datetime | None
    what_if: Mapping[str, str]

    @property
    def running(self) -> bool:
        return self.judged_on <= self.year.last


def audit_year(
    year: int,
    *,
    reach: Reach | None = None,
    reference_day: date | None = None,
    as_of: datetime | None = None,
    what_if: Mapping[str, str] | None = None,
) -> Audit:
    """The audit of `year` over `reach` (None: everything on record).

    `reference_day` defaults to the year's last day, or today while it runs (P3); `as_of` asks what
    was on record at a past moment (L3); `what_if` holds checked assumptions. At most 12 queries,
    whatever the size. Raises Policy.DoesNotExist for a year before the first policy.
    """
    frame = frame_of(year, reference_day=reference_day, as_of=as_of, what_if=what_if or {})
    roster = read_roster(frame.year, reach or Reach(), as_of)
    teachers = _teacher_rows(frame, roster)
    standards = _standards(frame)
    schools = _school_rows(frame, roster, teachers, standards)
    totals, units = sums_of(teachers, schools)
    return Audit(
        year=year,
        first=frame.year.first,
        last=frame.year.last,
        reference_day=frame.reference_day,
        judged_on=frame.judged_on,
        running=frame.running,
        as_of=as_of,
        policy=frame.policy.edition,
        policy_document=frame.policy.document_name,
        what_if=frame.what_if,
        standards=standards,
        totals=totals,
        units=units,
        schools=schools,
        teachers=teachers,
    )


def frame_of(
    year: int,
    *,
    reference_day: date | None = None,
    as_of: datetime | None = None,
    what_if: Mapping[str, str] | None = None,
) -> Frame:
    """The frame of an audit. Two queries."""
    judged_on = timezone.localdate(as_of) if as_of else today()
    policies = Policy.objects.known_at(as_of).prefetch_related("limits")
    policy = policies.in_force_on(date(year, 12, 31))
    days = training_year(year, policy.year_starts)
    return Frame(
        year=days,
        policy=policy,
        terms=assumed_terms(policy.terms(), what_if or {}),
        reference_day=reference_day or min(days.last, max(judged_on, days.first)),
        judged_on=judged_on,
        as_of=as_of,
        what_if=what_if or {},
    )


def _teacher_rows(frame: Frame, roster: Roster) -> list[TeacherRow]:
    """Everyone of the population whose reference post lies in reach (P2, P5)."""
    counted_at = {
        teacher_id: reference_post(posts, frame.reference_day)
        for teacher_id, posts in roster.posts.items()
    }
    here = {teacher_id: post for teacher_id, post in counted_at.items() if roster.holds(post)}
    names = names_of(here)
    tallies = read_tallies(frame.year.year, frame.terms, frame.as_of, here.keys())
    exempt = _exempt(frame)
    leaves = _leaves(frame)
    rows = [
        _teacher_row(
            frame,
            teacher_id,
            names[teacher_id],
            roster.schools[post.school_id],
            post,
            standing(post, frame.reference_day, exempt=teacher_id in exempt),
            roster.posts[teacher_id],
            leaves.get(teacher_id, []),
            tallies.get(teacher_id, NO_HOURS),
        )
        for teacher_id, post in here.items()
    ]
    return sorted(rows, key=lambda row: row.number)


def _teacher_row(
    frame: Frame,
    teacher_id: int,
    known_as: tuple[str, str],
    school: SchoolFact,
    post: PostSpan,
    stands: str,
    posts: list[PostSpan],
    leave: list[Span],
    tally: Tally,
) -> TeacherRow:
    required = required_hours(stands, posts, leave, frame.year, frame.terms)
    verdict = judge(
        tally, required, frame.terms, frame.year, frame.reference_day, running=frame.running
    )
    return TeacherRow(
        teacher_id=teacher_id,
        number=known_as[0],
        name=known_as[1],
        school_code=school.code,
        school_name=school.name,
        unit_code=school.unit_code,
        unit_name=school.unit_name,
        post_kind=post.kind,
        standing=stands,
        required=required,
        counted=tally.counted,
        capped=tally.capped,
        not_counted=tally.not_counted,
        missing=verdict.missing,
        missing_by_category=verdict.missing_by_category,
        verdict=verdict.code,
        by_category=tally.by_category,
    )


def _exempt(frame: Frame) -> set[int]:
    exemptions = Exemption.objects.filter(year=frame.year.year)
    if frame.as_of:
        exemptions = exemptions.filter(recorded_at__lte=frame.as_of)
    return set(exemptions.values_list("teacher_id", flat=True))


def _leaves(frame: Frame) -> dict[int, list[Span]]:
    if frame.terms.proration != "monthly":
        return {}
    leaves = Leave.objects.filter(starts_on__lte=frame.year.last, ends_on__gte=frame.year.first)
    if frame.as_of:
        leaves = leaves.filter(recorded_at__lte=frame.as_of)
    spans = defaultdict(list)
    for teacher_id, first, last in leaves.values_list("teacher_id", "starts_on", "ends_on"):
        spans[teacher_id].append(Span(first, last))
    return spans


def _standards(frame: Frame) -> list[Standard]:
    """The staffing standards on record, assumptions laid over them. One query."""
    model = StaffingStandard
    rows = model.history.as_of(frame.as_of) if frame.as_of else model.objects.all()
    return assumed_standards([row.as_rule() for row in rows], frame.what_if)


def _school_rows(
    frame: Frame, roster: Roster, teachers: list[TeacherRow], standards: list[Standard]
) -> list[SchoolRow]:
    schools = roster.schools_in_reach()
    students = students_of(frame.year.year, frame.as_of, [school.pk for school in schools])
    in_post = _in_post(roster, frame.reference_day)
    people: dict[str, Totals] = defaultdict(Totals)
    for row in teachers:
        people[row.school_code].add_teacher(row)
    return [
        _school_row(
            frame,
            school,
            students.get(school.pk),
            in_post[school.pk],
            standards,
            people[school.code],
        )
        for school in schools
    ]


def _in_post(roster: Roster, day: date) -> dict[int, tuple[int, int]]:
    """{school_id: (full-time, part-time)} persons in post on `day`, each at their main post."""
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for posts in roster.posts.values():
        post = reference_post(posts, day)
        if post.holds(day):
            counts[post.school_id][post.kind != FULL_TIME] += 1
    return defaultdict(lambda: (0, 0), {pk: tuple(pair) for pk, pair in counts.items()})


def _school_row(
    frame: Frame,
    school: SchoolFact,
    students: int | None,
    in_post: tuple[int, int],
    standards: list[Standard],
    people: Totals,
) -> SchoolRow:
    full_time, part_time = in_post
    stages = frozenset(str(stage) for stage in STAGES_OF_KIND[SchoolKind(school.kind)])
    facts = SchoolFacts(
        school.kind, stages, school.boarding, students, full_time, part_time, school.campuses
    )
    staffing = evaluate(facts, standards, frame.reference_day)
    return SchoolRow(
        code=school.code,
        name=school.name,
        kind=school.kind,
        unit_code=school.unit_code,
        unit_name=school.unit_name,
        students=students,
        full_time=full_time,
        part_time=part_time,
        required_full_time=staffing.required_full_time,
        gap=staffing.gap,
        meets=staffing.meets,
        meets_any=staffing.meets_any,
        deciding=staffing.deciding,
        students_per_full_time=staffing.students_per_full_time,
        binding=people.binding,
        compliant=people.compliant,
        reference=people.reference,
        left=people.left,
        exempt=people.exempt,
        campuses=school.campuses,
    )


def sums_of(teachers: list[TeacherRow], schools: list[SchoolRow]) -> tuple[Totals, list[UnitRow]]:
    """The sums over all rows, and by unit in order of code."""
    totals = Totals()
    by_unit: dict[str, Totals] = defaultdict(Totals)
    names = {}
    for row in teachers:
        names[row.unit_code] = row.unit_name
        totals.add_teacher(row)
        by_unit[row.unit_code].add_teacher(row)
    for row in schools:
        names[row.unit_code] = row.unit_name
        totals.add_school(row)
        by_unit[row.unit_code].add_school(row)
    return totals, [UnitRow(code, names[code], by_unit[code]) for code in sorted(by_unit)]
