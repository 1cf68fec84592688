"""What came of each class of a series. A series is what a unit held under one title or from one
course: the batches of a class."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Avg, Count, Q, QuerySet, Sum

from common.hours import ZERO
from training.classes.enums import ClassState, PlaceState
from training.classes.models import Award, Feedback, Place, TrainingClass
from training.classes.services.feeding_back import SHOWN_FROM


@dataclass(frozen=True, slots=True)
class Result:
    """One class in figures. `hours` are 学时 on the books; `share` is present minutes of all class
    minutes, None before the hours are confirmed; means are of 1 to 5, None below five answers."""

    key: object
    title: str
    batch_no: int
    state: str
    starts_at: datetime | None
    ends_at: datetime | None
    capacity: int
    asked: int
    seated: int
    completed: int
    hours: Decimal
    share: float | None
    useful: float | None
    lecturing: float | None
    organisation: float | None


def series_of(training_class: TrainingClass, user) -> QuerySet:
    """The classes of its series that `user` runs, but for those that were cancelled."""
    same = Q(title=training_class.title)
    if training_class.course_id:
        same |= Q(course=training_class.course_id)
    series = TrainingClass.objects.managed_by(user).filter(same, unit=training_class.unit_id)
    return series.exclude(state=ClassState.CANCELLED)


def results_of(classes: QuerySet) -> list[Result]:
    """In order of their beginning. Four queries, whatever their number."""
    held = list(classes.with_times().order_by("starts_at", "batch_no", "pk"))
    keys = [one.pk for one in held]
    places = _by_class(
        Place.objects.filter(training_class__in=keys).values("training_class"),
        asked=Count("pk"),
        seated=Count("pk", filter=Q(state=PlaceState.IN)),
    )
    awards = _by_class(
        Award.objects.filter(place__training_class__in=keys, stands=True).values(
            "place__training_class"
        ),
        completed=Count("pk", filter=Q(completed=True)),
        hours=Sum("hours"),
        present=Sum("minutes_present"),
        minutes=Sum("class_minutes"),
    )
    feedback = _by_class(
        Feedback.objects.filter(training_class__in=keys).values("training_class"),
        count=Count("pk"),
        useful=Avg("useful"),
        lecturing=Avg("lecturing"),
        organisation=Avg("organisation"),
    )
    return [
        _result(one, places.get(one.pk), awards.get(one.pk), feedback.get(one.pk)) for one in held
    ]


def _by_class(rows: QuerySet, **sums) -> dict:
    return {next(iter(row.values())): row for row in rows.annotate(**sums).order_by()}


def _result(held: TrainingClass, places, awards, feedback) -> Result:
    places, awards = places or {}, awards or {}
    told = feedback if feedback and feedback["count"] >= SHOWN_FROM else {}
    return Result(
        key=held.pk,
        title=held.full_title,
        batch_no=held.batch_no,
        state=held.state,
        starts_at=held.starts_at,
        ends_at=held.ends_at,
        capacity=held.capacity,
        asked=places.get("asked", 0),
        seated=places.get("seated", 0),
        completed=awards.get("completed", 0),
        hours=awards.get("hours") or ZERO,
        share=awards["present"] / awards["minutes"] if awards.get("minutes") else None,
        useful=told.get("useful"),
        lecturing=told.get("lecturing"),
        organisation=told.get("organisation"),
    )


@dataclass(frozen=True, slots=True)
class Sums:
    """Of several classes: people who came are counted as often as they came."""

    classes: int
    capacity: int
    asked: int
    seated: int
    completed: int
    hours: Decimal


def sums_of(results: Iterable[Result]) -> Sums:
    results = list(results)
    return Sums(
        classes=len(results),
        capacity=sum(one.capacity for one in results),
        asked=sum(one.asked for one in results),
        seated=sum(one.seated for one in results),
        completed=sum(one.completed for one in results),
        hours=sum((one.hours for one in results), ZERO),
    )
