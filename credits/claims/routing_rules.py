"""Through whose hands a claim goes (C1): plain values, no Django, no clock, no query."""

from dataclasses import dataclass

SCHOOL = "school"
UNIT = "unit"
CITY = "city"

SCHOOL_THEN_UNIT = "school_unit"
UNIT_ONLY = "unit"


@dataclass(frozen=True, slots=True)
class Way:
    """What decides the way: whether the person is posted at a school, whether that school (or the
    unit of a research officer) answers to the city itself, and what the policy asks for."""

    at_school: bool
    of_city: bool
    levels: str = SCHOOL_THEN_UNIT

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages in their order; the last one recognises."""
        above = CITY if self.of_city else UNIT
        if self.at_school and self.levels == SCHOOL_THEN_UNIT:
            return (SCHOOL, above)
        return (above,)


def first_stage(way: Way) -> str:
    return way.stages[0]


def stage_after(stage: str, way: Way) -> str | None:
    """Who decides next once this stage has passed the claim; None where its word is the last.

    A stage that the way no longer holds (somebody moved schools meanwhile) hands on to its last.
    """
    stages = way.stages
    if stage == stages[-1] or stage == CITY:
        return None
    if stage in stages:
        return stages[stages.index(stage) + 1]
    return None if stage == UNIT else stages[-1]


def stage_of_appeal(stage: str, way: Way) -> str | None:
    """One level above the stage that rejected; None above the city."""
    if stage == CITY:
        return None
    if stage == SCHOOL and not way.of_city:
        return UNIT
    return CITY
