"""Research officers and backbone teachers: who was trained and supervised in a cycle (R22).

Hours come from the ledger, so that imported ones count like those of our classes; which class and
batch gave them, from the confirmed results.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.timezone import localdate

from common.hours import ZERO
from credits.enums import Category
from credits.models import Entry
from people.enums import PostKind
from people.models import Post, Unit
from people.rules import year_of
from people.scopes import Area
from training.audit.rows import share
from training.classes.coverage.cycle import Cycle, completed_results, confirmed_classes
from training.classes.models import Session, TrainingClass

RESEARCH_OFFICER, BACKBONE = "research_officer", "backbone"
TRAINING = (Category.ETHICS, Category.KNOWLEDGE, Category.SKILL)


@dataclass(frozen=True, slots=True)
class Batch:
    """One confirmed class of the cycle; `batch_no` and `year` say of which batch it was."""

    number: str
    title: str
    batch_no: int
    year: int
    organiser: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A research officer or backbone teacher in post. Hours are 学时 of the cycle.

    Trained is who has hours of training, or completed a class that holds some.
    """

    teacher_id: int
    number: str
    name: str
    kind: str
    unit_code: str
    unit_name: str
    school_name: str
    training_hours: Decimal
    supervision_hours: Decimal
    trained: bool
    batches: tuple[Batch, ...]

    @property
    def supervised(self) -> bool:
        return self.supervision_hours > 0


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of some people were reached; a share of nobody is None."""

    people: int
    trained: int
    supervised: int
    supervision_hours: Decimal

    @property
    def trained_share(self) -> Decimal | None:
        return share(self.trained, self.people)

    @property
    def supervised_share(self) -> Decimal | None:
        return share(self.supervised, self.people)


@dataclass(frozen=True, slots=True)
class UnitRow:
    code: str
    name: str
    officers: Reached
    backbone: Reached
    together: Reached


@dataclass(frozen=True, slots=True)
class BatchRow:
    batch: Batch
    officers: int
    backbone: int


def people_of(cycle: Cycle, area: Area) -> list[PersonRow]:
    """By unit and number. Three queries."""
    posts = _posts(cycle, area)
    chosen: dict[int, Post] = {}
    for post in posts:
        chosen.setdefault(post.teacher_id, post)
    here = {key: post for key, post in chosen.items() if _covers(area, post)}
    hours = _hours(cycle, posts)
    batches = _batches(cycle, posts)
    rows = [_person(post, hours[key], batches[key]) for key, post in here.items()]
    return sorted(rows, key=lambda row: (row.unit_code, row.number))


def _posts(cycle: Cycle, area: Area) -> QuerySet:
    """The posts in force of those who have one in the area: a research officer's first, then by P3.

    All posts of a person, though some lie elsewhere: everybody is counted once in the whole city.
    """
    asked = Q(kind=PostKind.RESEARCH_OFFICER) | Q(teacher__backbone=True)
    in_force = Post.objects.in_force_on(cycle.reference_day).filter(asked)
    inside = in_force.filter(area.schools("school__") | area.units("unit__"))
    mine = in_force.filter(teacher__in=inside.order_by().values("teacher"))
    is_officer = Q(kind=PostKind.RESEARCH_OFFICER)
    is_full_time = Q(kind=PostKind.FULL_TIME)
    ordered = mine.alias(officer=is_officer, full_time=is_full_time).order_by(
        "teacher", "-officer", "-starts_on", "-full_time", "pk"
    )
    return ordered.select_related("teacher", "school__unit", "unit")


def _covers(area: Area, post: Post) -> bool:
    if post.school is not None:
        return area.covers_school(post.school)
    return area.covers_unit(post.unit)


def _hours(cycle: Cycle, posts: QuerySet) -> dict[int, dict[str, Decimal]]:
    """学时 on the ledger by teacher and category."""
    rows = (
        Entry.objects.filter(
            teacher__in=posts.order_by().values("teacher"),
            year__range=(cycle.first_year, cycle.last_year),
        )
        .order_by()
        .values_list("teacher_id", "category")
        .annotate(total=Sum("hours"))
    )
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for teacher_id, category, total in rows:
        found[teacher_id][category] = total
    return found


def _batches(cycle: Cycle, posts: QuerySet) -> dict[int, list[tuple[Batch, bool]]]:
    """The confirmed classes that each teacher completed, and whether each held training."""
    classes = {
        held.pk: _batch(held, cycle) for held in confirmed_classes(cycle).select_related("unit")
    }
    trains = Session.objects.filter(
        training_class=OuterRef("place__training_class"), category__in=TRAINING
    )
    results = (
        completed_results(cycle)
        .filter(place__teacher__in=posts.order_by().values("teacher"))
        .values_list("place__teacher_id", "place__training_class_id", Exists(trains))
    )
    found: dict[int, list[tuple[Batch, bool]]] = defaultdict(list)
    for teacher_id, class_id, trained in results:
        found[teacher_id].append((classes[class_id], trained))
    return found


def _batch(held: TrainingClass, cycle: Cycle) -> Batch:
    return Batch(
        number=held.number,
        title=held.title,
        batch_no=held.batch_no,
        year=year_of(localdate(held.last_starts_at), cycle.year_starts),
        organiser=held.unit.display_name,
    )


def _batch_order(batch: Batch) -> tuple:
    return batch.year, batch.number, batch.batch_no


def _person(
    post: Post, hours: dict[str, Decimal], completed: list[tuple[Batch, bool]]
) -> PersonRow:
    training = sum((hours.get(category, ZERO) for category in TRAINING), ZERO)
    unit = post.school.unit if post.school else post.unit
    is_officer = post.kind == PostKind.RESEARCH_OFFICER
    return PersonRow(
        teacher_id=post.teacher_id,
        number=post.teacher.number,
        name=post.teacher.name,
        kind=RESEARCH_OFFICER if is_officer else BACKBONE,
        unit_code=unit.code,
        unit_name=unit.display_name,
        school_name=post.school.name if post.school else "",
        training_hours=training,
        supervision_hours=hours.get(Category.SUPERVISION, ZERO),
        trained=training > 0 or any(trained for _batch, trained in completed),
        batches=tuple(sorted((batch for batch, _trained in completed), key=_batch_order)),
    )


def unit_rows(people: list[PersonRow], units: list[Unit]) -> list[UnitRow]:
    mine = defaultdict(list)
    for row in people:
        mine[row.unit_code].append(row)
    return [unit_row(unit.code, unit.display_name, mine[unit.code]) for unit in units]


def unit_row(code: str, name: str, people: list[PersonRow]) -> UnitRow:
    return UnitRow(
        code=code,
        name=name,
        officers=_reached(row for row in people if row.kind == RESEARCH_OFFICER),
        backbone=_reached(row for row in people if row.kind == BACKBONE),
        together=_reached(people),
    )


def _reached(people: Iterable[PersonRow]) -> Reached:
    people = list(people)
    return Reached(
        people=len(people),
        trained=sum(row.trained for row in people),
        supervised=sum(row.supervised for row in people),
        supervision_hours=sum((row.supervision_hours for row in people), ZERO),
    )


def batch_rows(people: list[PersonRow]) -> list[BatchRow]:
    """Each class that somebody of them completed, in order of year and number."""
    there = Counter((batch, row.kind) for row in people for batch in row.batches)
    batches = sorted({batch for batch, _kind in there}, key=_batch_order)
    return [
        BatchRow(batch, there[batch, RESEARCH_OFFICER], there[batch, BACKBONE]) for batch in batches
    ]
