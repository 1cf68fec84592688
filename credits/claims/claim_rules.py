"""What a claim must state before it can be handed in (H2, C1): plain values in, findings out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

HALF = Decimal("0.5")

NO_TITLE = "no_title"
NO_ORGANISER = "no_organiser"
NO_CATEGORY = "no_category"
NO_LEVEL = "no_level"
NO_DATES = "no_dates"
ENDS_FIRST = "ends_first"
NOT_OVER = "not_over"
NO_HOURS = "no_hours"
NOT_HALVES = "not_halves"
TOO_MANY = "too_many"
NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True, slots=True)
class Stated:
    """What a claim says. `hours` are 学时."""

    title: str = ""
    organiser: str = ""
    category: str = ""
    level: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    hours: Decimal | None = None
    pieces_of_evidence: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wanting, the field it is about, and the values its sentence needs."""

    code: str
    about: str
    values: dict = field(default_factory=dict, hash=False)


def findings(
    stated: Stated, *, today: date, day_cap: Decimal, evidence_required: bool
) -> list[Finding]:
    """Everything that keeps the claim from being handed in, in the order of the form (H2)."""
    found = [*_blanks(stated), *_of_days(stated, today), *_of_hours(stated, day_cap)]
    if evidence_required and not stated.pieces_of_evidence:
        found.append(Finding(NO_EVIDENCE, "evidence"))
    return found


def most_hours(starts_on: date, ends_on: date, day_cap: Decimal) -> Decimal:
    """As many 学时 as the days of the span can hold (H2)."""
    return day_cap * ((ends_on - starts_on).days + 1)


def hours_of_minutes(minutes: int, hour_minutes: int = 45) -> Decimal:
    """学时 that a number of minutes makes, down to the half (H1, H2): for the helper in the form."""
    return Decimal(minutes * 2 // hour_minutes) * HALF


def _blanks(stated: Stated) -> Iterable[Finding]:
    wanted = [
        ("title", NO_TITLE),
        ("organiser", NO_ORGANISER),
        ("category", NO_CATEGORY),
        ("level", NO_LEVEL),
    ]
    return [Finding(code, name) for name, code in wanted if not getattr(stated, name).strip()]


def _of_days(stated: Stated, today: date) -> Iterable[Finding]:
    starts, ends = stated.starts_on, stated.ends_on
    if starts is None:
        return [Finding(NO_DATES, "starts_on")]
    if ends is None:
        return [Finding(NO_DATES, "ends_on")]
    if ends < starts:
        return [Finding(ENDS_FIRST, "ends_on")]
    if ends > today:
        return [Finding(NOT_OVER, "ends_on")]
    return []


def _of_hours(stated: Stated, day_cap: Decimal) -> Iterable[Finding]:
    hours = stated.hours
    if hours is None or hours <= 0:
        return [Finding(NO_HOURS, "hours")]
    if hours % HALF:
        return [Finding(NOT_HALVES, "hours")]
    starts, ends = stated.starts_on, stated.ends_on
    if starts and ends and ends >= starts:
        most = most_hours(starts, ends, day_cap)
        if hours > most:
            return [Finding(TOO_MANY, "hours", {"most": most})]
    return []
