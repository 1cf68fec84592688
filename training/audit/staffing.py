"""Staffing of an area: the standards that ask something of units, and the full-time share by year."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from people.enums import PostKind, UnitLevel
from people.models import Post, Unit
from people.rules import FULL_TIME, PART_TIME, PostSpan, reference_post
from training.audit.rows import Audit
from training.staffing_rules import AreaFacts, AreaFinding, YearShare, evaluate_area, year_shares

YEARS = 5


def area_findings(audit: Audit, unit: Unit) -> list[AreaFinding]:
    """The standards for a whole area, over the managing units within `unit` (S1). Two queries."""
    units = Unit.objects.within(unit).filter(level=UnitLevel.UNIT)
    officers = _officers(unit, audit)
    facts = AreaFacts(
        schools=audit.totals.schools,
        schools_with_any=audit.totals.schools_with_any,
        units=len(units),
        units_by_officers=tuple(officers[found.pk] for found in units),
    )
    return evaluate_area(facts, audit.standards, audit.reference_day)


def full_time_shares(audit: Audit, unit: Unit) -> list[YearShare]:
    """The full-time share at the end of each of the last years, falls marked (S3).

    Schools stand in the units they belong to today. One query.
    """
    years = range(audit.year - YEARS + 1, audit.year + 1)
    people = _people(unit, _back(audit.first, YEARS - 1), audit)
    counts = [(year, *_in_post(people, unit, _day_in(year, audit))) for year in years]
    return year_shares(_from_the_first_with_people(counts))


def _people(unit: Unit, since: date, audit: Audit) -> list[list[PostSpan]]:
    """The psychology posts, since a day, of everyone who had one within `unit`, person by person.

    A post's `school_id` is here the path of the school's unit.
    """
    posts = _posts(audit).filter(kind__in=(FULL_TIME, PART_TIME), starts_on__lte=audit.last)
    posts = posts.exclude(ends_on__lt=since)
    here = posts.filter(school__unit__path__startswith=unit.path).values("teacher_id")
    rows = posts.filter(teacher_id__in=here).values_list(
        "teacher_id", "starts_on", "ends_on", "kind", "school__unit__path"
    )
    people = defaultdict(list)
    for teacher_id, first, last, kind, path in rows:
        people[teacher_id].append(PostSpan(first, last, kind, path))
    return list(people.values())


def _day_in(year: int, audit: Audit) -> date:
    return min(_back(audit.last, audit.year - year), audit.reference_day)


def _officers(unit: Unit, audit: Audit) -> Counter:
    """{unit key: persons posted as research officers on the reference day}."""
    held = (
        _posts(audit)
        .filter(
            kind=PostKind.RESEARCH_OFFICER,
            unit__path__startswith=unit.path,
            starts_on__lte=audit.reference_day,
        )
        .exclude(ends_on__lt=audit.reference_day)
    )
    people = set(held.values_list("unit_id", "teacher_id"))
    return Counter(unit_id for unit_id, _teacher in people)


def _in_post(people: list[list[PostSpan]], unit: Unit, day: date) -> tuple[int, int]:
    counts = [0, 0]
    for posts in people:
        post = reference_post([post for post in posts if post.first <= day], day)
        if post is not None and post.holds(day) and post.school_id.startswith(unit.path):
            counts[post.kind != FULL_TIME] += 1
    return counts[0], counts[1]


def _posts(audit: Audit):
    return Post.objects.all() if audit.as_of is None else Post.history.as_of(audit.as_of)


def _from_the_first_with_people(counts: Iterable[tuple[int, int, int]]) -> list[tuple]:
    counts = list(counts)
    while counts and not counts[0][1] + counts[0][2]:
        counts.pop(0)
    return counts


def _back(day: date, years: int) -> date:
    """The same day `years` before; 28 February where that year had no 29th."""
    year = day.year - years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
