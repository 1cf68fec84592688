"""Who was in which session of a class, worked out from marks, lists and rulings."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime

from training.classes.models import (
    Leave,
    Mark,
    Place,
    PresenceSpan,
    Ruling,
    Session,
    TrainingClass,
)
from training.classes.presence_rules import Mark as RuleMark
from training.classes.presence_rules import Presence, Slot, Span, presence
from training.classes.presence_rules import Ruling as RuleRuling


@dataclass(frozen=True, slots=True)
class Line:
    """One session of one person, with what was asked and ruled about it."""

    session: Session
    presence: Presence
    leave: Leave | None
    rulings: list[Ruling]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Sessions and slots of a class, and the lines of each person by key of the place."""

    sessions: list[Session]
    slots: list[Slot]
    lines: dict[int, list[Line]]

    def lines_of(self, place: Place) -> list[Line]:
        return self.lines[place.pk]

    def presences_of(self, place: Place) -> dict:
        """By key of the session, as presence_rules.award takes them."""
        return {line.session.pk: line.presence for line in self.lines[place.pk]}


def class_attendance(training_class: TrainingClass, places: Sequence[Place]) -> Attendance:
    """Of these people of the class. Five queries, whatever their number."""
    sessions = list(training_class.sessions.select_related("lecturer"))
    keys = [place.pk for place in places]
    marks = _by_pair(Mark, keys)
    spans = _by_pair(PresenceSpan, keys)
    rulings = _by_pair(Ruling, keys)
    leaves = _by_pair(Leave, keys)
    slots = [slot_of(session) for session in sessions]
    lines = {
        key: [
            Line(
                session,
                _presence(slot, pair, marks, spans, rulings, training_class.needs_check_out),
                next(iter(leaves[pair]), None),
                rulings[pair],
            )
            for session, slot in zip(sessions, slots, strict=True)
            for pair in [(session.pk, key)]
        ]
        for key in keys
    }
    return Attendance(sessions, slots, lines)


def slot_of(session: Session) -> Slot:
    """A session as the rules take it: it belongs to the Shanghai day on which it starts (T1)."""
    return Slot(
        key=session.pk,
        day=localtime(session.starts_at).date(),
        starts=session.starts_at,
        ends=session.ends_at,
        category=session.category,
    )


def _by_pair(model, place_keys: list[int]) -> dict[tuple, list]:
    """Rows of these people by (session, place), in their order."""
    found = defaultdict(list)
    for row in model.objects.filter(place__in=place_keys):
        found[row.session_id, row.place_id].append(row)
    return found


def _presence(slot, pair, marks, spans, rulings, needs_check_out: bool) -> Presence:
    ruling = rulings[pair][-1] if rulings[pair] else None
    return presence(
        slot,
        [RuleMark(mark.direction, mark.at) for mark in marks[pair]],
        [Span(span.starts_at, span.ends_at) for span in spans[pair]],
        RuleRuling(ruling.starts_at, ruling.ends_at) if ruling else None,
        needs_check_out=needs_check_out,
    )
