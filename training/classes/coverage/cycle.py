"""The years that are looked at together, and what counts in them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from people.rules import training_year
from training.audit.service import frame_of
from training.classes.class_years import ending_between
from training.classes.enums import CONFIRMED_STATES
from training.classes.models import Award, TrainingClass


@dataclass(frozen=True, slots=True)
class Cycle:
    """The training years that are looked at together; the people are those of `reference_day`."""

    first_year: int
    last_year: int
    first: date
    last: date
    reference_day: date
    year_starts: tuple[int, int]
    running: bool

    @property
    def years(self) -> int:
        return self.last_year - self.first_year + 1


def cycle_of(year: int, years: int) -> Cycle:
    """Two queries."""
    frame = frame_of(year)
    starts = frame.policy.year_starts
    return Cycle(
        first_year=year - years + 1,
        last_year=year,
        first=training_year(year - years + 1, starts).first,
        last=frame.year.last,
        reference_day=frame.reference_day,
        year_starts=starts,
        running=frame.running,
    )


def confirmed_classes(cycle: Cycle) -> QuerySet:
    confirmed = TrainingClass.objects.filter(state__in=CONFIRMED_STATES).order_by()
    return ending_between(confirmed, cycle.first, cycle.last)


def completed_results(cycle: Cycle) -> QuerySet:
    """The standing results of those who completed a confirmed class of the cycle."""
    classes = confirmed_classes(cycle).values("pk")
    return Award.objects.filter(
        stands=True, completed=True, place__training_class__in=classes
    ).order_by()
