"""Posts and standing (P1–P4) on plain values: no Django, no clock, no query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

FULL_TIME = "full_time"
PART_TIME = "part_time"

BINDING = "binding"
REFERENCE = "reference"
LEFT = "left"
EXEMPT = "exempt"

MONTH_DAYS = 15  # V2: a month counts with at least this many days in post


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included; `last` None goes on."""

    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: "Span") -> bool:
        """P1: two spans share a day."""
        return (other.last is None or self.first <= other.last) and (
            self.last is None or other.first <= self.last
        )


@dataclass(frozen=True, slots=True)
class PostSpan(Span):
    """A psychology post: its days, kind and school (`school_id` is any key of the school)."""

    kind: str = FULL_TIME
    school_id: object = None


def reference_post(posts: Sequence[PostSpan], day: date) -> PostSpan | None:
    """The post a person is counted by on `day` (P3); None only where there are no posts.

    In force: the latest start, full-time before part-time on a tie. None in force: the last that
    ended. Only posts still to come: the first of them.
    """
    in_force = [post for post in posts if post.holds(day)]
    if in_force:
        return max(in_force, key=lambda post: (post.first, post.kind == FULL_TIME))
    ended = [post for post in posts if post.last is not None and post.last < day]
    if ended:
        return max(ended, key=lambda post: (post.last, post.first, post.kind == FULL_TIME))
    return min(posts, key=lambda post: post.first, default=None)


def standing(post: PostSpan, day: date, *, exempt: bool = False) -> str:
    """Who is judged (P4), from the reference post."""
    if not post.holds(day):
        return LEFT
    if exempt:
        return EXEMPT
    return BINDING if post.kind == FULL_TIME else REFERENCE


@dataclass(frozen=True, slots=True)
class TrainingYear:
    """The twelve months that one minimum covers (T2), named by the year it starts in."""

    year: int
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def months(self) -> list[Span]:
        """The twelve months of the year, from its first day on."""
        starts = [_months_after(self.first, count) for count in range(13)]
        return [
            Span(first, following - timedelta(days=1))
            for first, following in zip(starts, starts[1:], strict=False)
        ]


def training_year(year: int, starts: tuple[int, int] = (1, 1)) -> TrainingYear:
    """The training year that begins in `year` on the policy's (month, day)."""
    first = date(year, *starts)
    return TrainingYear(year, first, date(year + 1, *starts) - timedelta(days=1))


def year_of(ends_on: date, starts: tuple[int, int] = (1, 1)) -> int:
    """The training year that training belongs to: the one it ends in (T3)."""
    return ends_on.year if (ends_on.month, ends_on.day) >= starts else ends_on.year - 1


def full_time_months(posts: Iterable[PostSpan], leave: Iterable[Span], year: TrainingYear) -> int:
    """Months with at least 15 days in a full-time psychology post and not on leave (V2)."""
    full_time = [post for post in posts if post.kind == FULL_TIME]
    if not full_time:
        return 0
    leave = list(leave)
    if not leave and any(
        post.first <= year.first and (post.last is None or post.last >= year.last)
        for post in full_time
    ):
        return 12
    return sum(_days_worked(full_time, leave, month) >= MONTH_DAYS for month in year.months())


def _days_worked(posts: list[PostSpan], leave: list[Span], month: Span) -> int:
    days = (month.last - month.first).days + 1
    return sum(
        any(post.holds(day) for post in posts) and not any(span.holds(day) for span in leave)
        for day in (month.first + timedelta(days=offset) for offset in range(days))
    )


def _months_after(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    return day.replace(year=day.year + years, month=month + 1)
