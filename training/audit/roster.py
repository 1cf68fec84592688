"""Who held which post, which school belonged where, on record now or at a past moment (L3)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from people.models import Enrolment, Post, School, Teacher, Unit
from people.rules import FULL_TIME, PART_TIME, PostSpan, TrainingYear

FEW_SCHOOLS = 300  # up to here a list of schools in the query is cheaper than reading all posts


@dataclass(frozen=True, slots=True)
class Reach:
    """Which part is audited: a unit and all below it, one school, or one person."""

    unit_path: str | None = None
    school_id: int | None = None
    teacher_id: int | None = None

    @classmethod
    def of_unit(cls, unit: Unit) -> "Reach":
        return cls(unit_path=unit.path)

    @classmethod
    def of_school(cls, school: School) -> "Reach":
        return cls(school_id=school.pk)

    def holds(self, school: "SchoolFact") -> bool:
        if self.teacher_id is not None:
            return True
        if self.school_id is not None:
            return school.pk == self.school_id
        return school.unit_path.startswith(self.unit_path or "")


@dataclass(frozen=True, slots=True)
class SchoolFact:
    pk: int
    code: str
    name: str
    kind: str
    boarding: bool
    campuses: int
    unit_code: str
    unit_name: str
    unit_path: str


@dataclass(frozen=True, slots=True)
class Roster:
    """Posts by teacher, schools by key (those in reach and those that posts lead to)."""

    posts: dict[int, list[PostSpan]]
    schools: dict[int, SchoolFact]
    reach: Reach

    def holds(self, post: PostSpan) -> bool:
        """Whether the post lies in reach."""
        return self.reach.holds(self.schools[post.school_id])

    def schools_in_reach(self) -> list[SchoolFact]:
        """In order of code; for one person, the schools of their posts."""
        found = [school for school in self.schools.values() if self.reach.holds(school)]
        return sorted(found, key=lambda school: school.code)


def read_roster(year: TrainingYear, reach: Reach, as_of: datetime | None) -> Roster:
    """Psychology posts touching the year of all who held one in reach. At most 5 queries."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    schools = _facts(_in_reach(_known(School, as_of), reach), units)
    posts = _known(Post, as_of).filter(kind__in=(FULL_TIME, PART_TIME))
    posts = posts.filter(starts_on__lte=year.last).exclude(ends_on__lt=year.first)
    rows = _posts_of_those_here(posts, schools, reach)
    elsewhere = {row[4] for row in rows} - schools.keys()
    if elsewhere:
        schools |= _facts(_known(School, as_of).filter(id__in=elsewhere), units)
    return Roster(_by_teacher(rows), schools, reach)


def _posts_of_those_here(posts: QuerySet, schools: dict, reach: Reach) -> list[tuple]:
    """All posts of everyone who has one in reach: the reference post may lie elsewhere."""
    rows = posts.values_list("teacher_id", "starts_on", "ends_on", "kind", "school_id")
    if reach.teacher_id is not None:
        return list(rows.filter(teacher_id=reach.teacher_id))
    if len(schools) < FEW_SCHOOLS:
        here = posts.filter(school_id__in=list(schools)).values("teacher_id")
        return list(rows.filter(teacher_id__in=here))
    found = list(rows)
    wanted = {row[0] for row in found if row[4] in schools}
    return [row for row in found if row[0] in wanted]


def names_of(teacher_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """{teacher_id: (number, name)}. One query."""
    rows = Teacher.objects.values_list("pk", "number", "name")
    wanted = set(teacher_ids)
    if len(wanted) < 5000:
        rows = rows.filter(pk__in=wanted)
    return {pk: (number, name) for pk, number, name in rows if pk in wanted}


def students_of(year: int, as_of: datetime | None, school_ids: Iterable[int]) -> dict[int, int]:
    """{school_id: students} filed for the year. One query."""
    rows = _known(Enrolment, as_of).filter(year=year).values_list("school_id", "students")
    wanted = set(school_ids)
    return {school_id: students for school_id, students in rows if school_id in wanted}


def _known(model, as_of: datetime | None) -> QuerySet:
    """Today's rows, or the rows as they stood on record at `as_of`."""
    return model.objects.all() if as_of is None else model.history.as_of(as_of)


def _in_reach(schools: QuerySet, reach: Reach) -> QuerySet:
    if reach.teacher_id is not None:
        return schools.none()
    if reach.school_id is not None:
        return schools.filter(id=reach.school_id)
    return schools.filter(unit__path__startswith=reach.unit_path or "")


def _facts(schools: QuerySet, units: dict[int, Unit]) -> dict[int, SchoolFact]:
    facts = {}
    for pk, code, name, kind, boarding, campuses, unit_id in schools.values_list(
        "id", "code", "name", "kind", "boarding", "campuses", "unit_id"
    ):
        unit = units[unit_id]
        facts[pk] = SchoolFact(
            pk, code, name, kind, boarding, campuses, unit.code, unit.display_name, unit.path
        )
    return facts


def _by_teacher(rows: Iterable[tuple]) -> dict[int, list[PostSpan]]:
    posts = defaultdict(list)
    for teacher_id, starts_on, ends_on, kind, school_id in rows:
        posts[teacher_id].append(PostSpan(starts_on, ends_on, kind, school_id))
    return dict(posts)
