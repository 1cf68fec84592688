"""What hours count and whether they are enough (H3–H6, V1–V5): plain values in, plain values out.

No Django, no clock, no query: the caller brings sums or movements, posts, and the policy's terms.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, Decimal

from people.rules import REFERENCE, PostSpan, Span, TrainingYear, full_time_months

ZERO = Decimal("0.0")

MET = "met"
ON_TRACK = "on_track"
BEHIND = "behind"
SHORT = "short"

NOT_COUNTING_CATEGORY = "H3"
OVER_CAP = "H4"
REVERSED = "L1"
COUNTS = "V3"


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `hours` 学时 a year of entries whose `dimension` (category, level, mode) is `value`."""

    dimension: str
    value: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """One edition of the policy as the rules need it (V1, H4). Hours are 学时."""

    edition: str
    required: Decimal = Decimal("30.0")
    proration: str = "none"
    counting: frozenset[str] = frozenset({"ethics", "knowledge", "skill", "supervision"})
    caps: tuple[Cap, ...] = ()
    minimums: Mapping[str, Decimal] = field(default_factory=dict)
    year_starts: tuple[int, int] = (1, 1)

    @property
    def caps_by_category_only(self) -> bool:
        """Whether sums by category are enough to apply every cap."""
        return all(cap.dimension == "category" for cap in self.caps)


@dataclass(frozen=True, slots=True)
class Movement:
    """One ledger entry as the rules need it; `hours` are signed, `key` names the entry."""

    key: object
    hours: Decimal
    category: str
    level: str
    mode: str
    ends_on: date
    reverses: object = None


@dataclass(frozen=True, slots=True)
class Line:
    """How one movement was counted, and the rule that decided it (V5).

    counted + capped + not_counted = the movement's hours.
    """

    movement: Movement
    counted: Decimal
    capped: Decimal
    not_counted: Decimal
    rule: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A person's year: counted + capped + not_counted = recognised. `by_category` is counted."""

    counted: Decimal
    capped: Decimal
    not_counted: Decimal
    by_category: Mapping[str, Decimal]

    @property
    def recognised(self) -> Decimal:
        return self.counted + self.capped + self.not_counted


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of V3 and V4, with what is missing: in all, and per category minimum."""

    code: str
    required: Decimal
    counted: Decimal
    missing: Decimal
    missing_by_category: Mapping[str, Decimal]


def allocate(movements: Iterable[Movement], terms: Terms) -> list[Line]:
    """Each movement as counted, capped or not counted, in order of the day it ended (V5).

    A reversed entry and its reversal cancel and take no room under a cap. Where several caps
    cover one entry, it counts as far as the tightest has room.
    """
    ordered = sorted(movements, key=lambda movement: (movement.ends_on, str(movement.key)))
    cancelled = _cancelled(ordered)
    room = {cap: cap.hours for cap in terms.caps}
    return [_line(movement, terms, room, movement.key in cancelled) for movement in ordered]


def tally_of(lines: Iterable[Line]) -> Tally:
    """The sums of `allocate`'s lines."""
    counted = capped = not_counted = ZERO
    by_category: dict[str, Decimal] = {}
    for line in lines:
        counted += line.counted
        capped += line.capped
        not_counted += line.not_counted
        category = line.movement.category
        by_category[category] = by_category.get(category, ZERO) + line.counted
    return Tally(counted, capped, not_counted, _without_zeros(by_category))


def tally_from_sums(sums: Mapping[str, Decimal], terms: Terms) -> Tally:
    """The same tally from recognised hours by category, where caps are by category only."""
    caps = {cap.value: cap.hours for cap in terms.caps}
    counted = capped = not_counted = ZERO
    by_category = {}
    for category, hours in sums.items():
        if category not in terms.counting:
            not_counted += hours
            continue
        cap = caps.get(category)
        kept = hours if cap is None or hours <= cap else cap
        counted += kept
        capped += hours - kept
        if kept:
            by_category[category] = kept
    return Tally(counted, capped, not_counted, by_category)


def required_hours(
    standing: str,
    posts: Sequence[PostSpan],
    leave: Iterable[Span],
    year: TrainingYear,
    terms: Terms,
) -> Decimal:
    """学时 asked of a person in the year (V1, V2); part-timers are shown the full minimum."""
    if terms.proration != "monthly" or standing == REFERENCE:
        return terms.required
    months = full_time_months(posts, leave, year)
    whole = (terms.required * months / 12).to_integral_value(rounding=ROUND_CEILING)
    return whole + ZERO


def judge(
    tally: Tally, required: Decimal, terms: Terms, year: TrainingYear, day: date, *, running: bool
) -> Verdict:
    """Met or not, and while the year runs whether the pace is enough on `day` (V3, V4)."""
    missing = max(required - tally.counted, ZERO)
    short_of = {
        category: least - tally.by_category.get(category, ZERO)
        for category, least in terms.minimums.items()
        if tally.by_category.get(category, ZERO) < least
    }
    if not missing and not short_of:
        code = MET
    elif not running:
        code = SHORT
    else:
        code = _pace(tally.counted, required, year, day)
    return Verdict(code, required, tally.counted, missing, short_of)


def _pace(counted: Decimal, required: Decimal, year: TrainingYear, day: date) -> str:
    elapsed = (min(day, year.last) - year.first).days + 1
    return ON_TRACK if counted * year.days >= required * elapsed else BEHIND


def _cancelled(movements: list[Movement]) -> set[object]:
    keys = {movement.key for movement in movements}
    pairs = [(m.key, m.reverses) for m in movements if m.reverses in keys]
    return {key for pair in pairs for key in pair}


def _line(movement: Movement, terms: Terms, room: dict[Cap, Decimal], cancelled: bool) -> Line:
    hours = movement.hours
    if movement.category not in terms.counting:
        return Line(movement, ZERO, ZERO, hours, NOT_COUNTING_CATEGORY)
    if cancelled:
        return Line(movement, hours, ZERO, ZERO, REVERSED)
    caps = [cap for cap in room if getattr(movement, cap.dimension) == cap.value]
    counted = min([hours, *(room[cap] for cap in caps)])
    for cap in caps:
        room[cap] -= counted
    rule = COUNTS if counted == hours else OVER_CAP
    return Line(movement, counted, hours - counted, ZERO, rule)


def _without_zeros(sums: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {category: hours for category, hours in sums.items() if hours}
