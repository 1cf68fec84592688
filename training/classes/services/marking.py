"""Being there: check-in and check-out, roll call, lists brought in, and corrections.

Everything here may come twice or out of order: a mark is known by the key it was given where it was
scanned, a span by its times, and somebody who is inside is not checked in again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from common.clock import now
from people.models import User
from people.scopes import scope_of
from training.classes.check_in_codes import read_code_at, read_person_code
from training.classes.enums import (
    ATTENDED_STATES,
    ClassState,
    Direction,
    LeaveState,
    MarkWay,
    PlaceState,
)
from training.classes.exceptions import (
    NotInClassError,
    PlaceStateError,
    SessionNotOnError,
    StepNotOpenError,
)
from training.classes.models import Leave, Mark, Place, PresenceSpan, Ruling, Session
from training.classes.permissions import can_run

# Doors open before the lecturer begins, and people queue to leave.
DOORS = timedelta(hours=1)
# A phone without a network may send what it kept until then.
LONGEST_DELAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The mark that stands, and whether this call made it."""

    mark: Mark
    is_new: bool


def check_in_by_screen(
    code: str, *, by: User, mark_id: UUID, device: str = "", seen_at: datetime | None = None
) -> Outcome:
    """The person's own mark, by the code on the lecturer's screen; `seen_at` where it was kept in
    the phone and is sent now.

    Raises CodeForgedError, CodeExpiredError, NotInClassError, SessionNotOnError.
    """
    moment = now()
    seen_at = moment if seen_at is None else min(seen_at, moment)
    read = read_code_at(code, seen_at, moment, LONGEST_DELAY)
    session = _session(read.session_key)
    place = _place_of(session, scope_of(by).teacher_id)
    return _mark(
        session,
        place,
        Direction(read.direction),
        seen_at,
        MarkWay.SCREEN,
        mark_id=mark_id,
        device=device,
        by=by,
    )


def check_in_person(
    session: Session, person_code: str, direction: Direction, *, by: User, mark_id: UUID
) -> Outcome:
    """The organiser scans the code on somebody's phone. Raises PermissionDenied, CodeForgedError,
    CodeExpiredError, NotInClassError, SessionNotOnError."""
    _require_runner(session, by)
    moment = now()
    place = _place_of(session, read_person_code(person_code, moment))
    return _mark(
        session, place, direction, moment, MarkWay.PERSONAL, mark_id=mark_id, device="", by=by
    )


@transaction.atomic
def call_roll(session: Session, present: Iterable[Place], *, by: User) -> int:
    """Those ticked were there from the start to the end; the earlier roll call of this session is
    replaced. How many are present. Raises PermissionDenied, StepNotOpenError."""
    _require_runner(session, by)
    _require_attended(session)
    places = {place.pk for place in present}
    called = PresenceSpan.objects.filter(session=session, way=MarkWay.ROLL_CALL)
    called.exclude(place__in=places).delete()
    rows = [
        PresenceSpan(
            session=session,
            place_id=pk,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            way=MarkWay.ROLL_CALL,
            by=by,
        )
        for pk in sorted(places)
    ]
    PresenceSpan.objects.bulk_create(rows, ignore_conflicts=True)
    return len(places)


@transaction.atomic
def add_spans(
    session: Session,
    spans: Iterable[tuple[Place, datetime, datetime]],
    *,
    way: MarkWay,
    by: User,
) -> int:
    """Times in which people were there, from a list; how many of them are new. The same list again
    adds nothing. Raises PermissionDenied, StepNotOpenError."""
    _require_runner(session, by)
    _require_attended(session)
    known = PresenceSpan.objects.filter(session=session, way=way)
    before = known.count()
    rows = [
        PresenceSpan(session=session, place=place, starts_at=start, ends_at=end, way=way, by=by)
        for place, start, end in spans
    ]
    PresenceSpan.objects.bulk_create(rows, ignore_conflicts=True)
    return known.count() - before


@transaction.atomic
def rule_presence(
    session: Session,
    place: Place,
    *,
    starts_at: datetime | None,
    ends_at: datetime | None,
    reason: str,
    by: User,
) -> Ruling:
    """The organiser's word on one presence; without times it is absence. Nobody rules on their own.

    Raises PermissionDenied. Once the hours are confirmed, services/correcting.py takes it from there.
    """
    _require_runner(session, by)
    if scope_of(by).teacher_id == place.teacher_id:
        raise PermissionDenied
    return Ruling.objects.create(
        session=session,
        place=place,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason,
        by=by,
        by_name=by.get_full_name(),
    )


@transaction.atomic
def ask_leave(session: Session, place: Place, *, reason: str, by: User) -> Leave:
    """For oneself, until the session ends; asking again changes the words while it waits.

    Raises PermissionDenied, PlaceStateError, SessionNotOnError.
    """
    if scope_of(by).teacher_id != place.teacher_id:
        raise PermissionDenied
    if place.state != PlaceState.IN:
        raise PlaceStateError(place.state)
    if now() >= session.ends_at:
        raise SessionNotOnError(session)
    leave, is_new = Leave.objects.get_or_create(
        session=session, place=place, defaults={"reason": reason}
    )
    if not is_new and leave.state == LeaveState.REQUESTED:
        leave.reason = reason
        leave.save(update_fields=["reason"])
    return leave


def decide_leave(leave: Leave, *, grant: bool, by: User) -> bool:
    """False if somebody else has decided it meanwhile. Raises PermissionDenied."""
    _require_runner(leave.session, by)
    if scope_of(by).teacher_id == leave.place.teacher_id:
        raise PermissionDenied
    decided = Leave.objects.filter(pk=leave.pk, state=LeaveState.REQUESTED).update(
        state=LeaveState.APPROVED if grant else LeaveState.REFUSED,
        decided_at=now(),
        decided_by=by,
    )
    return bool(decided)


@transaction.atomic
def _mark(
    session: Session,
    place: Place,
    direction: Direction,
    at: datetime,
    way: MarkWay,
    *,
    mark_id: UUID,
    device: str,
    by: User,
) -> Outcome:
    if not session.starts_at - DOORS <= at <= session.ends_at + DOORS:
        raise SessionNotOnError(session)
    _lock_place(place)
    if known := Mark.objects.filter(pk=mark_id).first():
        return Outcome(known, is_new=False)
    last = _last_before(session, place, at)
    if last is not None and last.direction == direction:
        return Outcome(last, is_new=False)
    mark = Mark.objects.create(
        id=mark_id,
        session=session,
        place=place,
        direction=direction,
        at=at,
        way=way,
        device=device,
        by=by,
    )
    return Outcome(mark, is_new=True)


def _last_before(session: Session, place: Place, at: datetime) -> Mark | None:
    marks = Mark.objects.filter(session=session, place=place, at__lte=at)
    return marks.order_by("-at", "-pk").first()


def _lock_place(place: Place) -> None:
    """Two taps of one person queue here; different people do not meet."""
    if connection.features.has_select_for_update:
        Place.objects.select_for_update().only("pk").get(pk=place.pk)


def _session(key) -> Session:
    session = Session.objects.select_related("training_class").filter(pk=key).first()
    if session is None:
        raise NotInClassError
    return session


def _place_of(session: Session, teacher_id: int | None) -> Place:
    place = Place.objects.in_class().filter(
        training_class=session.training_class_id, teacher_id=teacher_id
    )
    found = place.first()
    if found is None or session.training_class.state not in ATTENDED_STATES:
        raise NotInClassError
    return found


def _require_runner(session: Session, by: User) -> None:
    if not can_run(by, session.training_class):
        raise PermissionDenied


def _require_attended(session: Session) -> None:
    state = session.training_class.state
    if state not in ATTENDED_STATES:
        raise StepNotOpenError("attendance", ClassState(state))
