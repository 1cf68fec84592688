"""Giving a place up, accepting an offered one, and sending somebody else instead."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from common.clock import now
from people.models import Teacher, User
from people.scopes import scope_of
from training.classes.eligibility import standing_of
from training.classes.entry_rules import ALREADY_IN, OTHER_QUOTA, Reason
from training.classes.enums import ACTIVE, ClassState, PlaceState, Way
from training.classes.exceptions import (
    NotEligibleError,
    OfferLapsedError,
    PlaceStateError,
    StepNotOpenError,
)
from training.classes.models import Place, TrainingClass
from training.classes.permissions import can_nominate, can_run
from training.classes.services.moving import lock_class
from training.classes.services.seating import move_place, settle, take_seat_of
from training.classes.services.telling import notice_language, tell_people


@transaction.atomic
def answer_offer(place: Place, *, accept: bool, by: User) -> Place:
    """The word of somebody to whom a seat was offered. Accepting twice is harmless.

    Raises PermissionDenied, PlaceStateError, OfferLapsedError.
    """
    _require_self(place, by)
    held = lock_class(place.training_class_id)
    place = Place.objects.get(pk=place.pk)
    if accept and place.state == PlaceState.IN:
        return place
    if place.state == PlaceState.OFFERED and place.offer_until <= now():
        raise OfferLapsedError
    if place.state != PlaceState.OFFERED:
        raise PlaceStateError(place.state)
    move_place(place, PlaceState.IN if accept else PlaceState.DECLINED, by=by)
    settle(held)
    return place


@transaction.atomic
def withdraw(place: Place, *, by: User, reason: str = "") -> Place:
    """Gives the place up: the person and their school or unit before the class begins, the organiser
    also later. The person is told when it was another.

    Twice is harmless. Raises PermissionDenied, StepNotOpenError once the class has begun.
    """
    own = scope_of(by).teacher_id == place.teacher_id
    runs = can_run(by, place.training_class)
    if not (own or runs or can_nominate(by, place)):
        raise PermissionDenied
    held = lock_class(place.training_class_id)
    place = Place.objects.get(pk=place.pk)
    if place.state not in ACTIVE:
        return place
    open_states = [ClassState.ENROLLING] + ([ClassState.RUNNING] if runs else [])
    if held.state not in open_states or (not runs and _has_begun(held)):
        raise StepNotOpenError("withdraw", held.state)
    move_place(place, PlaceState.WITHDRAWN, by=by, reason=reason)
    settle(held)
    if not own:
        _tell_taken_off(held, place, reason)
    return place


@transaction.atomic
def substitute(place: Place, teacher: Teacher, *, by: User) -> Place:
    """Somebody else of the same class's audience takes the seat, before the class begins.

    For the organiser, and for whoever answers for both people's school or unit. Raises
    PermissionDenied, StepNotOpenError, PlaceStateError, NotEligibleError.
    """
    held = lock_class(place.training_class_id)
    place = Place.objects.select_related("school", "unit").get(pk=place.pk)
    _require_sender(held, place, teacher, by)
    if held.state not in (ClassState.ENROLLING, ClassState.RUNNING) or _has_begun(held):
        raise StepNotOpenError("substitute", held.state)
    if not place.is_seated:
        raise PlaceStateError(place.state)
    standing = standing_of(held, teacher)
    if standing.reasons:
        raise NotEligibleError(standing.reasons)
    new = Place.objects.filter(training_class=held, teacher=teacher).first()
    if new is not None and new.is_seated:
        raise NotEligibleError([Reason(ALREADY_IN)])
    if standing.quota and standing.quota.pk != place.quota_id:
        raise NotEligibleError([Reason(OTHER_QUOTA)])
    new = new or Place(training_class=held, teacher=teacher, state="")
    post = standing.post
    new.school_id, new.unit_id, new.post_kind = post.school_id, post.unit_id, post.kind
    new.way, new.asked_at = Way.SUBSTITUTE, now()
    take_seat_of(place, new, by=by)
    _tell_substitution(held, place, new)
    return new


def _require_self(place: Place, by: User) -> None:
    if scope_of(by).teacher_id != place.teacher_id:
        raise PermissionDenied


def _require_sender(held: TrainingClass, place: Place, teacher: Teacher, by: User) -> None:
    if can_run(by, held):
        return
    if not can_nominate(by, place):
        raise PermissionDenied
    if not Teacher.objects.nominable_by(by).filter(pk=teacher.pk).exists():
        raise PermissionDenied


def _has_begun(held: TrainingClass) -> bool:
    return held.sessions.filter(starts_at__lte=now()).exists()


def _tell_taken_off(held: TrainingClass, place: Place, reason: str) -> None:
    with notice_language():
        tell_people(
            [place],
            title=_("“%(title)s”：您的报名已取消") % {"title": held.full_title},
            body=_("理由：%(reason)s") % {"reason": reason or _("未填写")},
            url=reverse("class", args=[held.pk]),
        )


def _tell_substitution(held: TrainingClass, old: Place, new: Place) -> None:
    url = reverse("class", args=[held.pk])
    with notice_language():
        values = {"title": held.full_title}
        tell_people(
            [old],
            title=_("“%(title)s”由他人替换参加") % values,
            body=_("替换人：%(name)s。") % {"name": new.teacher.name},
            url=url,
        )
        tell_people(
            [new],
            title=_("您已列入“%(title)s”") % values,
            body=_("您替换 %(name)s 参加，请按时到场。") % {"name": old.teacher.name},
            url=url,
        )
