"""From presence to the ledger: what each person gets, confirmed once, corrected by reversal (H1, L1, L2).

Everything a confirmation writes stands in one transaction: a worker that dies in it leaves nothing,
and who confirms again finds it done.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from django.utils.timezone import localtime

from common.hours import to_tenths
from credits.enums import Category, Source
from credits.models import Entry, Policy
from credits.services.posting import Movement, lock_chains, post_hours, reverse_entries
from people.models import User
from people.rules import year_of
from training.classes import states
from training.classes.attendance import Attendance, class_attendance
from training.classes.enums import CONFIRMED_STATES, Assessment, ClassState
from training.classes.exceptions import ClassNotReadyError, OwnClassError, StepNotOpenError
from training.classes.models import Award, Confirmation, DayHours, Place, TrainingClass
from training.classes.permissions import can_confirm, can_run
from training.classes.presence_rules import Award as Result
from training.classes.presence_rules import award
from training.classes.services.moving import lacking_for, lock_class, set_state

Given = Mapping[int, Mapping[date, Decimal]]  # {teacher_id: {day: 学时 of other classes}}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one person gets from the class by what is on record now."""

    place: Place
    result: Result


def outcomes_of(training_class: TrainingClass) -> list[Outcome]:
    """What confirming now would give each person, in order of coming. Eight queries."""
    places = _people(training_class)
    attendance = class_attendance(training_class, places)
    given = _given_by_others(training_class, [place.teacher_id for place in places])
    return _outcomes(training_class, places, attendance, given)


def confirm_hours(training_class: TrainingClass, *, by: User) -> Confirmation:
    """Posts the hours of everybody who completed the class. Confirming again changes nothing.

    Raises PermissionDenied, OwnClassError for somebody who sits in the class (R03),
    StepNotOpenError, ClassNotReadyError.
    """
    with transaction.atomic():
        held = lock_class(training_class.pk)
        _require_confirmer(held, by)
        if held.state in CONFIRMED_STATES:
            return held.confirmations.first()
        if held.state != ClassState.CLOSED:
            raise StepNotOpenError(states.CONFIRM, held.state)
        if lacks := lacking_for(held, states.CONFIRM):
            raise ClassNotReadyError(lacks)
        places = _people(held)
        lock_chains({place.teacher_id for place in places})
        confirmation = Confirmation.objects.create(
            training_class=held, round=1, by=by, by_name=by.get_full_name()
        )
        _post(confirmation, outcomes_of(held), by=by)
        set_state(held, ClassState.CONFIRMED, by=by)
        return confirmation


def correct_hours(training_class: TrainingClass, *, reason: str, by: User) -> Confirmation | None:
    """Posts anew for those whose presence or mark was corrected since: their entries are reversed
    and new ones made. None where nothing differs. Raises PermissionDenied, OwnClassError,
    StepNotOpenError."""
    with transaction.atomic():
        held = lock_class(training_class.pk)
        _require_confirmer(held, by)
        if held.state not in CONFIRMED_STATES:
            raise StepNotOpenError("correct", held.state)
        places = _people(held)
        lock_chains({place.teacher_id for place in places})
        changed = changed_outcomes(held, outcomes_of(held))
        if not changed:
            return None
        last = held.confirmations.order_by("round").last()
        confirmation = Confirmation.objects.create(
            training_class=held,
            round=last.round + 1,
            by=by,
            by_name=by.get_full_name(),
            reason=reason,
        )
        _reverse([outcome.place for outcome in changed], by=by, reason=reason)
        _post(confirmation, changed, by=by)
        return confirmation


def changed_outcomes(training_class: TrainingClass, outcomes: list[Outcome]) -> list[Outcome]:
    """Those of the outcomes that are something else than what was confirmed. Two queries."""
    standing = {
        given.place_id: given
        for given in Award.objects.filter(
            place__training_class=training_class, stands=True
        ).prefetch_related("days")
    }
    return [
        outcome for outcome in outcomes if _differs(standing.get(outcome.place.pk), outcome.result)
    ]


def _require_confirmer(held: TrainingClass, by: User) -> None:
    if not can_run(by, held):
        raise PermissionDenied
    if not can_confirm(by, held):
        raise OwnClassError


def _people(training_class: TrainingClass) -> list[Place]:
    places = Place.objects.in_class().filter(training_class=training_class)
    found = list(places.select_related("teacher", "school", "unit").order_by("asked_at", "pk"))
    for place in found:
        place.training_class = training_class
    return found


def _outcomes(
    training_class: TrainingClass, places: Sequence[Place], attendance: Attendance, given: Given
) -> list[Outcome]:
    policy = Policy.objects.in_force_on(_last_day(attendance))
    percent = training_class.min_attendance_percent or policy.min_attendance_percent
    return [
        Outcome(
            place,
            award(
                attendance.slots,
                attendance.presences_of(place),
                hour_minutes=policy.hour_minutes,
                day_cap=policy.day_cap,
                min_attendance=Decimal(percent) / 100,
                assessed=_assessed(training_class, place),
                given=given.get(place.teacher_id),
            ),
        )
        for place in places
    ]


def _assessed(training_class: TrainingClass, place: Place) -> bool | None:
    """A class is confirmed only once everybody has a result; until then nobody has failed."""
    if training_class.assessment == Assessment.NONE:
        return None
    return place.passed


def _last_day(attendance: Attendance) -> date:
    if not attendance.slots:
        raise ClassNotReadyError([states.NO_SESSIONS])
    return max(slot.day for slot in attendance.slots)


def _given_by_others(training_class: TrainingClass, teacher_ids: list[int]) -> Given:
    """学时 that other classes gave the same people a day: they use up the day cap (H1)."""
    rows = (
        DayHours.objects.filter(award__stands=True, award__place__teacher__in=teacher_ids)
        .exclude(award__place__training_class=training_class)
        .values_list("award__place__teacher_id", "day")
        .annotate(total=Sum("hours"))
        .order_by()
    )
    given: dict[int, dict[date, Decimal]] = defaultdict(dict)
    for teacher_id, day, total in rows:
        given[teacher_id][day] = total
    return given


def _post(confirmation: Confirmation, outcomes: Sequence[Outcome], *, by: User) -> None:
    Award.objects.filter(place__in=[outcome.place for outcome in outcomes], stands=True).update(
        stands=False
    )
    _keep_awards(confirmation, outcomes)
    post_hours(_movements(confirmation, outcomes), by=by)


def _keep_awards(confirmation: Confirmation, outcomes: Sequence[Outcome]) -> None:
    kept = Award.objects.bulk_create(_award(confirmation, outcome) for outcome in outcomes)
    DayHours.objects.bulk_create(
        DayHours(award=award, day=day.day, category=category, hours=Decimal(hours))
        for award, outcome in zip(kept, outcomes, strict=True)
        for day in outcome.result.days
        for category, hours in day.hours.items()
    )


def _award(confirmation: Confirmation, outcome: Outcome) -> Award:
    result = outcome.result
    return Award(
        place=outcome.place,
        confirmation=confirmation,
        minutes_present=result.minutes,
        class_minutes=result.class_minutes,
        completed=result.completed,
        why_not=result.why_not.code if result.why_not else "",
        hours=Decimal(result.hours),
        capped_hours=Decimal(result.cut),
    )


def _movements(confirmation: Confirmation, outcomes: Sequence[Outcome]) -> list[Movement]:
    held = confirmation.training_class
    sessions = list(held.sessions.order_by("starts_at"))
    first = localtime(sessions[0].starts_at).date()
    last = localtime(sessions[-1].starts_at).date()
    policy = Policy.objects.in_force_on(last)
    # A class is of the year in which its last session begins (T3).
    year = year_of(last, policy.year_starts)
    return [
        Movement(
            teacher_id=outcome.place.teacher_id,
            school_id=outcome.place.school_id,
            unit_id=outcome.place.unit_id,
            year=year,
            category=category,
            level=held.level,
            mode=held.mode,
            tenths=to_tenths(hours),
            title=held.full_title,
            starts_on=first,
            ends_on=last,
            source=Source.CLASS,
            fact=fact_of(outcome.place, category),
            round=confirmation.round,
            organiser=held.unit.name,
        )
        for outcome in outcomes
        for category, hours in hours_by_category(outcome.result).items()
    ]


def fact_of(place: Place, category: str) -> str:
    """Names what a class gave a person in one category: on the books at most once (L2)."""
    return f"class:{place.training_class_id.hex}:{place.pk}:{category}"


def hours_by_category(result: Result) -> dict[str, int]:
    """学时 of all days, by category in order of time."""
    sums: dict[str, int] = defaultdict(int)
    for day in result.days:
        for category, hours in day.hours.items():
            sums[category] += hours
    return dict(sums)


def _reverse(places: Sequence[Place], *, by: User, reason: str) -> None:
    facts = [fact_of(place, category) for place in places for category in Category]
    on_books = Entry.objects.filter(fact__in=facts, reverses=None, reversed_by=None)
    reverse_entries(on_books, by=by, reason=reason)


def _differs(given: Award | None, result: Result) -> bool:
    if given is None:
        return True
    now = {(day.day, c): h for day in result.days for c, h in day.hours.items()}
    then = {(day.day, day.category): int(day.hours) for day in given.days.all()}
    return now != then or given.completed != result.completed
