"""The plans of a year against what was carried out, by unit (R17, R21)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet

from common.hours import ZERO
from credits.enums import Level
from people.enums import UnitLevel
from people.models import Unit
from people.rules import TrainingYear
from training.audit.service import Frame, frame_of
from training.classes.class_years import ending_between, hours_offered
from training.classes.enums import PlanState
from training.classes.models import Place, Session, TrainingClass, YearPlan
from training.classes.plans.reading import with_sums


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One unit's year. Without a plan `state` is empty and what was planned is None.

    `carried_out` are planned classes that were opened, `held` all classes opened whose last session
    is in the year. `people` are those admitted, once a class. Hours are those that a class offers.
    """

    code: str
    name: str
    is_managing: bool
    state: str
    was_published: bool
    planned: int | None
    carried_out: int | None
    held: int
    planned_places: int | None
    people: int
    planned_hours: Decimal | None
    held_hours: Decimal
    city_backbone: int
    district_backbone: int

    @property
    def is_published(self) -> bool:
        return self.state == PlanState.PUBLISHED


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of the units, and how many of them do what R17 and R21 ask."""

    units: int
    published: int
    planned: int
    carried_out: int
    held: int
    planned_places: int
    people: int
    planned_hours: Decimal
    held_hours: Decimal
    city_backbone: int
    district_backbone: int
    managing_units: int
    units_with_district_backbone: int


@dataclass(frozen=True, slots=True)
class Report:
    year: TrainingYear
    running: bool
    units: list[UnitFigures]
    totals: Totals


def report_of(year: int, units: QuerySet) -> Report:
    """The year of these units, in order of path. Eight queries, whatever their number. Raises
    Policy.DoesNotExist for a year before the first policy."""
    frame = frame_of(year)
    found = list(units)
    plans = {plan.unit_id: plan for plan in _plans(year, units)}
    once = _once_published(year)
    held = _held(frame, units)
    rows = [_figures(unit, plans.get(unit.pk), held[unit.pk], once) for unit in found]
    return Report(frame.year, frame.running, rows, _totals(rows))


@dataclass(slots=True)
class _Held:
    """The classes of one unit."""

    classes: int = 0
    people: int = 0
    hours: int = 0
    city: int = 0
    district: int = 0


def _plans(year: int, units: QuerySet) -> QuerySet:
    return with_sums(YearPlan.objects.filter(year=year, unit__in=units.values("pk")))


def _once_published(year: int) -> set[int]:
    """Keys of the plans that were published at some time, though they may be in revision now."""
    published = YearPlan.history.filter(year=year, state=PlanState.PUBLISHED)
    return set(published.values_list("id", flat=True))


def _held(frame: Frame, units: QuerySet) -> dict[int, _Held]:
    """What each unit opened, by its key."""
    opened = TrainingClass.objects.announced().filter(unit__in=units.values("pk"))
    classes = ending_between(opened, frame.year.first, frame.year.last)
    keys = classes.order_by().values("pk")
    people = dict(
        Place.objects.in_class()
        .filter(training_class__in=keys)
        .order_by()
        .values_list("training_class")
        .annotate(n=Count("pk"))
    )
    sessions = defaultdict(list)
    for session in Session.objects.filter(training_class__in=keys):
        sessions[session.training_class_id].append(session)
    found: dict[int, _Held] = defaultdict(_Held)
    for held in classes.order_by():
        unit = found[held.unit_id]
        unit.classes += 1
        unit.people += people.get(held.pk, 0)
        unit.hours += hours_offered(sessions[held.pk], frame.policy)
        unit.city += held.backbone_only and held.level == Level.CITY
        unit.district += held.backbone_only and held.level == Level.DISTRICT
    return found


def _figures(unit: Unit, plan: YearPlan | None, held: _Held, once: set[int]) -> UnitFigures:
    return UnitFigures(
        code=unit.code,
        name=unit.display_name,
        is_managing=unit.level == UnitLevel.UNIT,
        state=plan.state if plan else "",
        was_published=bool(plan) and plan.pk in once,
        planned=plan.classes if plan else None,
        carried_out=plan.carried_out if plan else None,
        held=held.classes,
        planned_places=(plan.places or 0) if plan else None,
        people=held.people,
        planned_hours=(plan.hours or ZERO) if plan else None,
        held_hours=Decimal(held.hours),
        city_backbone=held.city,
        district_backbone=held.district,
    )


def _totals(rows: list[UnitFigures]) -> Totals:
    managing = [row for row in rows if row.is_managing]
    return Totals(
        units=len(rows),
        published=sum(row.is_published for row in rows),
        planned=_sum(row.planned for row in rows),
        carried_out=_sum(row.carried_out for row in rows),
        held=_sum(row.held for row in rows),
        planned_places=_sum(row.planned_places for row in rows),
        people=_sum(row.people for row in rows),
        planned_hours=sum((row.planned_hours or ZERO for row in rows), ZERO),
        held_hours=sum((row.held_hours for row in rows), ZERO),
        city_backbone=_sum(row.city_backbone for row in rows),
        district_backbone=_sum(row.district_backbone for row in rows),
        managing_units=len(managing),
        units_with_district_backbone=sum(row.district_backbone > 0 for row in managing),
    )


def _sum(values: Iterable[int | None]) -> int:
    return sum(value or 0 for value in values)
