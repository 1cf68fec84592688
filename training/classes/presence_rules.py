"""From scans and lists to minutes present, and from minutes to 学时 (H1, T1).

No Django, no clock, no query. Moments are aware; a session belongs to the Shanghai day on which it
starts, whatever time it ends. Whoever calls brings the policy's figures.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

IN = "in"
OUT = "out"

# Why somebody did not complete a class.
NEVER_THERE = "never_there"
LOW_ATTENDANCE = "low_attendance"
NOT_PASSED = "not_passed"

MINUTE = timedelta(minutes=1)
NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Slot:
    """A session. `day` is the Shanghai day on which it starts; `category` that of its 学时."""

    key: Hashable
    day: date
    starts: datetime
    ends: datetime
    category: str

    @property
    def whole(self) -> "Span":
        return Span(self.starts, self.ends)


@dataclass(frozen=True, slots=True)
class Mark:
    """A scan at the door: `kind` is IN or OUT."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `starts` to `ends` somebody was there."""

    starts: datetime
    ends: datetime

    def within(self, other: "Span") -> "Span":
        """The part inside `other`; it ends before it starts where there is none."""
        return Span(max(self.starts, other.starts), min(self.ends, other.ends))


@dataclass(frozen=True, slots=True)
class Ruling:
    """An organiser's word on one session, in place of all marks and spans. Without times: absent."""

    starts: datetime | None = None
    ends: datetime | None = None


ABSENT = Ruling()


@dataclass(frozen=True, slots=True)
class Presence:
    """One person in one session. `intervals` are in order, apart, and inside the session.

    Minutes are whole ones, cut off. `late_minutes` and `left_early_minutes` are 0 for somebody who
    was never there. `no_check_out` tells of a check-in that counts for nothing, as nobody checked
    out after it.
    """

    intervals: tuple[Span, ...] = ()
    minutes: int = 0
    late_minutes: int = 0
    left_early_minutes: int = 0
    no_check_out: bool = False


def presence(
    slot: Slot,
    marks: Iterable[Mark],
    spans: Iterable[Span],
    ruling: Ruling | None = None,
    *,
    needs_check_out: bool,
) -> Presence:
    """When somebody was in one session; neither order nor repetition of what is given matters (H1).

    A check-in holds until the next check-out. Without one it holds to the end of the session where
    no check-out is asked for, and counts for nothing where one is. A check-out that no check-in
    precedes is nothing. Times before the start and after the end do not count.
    """
    is_open = False
    if ruling is None:
        scanned, since = _scanned(marks)
        found = [*spans, *scanned]
        if since is not None and not needs_check_out:
            found.append(Span(since, slot.ends))
        is_open = since is not None and needs_check_out
    else:
        found = _ruled(ruling)
    intervals = united(span.within(slot.whole) for span in found)
    if not intervals:
        return Presence(no_check_out=is_open)
    return Presence(
        intervals=intervals,
        minutes=_minutes(intervals),
        late_minutes=(intervals[0].starts - slot.starts) // MINUTE,
        left_early_minutes=(slot.ends - intervals[-1].ends) // MINUTE,
        no_check_out=is_open,
    )


def _ruled(ruling: Ruling) -> list[Span]:
    if ruling.starts is None or ruling.ends is None:
        return []
    return [Span(ruling.starts, ruling.ends)]


def _scanned(marks: Iterable[Mark]) -> tuple[list[Span], datetime | None]:
    """Pairs of check-in and check-out, and the check-in that is left without one.

    Of two marks at one moment the check-out comes first: it closes what lies before.
    """
    spans: list[Span] = []
    since = None
    for mark in sorted(marks, key=lambda mark: (mark.at, mark.kind == IN)):
        if mark.kind == IN:
            since = since or mark.at
        elif since is not None:
            spans.append(Span(since, mark.at))
            since = None
    return spans, since


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time in as few spans as it takes, in order; what has no length is left out."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if span.ends > span.starts):
        if joined and span.starts <= joined[-1].ends:
            joined[-1] = Span(joined[-1].starts, max(joined[-1].ends, span.ends))
        else:
            joined.append(span)
    return tuple(joined)


def _minutes(intervals: Iterable[Span]) -> int:
    return sum((span.ends - span.starts for span in intervals), NOTHING) // MINUTE


def class_minutes(slots: Iterable[Slot]) -> int:
    """How long a class takes. Sessions at the same time, for groups, take their time once."""
    return sum(_counted([(slot.whole,) for slot in _in_order(slots)]))


def _in_order(slots: Iterable[Slot]) -> list[Slot]:
    return sorted(slots, key=lambda slot: (slot.starts, slot.ends, str(slot.key)))


def _counted(times: Sequence[tuple[Span, ...]]) -> list[int]:
    """Whole minutes of each session, no moment being counted for two of them.

    The sum up to each session is at most that of the minutes and at most the time gone by; so
    more presence never makes it less.
    """
    counted: list[int] = []
    total, so_far = 0, ()
    for intervals in times:
        so_far = united((*so_far, *intervals))
        reached = min(total + _minutes(intervals), _minutes(so_far))
        counted.append(reached - total)
        total = reached
    return counted


def attendance_share(minutes_present: int, minutes_of_class: int) -> Fraction:
    """Exact, between 0 and 1; 0 for a class without sessions."""
    return Fraction(minutes_present, minutes_of_class) if minutes_of_class else Fraction(0)


def completed(
    minutes_present: int, minutes_of_class: int, min_attendance: Decimal, assessed: bool | None
) -> bool:
    """Whether a class is completed (H1). `min_attendance` is a share such as 0.8, itself enough.

    `assessed` is None where the class has no assessment.
    """
    return shortfall(minutes_present, minutes_of_class, min_attendance, assessed) is None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why a class was not completed: a code of this module, and shares of the class minutes."""

    code: str
    needed: Fraction
    found: Fraction


def shortfall(
    minutes_present: int, minutes_of_class: int, min_attendance: Decimal, assessed: bool | None
) -> Shortfall | None:
    """The first thing that is wanting, attendance before assessment; None for a completed class."""
    needed = Fraction(min_attendance)
    found = attendance_share(minutes_present, minutes_of_class)
    if not minutes_present:
        return Shortfall(NEVER_THERE, needed, found)
    if found < needed:
        return Shortfall(LOW_ATTENDANCE, needed, found)
    if assessed is False:
        return Shortfall(NOT_PASSED, needed, found)
    return None


def day_hours(
    minutes_by_category: Mapping[str, int], *, hour_minutes: int = 45, room: int | Decimal = 8
) -> dict[str, int]:
    """Whole 学时 of one class on one day by category, at most `room`; none stands for 0 (H1).

    The minutes of the day are added up before they are divided. Each hour goes to the category with
    most minutes left, of equals to the earlier one: so none gets less than its own minutes give,
    unless the room ends. The mapping is in order of time.
    """
    left = dict(minutes_by_category)
    hours = dict.fromkeys(left, 0)
    for _hour in range(min(sum(left.values()) // hour_minutes, int(room))):
        most = max(left, key=left.__getitem__)
        hours[most] += 1
        left[most] -= hour_minutes
    return {category: given for category, given in hours.items() if given}


@dataclass(frozen=True, slots=True)
class DayAward:
    """One day of a class: minutes and 学时 by category, and the 学时 that the day cap took."""

    day: date
    minutes: Mapping[str, int]
    hours: Mapping[str, int]
    cut: int


@dataclass(frozen=True, slots=True)
class Award:
    """What one person gets from a class. Without completion there are no hours, and nothing is cut.

    `days` are those with sessions, in order. `why_not` is None for a completed class.
    """

    days: tuple[DayAward, ...]
    minutes: int
    class_minutes: int
    share: Fraction
    why_not: Shortfall | None

    @property
    def completed(self) -> bool:
        return self.why_not is None

    @property
    def hours(self) -> int:
        return sum(sum(day.hours.values()) for day in self.days)

    @property
    def cut(self) -> int:
        return sum(day.cut for day in self.days)


def award(
    slots: Iterable[Slot],
    attendances: Mapping[Hashable, Presence],
    *,
    hour_minutes: int,
    day_cap: int | Decimal,
    min_attendance: Decimal,
    assessed: bool | None = None,
    given: Mapping[date, int | Decimal] | None = None,
) -> Award:
    """What the sessions of one class give one person (H1).

    `attendances` are by the key of the slot, absent where there is none. `given` is what other
    classes gave the same person a day: it takes from the room that `day_cap` leaves.
    """
    slots = _in_order(slots)
    counted = _counted([attendances.get(slot.key, Presence()).intervals for slot in slots])
    minutes_by_day: dict[date, dict[str, int]] = defaultdict(dict)
    for slot, minutes in zip(slots, counted, strict=True):
        of_day = minutes_by_day[slot.day]
        of_day[slot.category] = of_day.get(slot.category, 0) + minutes
    minutes, whole = sum(counted), class_minutes(slots)
    why_not = shortfall(minutes, whole, min_attendance, assessed)
    if why_not:
        days = [DayAward(day, of_day, {}, 0) for day, of_day in minutes_by_day.items()]
    else:
        taken = given or {}
        days = [
            _day_award(day, of_day, hour_minutes, day_cap - taken.get(day, 0))
            for day, of_day in minutes_by_day.items()
        ]
    return Award(tuple(days), minutes, whole, attendance_share(minutes, whole), why_not)


def _day_award(
    day: date, minutes: Mapping[str, int], hour_minutes: int, room: int | Decimal
) -> DayAward:
    hours = day_hours(minutes, hour_minutes=hour_minutes, room=room)
    earned = sum(minutes.values()) // hour_minutes
    return DayAward(day, minutes, hours, earned - sum(hours.values()))
