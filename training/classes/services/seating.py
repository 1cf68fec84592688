"""Seats and the line before them. Everything here runs under `lock_class`.

Whoever is seated holds a number of their own, unique in the database: 1 to the capacity, and with
quotas 1 to the unit's places. The line is first come, first served; somebody whose unit has used
up its places lets those behind go first and keeps their turn.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from common.clock import now
from people.models import User
from training.classes.enums import SEATED, ClassState, PlaceState
from training.classes.models import Place, PlaceEvent, TrainingClass
from training.classes.services.moving import lock_class
from training.classes.services.telling import notice_language, tell_people


def move_place(
    place: Place, state: PlaceState, *, by: User | None, reason: str = "", **values
) -> None:
    """Writes the new state with its event. Who is not seated afterwards gives up their numbers."""
    event = PlaceEvent(
        from_state=place.state,
        to_state=state,
        by=by,
        by_name=by.get_full_name() if by else _("系统"),
        reason=reason,
        at=now(),
    )
    place.state = state
    place.offer_until = None
    if state not in SEATED:
        place.seat = place.quota_seat = None
    for name, value in values.items():
        setattr(place, name, value)
    place.save()
    event.place = place
    event.save()


def give_seat_or_line(held: TrainingClass, place: Place, *, by: User | None) -> None:
    """A seat if there is one for this person, else a place in the line.

    `settle` comes first: after it a free seat is one that nobody in line can take.
    """
    if seats := _free_seats(held, place):
        _seat(place, PlaceState.IN, seats, by=by, reason="")
    else:
        move_place(place, PlaceState.WAITING, by=by, waiting_since=now())


def settle(held: TrainingClass) -> None:
    """Ends offers whose time is over, then offers free seats to the line, in its order."""
    moment = now()
    overdue = Place.objects.filter(
        training_class=held, state=PlaceState.OFFERED, offer_until__lte=moment
    )
    for place in overdue.order_by("offer_until", "pk"):
        move_place(place, PlaceState.LAPSED, by=None, reason=_("逾期未确认"))
        _tell_lapsed(held, place)
    if held.state in (ClassState.ENROLLING, ClassState.RUNNING):
        _promote(held, moment)


@transaction.atomic
def settle_class(pk) -> None:
    settle(lock_class(pk))


def settle_all() -> int:
    """Every class with somebody in line or an offer that is over; how many. For the hourly task."""
    moment = now()
    waiting = Place.objects.filter(state=PlaceState.WAITING)
    overdue = Place.objects.filter(state=PlaceState.OFFERED, offer_until__lte=moment)
    keys = set(waiting.values_list("training_class", flat=True).distinct())
    keys |= set(overdue.values_list("training_class", flat=True).distinct())
    for pk in sorted(keys):
        settle_class(pk)
    return len(keys)


def take_seat_of(old: Place, new: Place, *, by: User) -> None:
    """The seat goes from one person to another; `old` is no longer seated."""
    numbers = {"seat": old.seat, "quota": old.quota, "quota_seat": old.quota_seat}
    move_place(old, PlaceState.REPLACED, by=by)
    move_place(new, PlaceState.IN, by=by, replaces=old, **numbers)


def _promote(held: TrainingClass, moment: datetime) -> None:
    for place in Place.objects.in_line().filter(training_class=held):
        seats = _free_seats(held, place)
        if seats is None and first_free(_held_seats(held), held.capacity) is None:
            return
        if seats:
            _offer(held, place, seats, moment)


def _offer(held: TrainingClass, place: Place, seats: dict, moment: datetime) -> None:
    until = _offer_until(held, moment)
    reason = _("名额空出，按候补顺序转正")
    if until is None:
        _seat(place, PlaceState.IN, seats, by=None, reason=reason)
    else:
        _seat(place, PlaceState.OFFERED, seats, by=None, reason=reason, offer_until=until)
    _tell_offered(held, place)


def _offer_until(held: TrainingClass, moment: datetime) -> datetime | None:
    """When the offer ends: after the hours set, or when the class begins. None where nothing needs
    to be accepted, or there is no time left for it."""
    first = held.sessions.order_by("starts_at").values_list("starts_at", flat=True).first()
    until = moment + timedelta(hours=held.accept_hours)
    until = min(until, first) if first else until
    return until if until > moment else None


def _seat(place: Place, state: PlaceState, seats: dict, *, by, reason, **values) -> None:
    move_place(place, state, by=by, reason=reason, **seats, **values)


def _free_seats(held: TrainingClass, place: Place) -> dict | None:
    """The numbers this person would hold, or None where class or quota has none free."""
    seat = first_free(_held_seats(held), held.capacity)
    if seat is None:
        return None
    if place.quota_id is None:
        return {"seat": seat}
    of_quota = Place.objects.filter(quota=place.quota_id, quota_seat__isnull=False)
    quota_seat = first_free(set(of_quota.values_list("quota_seat", flat=True)), place.quota.places)
    return {"seat": seat, "quota_seat": quota_seat} if quota_seat else None


def _held_seats(held: TrainingClass) -> set[int]:
    seated = Place.objects.filter(training_class=held, seat__isnull=False)
    return set(seated.values_list("seat", flat=True))


def first_free(taken: set[int], most: int) -> int | None:
    """The lowest number up to `most` that nobody holds."""
    return next((number for number in range(1, most + 1) if number not in taken), None)


def _tell_offered(held: TrainingClass, place: Place) -> None:
    with notice_language():
        if place.state == PlaceState.OFFERED:
            until = localtime(place.offer_until).strftime("%m-%d %H:%M")
            body = _("请在 %(until)s 前确认，逾期名额将给下一位。") % {"until": until}
        else:
            body = _("您已录取，请按时参加。")
        title = _("“%(title)s”有名额了") % {"title": held.full_title}
        tell_people([place], title=title, body=body, url=reverse("class", args=[held.pk]))


def _tell_lapsed(held: TrainingClass, place: Place) -> None:
    with notice_language():
        tell_people(
            [place],
            title=_("“%(title)s”的名额已逾期") % {"title": held.full_title},
            body=_("没有在期限内确认，名额已给下一位。"),
            url=reverse("class", args=[held.pk]),
        )
