"""What would count of a claim if it were recognised as it stands (V5), before it is handed in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credits.claims.models import Claim
from credits.claims.review_terms import review_terms
from credits.models import Entry, Policy
from credits.rules import Line, Movement, allocate, tally_of


@dataclass(frozen=True, slots=True)
class Prospect:
    """The claim's own line, and the counted 学时 of the year without and with it."""

    year: int
    line: Line
    counted_before: Decimal
    counted_after: Decimal
    edition: str


def prospect_of(claim: Claim) -> Prospect | None:
    """None while category, days or hours are wanting, or no policy covers the year. Four queries."""
    if not (claim.category and claim.level and claim.hours and claim.starts_on and claim.ends_on):
        return None
    try:
        year = review_terms(claim.ends_on).year_of(claim.ends_on)
        policy = Policy.objects.prefetch_related("limits").in_force_on(date(year, 12, 31))
    except Policy.DoesNotExist:
        return None
    terms = policy.terms()
    entries = [_of_entry(entry) for entry in _entries(claim, year)]
    own = Movement(
        str(claim.pk), claim.hours, claim.category, claim.level, claim.mode, claim.ends_on
    )
    lines = allocate([*entries, own], terms)
    [line] = [line for line in lines if line.movement is own]
    return Prospect(
        year,
        line,
        tally_of(allocate(entries, terms)).counted,
        tally_of(lines).counted,
        policy.edition,
    )


def _entries(claim: Claim, year: int):
    found = Entry.objects.filter(teacher=claim.teacher_id, year=year).exclude(fact=claim.fact)
    return found.only("hours", "category", "level", "mode", "ends_on", "reverses")


def _of_entry(entry: Entry) -> Movement:
    return Movement(
        str(entry.pk),
        entry.hours,
        entry.category,
        entry.level,
        entry.mode,
        entry.ends_on,
        str(entry.reverses_id) if entry.reverses_id else None,
    )
