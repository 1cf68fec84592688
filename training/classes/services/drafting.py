"""Making a class and changing what is written of it."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.timezone import localtime

from common.clock import today
from people.models import Unit, User
from training.classes.enums import EDITABLE_STATES, ClassState
from training.classes.exceptions import CapacityTooSmallError, InUseError, StepNotOpenError
from training.classes.models import (
    ClassEvent,
    Lecturer,
    Mark,
    Place,
    PlannedClass,
    PresenceSpan,
    Session,
    TrainingClass,
    UnitQuota,
)
from training.classes.permissions import can_create, can_run
from training.classes.services.moving import lock_class
from training.classes.services.seating import first_free, settle

# What is not taken over from a class that serves as a template.
OWN_OF_A_CLASS = ("id", "number", "state", "created_by", "created_at", "batch_no")


@transaction.atomic
def create_class(draft: TrainingClass, *, audience_units=(), by: User) -> TrainingClass:
    """Saves a new class as a draft, with its number. Raises PermissionDenied."""
    if not can_create(by, draft.unit):
        raise PermissionDenied
    draft.number = _next_number(draft.unit)
    draft.state = ClassState.DRAFT
    draft.created_by = by
    draft.save(force_insert=True)
    draft.organisers.add(by)
    draft.audience_units.set(audience_units)
    ClassEvent.objects.create(
        training_class=draft, to_state=draft.state, by=by, by_name=by.get_full_name()
    )
    return draft


@transaction.atomic
def copy_sessions(source: TrainingClass, target: TrainingClass, *, first_day: date, by: User):
    """The sessions and lecturers of another class, moved so that the first is on `first_day`."""
    _editable(target, by)
    sessions = list(source.sessions.select_related("lecturer"))
    if not sessions:
        return
    shift = timedelta(days=(first_day - localtime(sessions[0].starts_at).date()).days)
    lecturers = {
        lecturer.pk: Lecturer.objects.create(
            training_class=target,
            name=lecturer.name,
            kind=lecturer.kind,
            organisation=lecturer.organisation,
        )
        for lecturer in source.lecturers.all()
    }
    for session in sessions:
        Session.objects.create(
            training_class=target,
            title=session.title,
            category=session.category,
            starts_at=session.starts_at + shift,
            ends_at=session.ends_at + shift,
            place=session.place,
            lecturer=lecturers.get(session.lecturer_id),
        )


@transaction.atomic
def change_class(changed: TrainingClass, *, audience_units=None, by: User) -> TrainingClass:
    """Saves what was changed of a class. A larger capacity offers places to the line; a smaller one
    may not be less than who is seated. Raises PermissionDenied, StepNotOpenError,
    CapacityTooSmallError."""
    held = _editable(changed, by)
    changed.state = held.state
    _renumber_seats(held, changed.capacity)
    changed.save()
    if audience_units is not None:
        changed.audience_units.set(audience_units)
    settle(lock_class(changed.pk))
    return changed


@transaction.atomic
def save_session(session: Session, *, by: User) -> Session:
    """Raises PermissionDenied, StepNotOpenError."""
    held = lock_class(session.training_class_id)
    if not can_run(by, held):
        raise PermissionDenied
    if held.state not in (*EDITABLE_STATES, ClassState.RUNNING):
        raise StepNotOpenError("session", held.state)
    session.save()
    return session


@transaction.atomic
def delete_session(session: Session, *, by: User) -> None:
    """Raises PermissionDenied, StepNotOpenError, InUseError once somebody was marked in it."""
    _editable(session.training_class, by)
    marked = Mark.objects.filter(session=session).exists()
    if marked or PresenceSpan.objects.filter(session=session).exists():
        raise InUseError
    session.delete()


@transaction.atomic
def save_quota(quota: UnitQuota, *, by: User) -> UnitQuota:
    """A new quota, or other places of one. Raises PermissionDenied, StepNotOpenError,
    CapacityTooSmallError where more of the unit are seated."""
    held = _editable(quota.training_class, by)
    if quota.pk:
        seated = Place.objects.seated().filter(quota=quota)
        _renumber(seated, "quota_seat", quota.places)
    quota.save()
    settle(held)
    return quota


@transaction.atomic
def delete_quota(quota: UnitQuota, *, by: User) -> None:
    """Raises PermissionDenied, StepNotOpenError, InUseError once somebody came under it."""
    _editable(quota.training_class, by)
    if Place.objects.filter(quota=quota).exists():
        raise InUseError
    quota.delete()


@transaction.atomic
def save_lecturer(lecturer: Lecturer, *, by: User) -> Lecturer:
    if not can_run(by, lecturer.training_class):
        raise PermissionDenied
    lecturer.save()
    return lecturer


@transaction.atomic
def delete_lecturer(lecturer: Lecturer, *, by: User) -> None:
    if not can_run(by, lecturer.training_class):
        raise PermissionDenied
    lecturer.delete()


@transaction.atomic
def set_organisers(training_class: TrainingClass, users: list[User], *, by: User) -> None:
    """Who runs the class besides the officers of its unit; whoever made it stays. Raises
    PermissionDenied."""
    if not can_run(by, training_class):
        raise PermissionDenied
    training_class.organisers.set({*users, training_class.created_by})


def template_of(source: TrainingClass) -> dict:
    """What a new class takes over from another one, by field."""
    names = [field.name for field in TrainingClass._meta.concrete_fields]
    return {name: getattr(source, name) for name in names if name not in OWN_OF_A_CLASS} | {
        "batch_no": source.batch_no + 1
    }


def course_template(course) -> Mapping:
    """What a new class takes over from a course page, by field."""
    return {"title": course.title[:120], "about": course.summary}


def plan_template(line: PlannedClass) -> Mapping:
    """What a new class takes over from a line of a plan, by field."""
    return {
        "title": line.title,
        "unit": line.plan.unit,
        "planned": line,
        "level": line.level,
        "audience_kinds": line.audience_kinds,
        "backbone_only": line.backbone,
        "capacity": line.places,
    }


def _next_number(unit: Unit) -> str:
    """Year, unit and a running number: "2026-420102-003"; counted under a lock on the unit."""
    if connection.features.has_select_for_update:
        Unit.objects.select_for_update().get(pk=unit.pk)
    start = f"{today().year}-{unit.code}-"
    numbers = TrainingClass.objects.filter(number__startswith=start).values_list(
        "number", flat=True
    )
    last = max((int(number.removeprefix(start)) for number in numbers), default=0)
    return f"{start}{last + 1:03}"


def _editable(training_class: TrainingClass, by: User) -> TrainingClass:
    held = lock_class(training_class.pk)
    if not can_run(by, held):
        raise PermissionDenied
    if held.state not in EDITABLE_STATES:
        raise StepNotOpenError("edit", held.state)
    return held


def _renumber_seats(held: TrainingClass, capacity: int) -> None:
    _renumber(Place.objects.seated().filter(training_class=held), "seat", capacity)


def _renumber(seated, field: str, most: int) -> None:
    """Those whose number is beyond `most` get a free one. Raises CapacityTooSmallError."""
    places = list(seated.order_by(field))
    if len(places) > most:
        raise CapacityTooSmallError(len(places))
    taken = {getattr(place, field) for place in places}
    for place in places:
        if getattr(place, field) > most:
            setattr(place, field, first_free(taken, most))
            taken.add(getattr(place, field))
            place.save(update_fields=[field])
