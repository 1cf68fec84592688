"""Principals, class teachers and subject teachers: what general training gave them of mental health
(R23)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, Sum

from common.hours import ZERO
from credits.enums import Category
from people.enums import PostKind
from people.models import Unit
from people.scopes import Area
from training.audit.rows import share
from training.classes.coverage.cycle import Cycle, completed_results, confirmed_classes
from training.classes.models import Session

AUDIENCES = (PostKind.PRINCIPAL, PostKind.CLASS_TEACHER, PostKind.SUBJECT_TEACHER)
# Of mental health and all, by the key of the general class.
Minutes = dict[object, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Audience:
    """What general training gave some people. `classes` are the general classes among those they
    attended, and `share` the percentage of mental health in the minutes of these."""

    people: int
    hours: Decimal
    classes: int
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class AudienceUnitRow:
    code: str
    name: str
    by_kind: dict[str, int]
    together: Audience


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person who completed one class."""

    unit_id: int
    kind: str
    teacher_id: int
    class_id: object
    general: bool
    hours: Decimal


def attendances_of(cycle: Cycle, area: Area) -> list[Attendance]:
    """Principals, class teachers and subject teachers of the area who completed a class that is
    general training or has mental-health sessions; by the post and place of the day of coming."""
    psychology = Session.objects.filter(training_class=OuterRef("place__training_class")).exclude(
        category=Category.OTHER
    )
    rows = (
        completed_results(cycle)
        .filter(
            area.schools("place__school__") | area.units("place__unit__"),
            Q(place__training_class__general=True) | Exists(psychology),
            place__post_kind__in=AUDIENCES,
        )
        .annotate(given=Sum("days__hours", filter=~Q(days__category=Category.OTHER)))
        .values_list(
            "place__unit_id",
            "place__post_kind",
            "place__teacher_id",
            "place__training_class_id",
            "place__training_class__general",
            "given",
        )
    )
    return [Attendance(*row[:-1], row[-1] or ZERO) for row in rows]


def general_minutes(cycle: Cycle) -> Minutes:
    """Minutes of mental health, and all minutes, of each general class by its key."""
    classes = confirmed_classes(cycle).filter(general=True).values("pk")
    minutes: Minutes = {}
    for session in Session.objects.filter(training_class__in=classes):
        length = (session.ends_at - session.starts_at) // timedelta(minutes=1)
        psychology, whole = minutes.get(session.training_class_id, (0, 0))
        counts = session.category != Category.OTHER
        minutes[session.training_class_id] = psychology + counts * length, whole + length
    return minutes


def audience_of(rows: list[Attendance], minutes: Minutes) -> Audience:
    general = {row.class_id for row in rows if row.general}
    psychology = sum(minutes[key][0] for key in general)
    return Audience(
        people=len({row.teacher_id for row in rows}),
        hours=sum((row.hours for row in rows), ZERO),
        classes=len(general),
        share=share(psychology, sum(minutes[key][1] for key in general)),
    )


def audience_units(
    rows: list[Attendance], units: list[Unit], minutes: Minutes
) -> list[AudienceUnitRow]:
    mine = defaultdict(list)
    for row in rows:
        mine[row.unit_id].append(row)
    return [audience_unit(unit.code, unit.display_name, mine[unit.pk], minutes) for unit in units]


def audience_unit(
    code: str, name: str, rows: list[Attendance], minutes: Minutes
) -> AudienceUnitRow:
    by_kind = {
        kind: len({row.teacher_id for row in rows if row.kind == kind}) for kind in AUDIENCES
    }
    return AudienceUnitRow(code, name, by_kind, audience_of(rows, minutes))
