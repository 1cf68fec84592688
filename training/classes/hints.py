"""Marks that an organiser may want to look at: one phone for several people, two places at a time.

Shown, never judged: colleagues lend each other a phone, and a clock may be wrong.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from training.classes.models import Mark, TrainingClass

# A mark that arrives so much later than its time rests on the phone's word alone.
LATE = timedelta(minutes=30)

ONE_PHONE = "one_phone"
TWO_PLACES = "two_places"
SENT_LATE = "sent_late"


@dataclass(frozen=True, slots=True)
class Hint:
    """A code of this module, the marks it is about, and whose they are, in order of time."""

    code: str
    marks: tuple[Mark, ...]

    @property
    def names(self) -> str:
        return _("、").join(dict.fromkeys(mark.place.teacher.name for mark in self.marks))

    @property
    def first(self) -> Mark:
        return self.marks[0]


def hints_of(training_class: TrainingClass) -> list[Hint]:
    """Two queries."""
    marks = list(
        Mark.objects.filter(session__training_class=training_class).select_related(
            "place__teacher", "session"
        )
    )
    return [*_one_phone(marks), *_two_places(training_class, marks), *_sent_late(marks)]


def _one_phone(marks: list[Mark]) -> list[Hint]:
    """Several people's marks from one browser in one session."""
    together = defaultdict(list)
    for mark in marks:
        if mark.device:
            together[mark.session_id, mark.device].append(mark)
    return [
        Hint(ONE_PHONE, tuple(group))
        for group in together.values()
        if len({mark.place_id for mark in group}) > 1
    ]


def _two_places(training_class: TrainingClass, marks: list[Mark]) -> list[Hint]:
    """Marks of a person that lie within another class's session in which they are marked too."""
    teachers = {mark.place.teacher_id for mark in marks}
    others = (
        Mark.objects.filter(place__teacher__in=teachers)
        .exclude(session__training_class=training_class)
        .select_related("place__teacher", "session")
    )
    by_teacher = defaultdict(list)
    for mark in others:
        by_teacher[mark.place.teacher_id].append(mark)
    return [
        Hint(TWO_PLACES, (mark, other))
        for mark in marks
        for other in by_teacher[mark.place.teacher_id]
        if abs(mark.at - other.at) < timedelta(minutes=10)
    ]


def _sent_late(marks: list[Mark]) -> list[Hint]:
    return [Hint(SENT_LATE, (mark,)) for mark in marks if mark.received_at - mark.at > LATE]
