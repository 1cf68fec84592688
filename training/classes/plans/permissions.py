"""May this person do this with a plan: views and templates ask, services ask again."""

from people.enums import UnitLevel
from people.models import Unit
from people.roles import PLAN_CLASSES
from people.scopes import scope_of
from training.classes.models import YearPlan

PLANNING_LEVELS = (UnitLevel.CITY, UnitLevel.UNIT)


def plannable_units(user):
    """The units whose plans `user` makes: the city first, then its units."""
    area = scope_of(user).area(PLAN_CLASSES)
    return Unit.objects.filter(area.units(), level__in=PLANNING_LEVELS)


def can_plan(user, unit: Unit) -> bool:
    """Whether `user` makes the plans of this unit: there or above it."""
    area = scope_of(user).area(PLAN_CLASSES)
    return unit.level in PLANNING_LEVELS and area.covers_unit(unit)


def can_publish(user, plan: YearPlan) -> bool:
    """Whether `user` may publish it once proposed: there or above it, and not who proposed it."""
    return can_plan(user, plan.unit) and plan.proposed_by_id != user.pk
