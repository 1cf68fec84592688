"""Whom the classes of a cycle reached, all of it (R22, R23)."""

from dataclasses import dataclass

from django.db.models import Q

from people.enums import UnitLevel
from people.models import Unit
from people.scopes import Area
from training.classes.coverage.audiences import (
    AUDIENCES,
    Audience,
    AudienceUnitRow,
    attendances_of,
    audience_of,
    audience_unit,
    audience_units,
    general_minutes,
)
from training.classes.coverage.cycle import Cycle, cycle_of
from training.classes.coverage.people import (
    BatchRow,
    PersonRow,
    UnitRow,
    batch_rows,
    people_of,
    unit_row,
    unit_rows,
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """`totals` sums up `units`; `audience` is by kind of post, `audience_totals` all three."""

    cycle: Cycle
    people: list[PersonRow]
    units: list[UnitRow]
    totals: UnitRow
    batches: list[BatchRow]
    audience: dict[str, Audience]
    audience_units: list[AudienceUnitRow]
    audience_totals: AudienceUnitRow

    @property
    def not_reached(self) -> list[PersonRow]:
        return [row for row in self.people if not (row.trained and row.supervised)]


def coverage_of(year: int, years: int, area: Area) -> Coverage:
    """The cycle of `years` that ends in `year`, for the schools and units of `area`. Nine queries,
    whatever the number of rows. Raises Policy.DoesNotExist for a year before the first policy."""
    cycle = cycle_of(year, years)
    people = people_of(cycle, area)
    attended = attendances_of(cycle, area)
    minutes = general_minutes(cycle)
    units = _units(area, {row.unit_id for row in attended})
    return Coverage(
        cycle=cycle,
        people=people,
        units=unit_rows(people, units),
        totals=unit_row("", "", people),
        batches=batch_rows(people),
        audience={
            kind: audience_of([row for row in attended if row.kind == kind], minutes)
            for kind in AUDIENCES
        },
        audience_units=audience_units(attended, units, minutes),
        audience_totals=audience_unit("", "", attended, minutes),
    )


def _units(area: Area, attended: set[int]) -> list[Unit]:
    """The area's units, those of its schools, and those they belonged to when somebody attended; the
    city first. One query."""
    here = area.units() | Q(schools__pk__in=area.school_ids) | Q(pk__in=attended)
    levels = [UnitLevel.CITY, UnitLevel.UNIT]
    return list(Unit.objects.filter(here, level__in=levels).distinct())
