"""Where a person's auditing roles lead to, widest first."""

from dataclasses import dataclass

from django.urls import reverse

from people.enums import UnitLevel
from people.models import School, Unit
from people.scopes import Scope
from training.reaches import lone_schools, root_units


@dataclass(frozen=True, slots=True)
class Home:
    """A screen to begin with: whose figures it shows, and its address."""

    name: str
    url: str


def audit_homes(scope: Scope, year: int) -> list[Home]:
    """The audit screens of the scope's units and schools. Two queries."""
    units = root_units(scope)
    top = top_unit(units)
    return [_of_unit(unit, top, year) for unit in units] + [
        _of_school(school, year) for school in lone_schools(scope)
    ]


def top_unit(units: list[Unit]) -> Unit | None:
    """The one that the year's own address shows: the first that is a city or above."""
    return next((unit for unit in units if unit.level != UnitLevel.UNIT), None)


def _of_unit(unit: Unit, top: Unit | None, year: int) -> Home:
    if unit == top:
        return Home(unit.display_name, reverse("audit-city", args=[year]))
    return Home(unit.display_name, reverse("audit-unit", args=[year, unit.code]))


def _of_school(school: School, year: int) -> Home:
    return Home(school.name, reverse("audit-school", args=[year, school.code]))
