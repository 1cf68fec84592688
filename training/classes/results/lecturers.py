"""Who taught, over all classes that somebody runs. A person is known by name and organisation."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from django.db.models import Avg, Count, QuerySet
from django.utils.timezone import localtime

from common.clock import now
from common.hours import ONE_PLACE
from training.classes.enums import ClassState
from training.classes.models import Award, Feedback, Lecturer, Session, TrainingClass
from training.classes.services.feeding_back import SHOWN_FROM

HOUR_MINUTES = 45  # of teaching, shown to one place and rounded down; nothing is posted from it
NOT_HELD = (ClassState.DRAFT, ClassState.PROPOSED, ClassState.APPROVED, ClassState.CANCELLED)


@dataclass(slots=True)
class Teaching:
    """What one person taught. `key` is that of one of their rows, for the address; `people` are
    those who were there for at least a minute, in their classes whose hours are confirmed, counted
    once a class; `mean` is what those thought of the lecturing, 1 to 5, from the
    classes with five answers and more."""

    key: int
    name: str
    organisation: str
    kind: str
    minutes: int = 0
    sessions: int = 0
    classes: set = field(default_factory=set)
    years: set = field(default_factory=set)
    people: int = 0
    mean: float | None = None

    @property
    def hours(self) -> Decimal:
        """学时 taught."""
        return (Decimal(self.minutes) / HOUR_MINUTES).quantize(ONE_PLACE, rounding=ROUND_DOWN)

    @property
    def years_text(self) -> str:
        return "、".join(str(year) for year in sorted(self.years))

    @property
    def class_count(self) -> int:
        return len(self.classes)


def sessions_taught(user) -> QuerySet:
    """The sessions that are over, with a lecturer, of the classes that `user` runs."""
    classes = TrainingClass.objects.managed_by(user).exclude(state__in=NOT_HELD)
    sessions = Session.objects.filter(training_class__in=classes.values("pk"))
    return sessions.filter(lecturer__isnull=False, ends_at__lte=now()).select_related("lecturer")


def teaching_in(sessions: QuerySet) -> list[Teaching]:
    """One row a person, by name. Three queries, whatever their number."""
    found: dict[tuple[str, str], Teaching] = {}
    for session in sessions.order_by("starts_at", "pk"):
        _add(found, session)
    classes = {key for row in found.values() for key in row.classes}
    present, means = _present(classes), _means(classes)
    for row in found.values():
        row.people = sum(present.get(key, 0) for key in row.classes)
        row.mean = _mean_of(row, means)
    return sorted(found.values(), key=lambda row: (row.name, row.organisation))


def sessions_of(lecturer: Lecturer, sessions: QuerySet) -> QuerySet:
    """Those of the same person."""
    return sessions.filter(
        lecturer__name=lecturer.name, lecturer__organisation=lecturer.organisation
    )


def nothing_of(lecturer: Lecturer) -> Teaching:
    """Of somebody whose sessions are still to come."""
    return Teaching(lecturer.pk, lecturer.name, lecturer.organisation, lecturer.kind)


def _add(found: dict, session: Session) -> None:
    lecturer = session.lecturer
    person = (lecturer.name, lecturer.organisation)
    row = found.get(person)
    if row is None:
        row = found[person] = Teaching(lecturer.pk, *person, lecturer.kind)
    row.kind = lecturer.kind  # what was said last
    row.minutes += int((session.ends_at - session.starts_at).total_seconds() // 60)
    row.sessions += 1
    row.classes.add(session.training_class_id)
    row.years.add(localtime(session.starts_at).year)


def _present(classes: set) -> dict:
    """{class: people who were there}, by the awards that stand."""
    awards = Award.objects.filter(place__training_class__in=classes, stands=True)
    there = awards.filter(minutes_present__gt=0).values("place__training_class")
    counted = there.annotate(n=Count("pk")).order_by()
    return dict(counted.values_list("place__training_class", "n"))


def _means(classes) -> dict:
    """{class: (mean of the lecturing, answers)} where enough answered."""
    answers = Feedback.objects.filter(training_class__in=list(classes)).values("training_class")
    rows = answers.annotate(mean=Avg("lecturing"), n=Count("pk")).filter(n__gte=SHOWN_FROM)
    return {row["training_class"]: (row["mean"], row["n"]) for row in rows.order_by()}


def _mean_of(row: Teaching, means: dict) -> float | None:
    sums: dict[str, float] = defaultdict(float)
    for key in row.classes:
        mean, count = means.get(key, (0, 0))
        sums["weighed"] += mean * count
        sums["count"] += count
    return sums["weighed"] / sums["count"] if sums["count"] else None
