"""Getting into a class: by oneself, by nomination, by invitation, from a roster.

Conditions are looked at without a lock, so that who cannot come is told so cheaply; then the class
is locked, looked at again, and a seat given or a place in the line.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from common.clock import now
from people.models import Teacher, User
from people.scopes import scope_of
from training.classes.eligibility import (
    Standing,
    clash_reasons,
    reasons_against,
    standing_of,
)
from training.classes.entry_rules import REFUSED_BEFORE, Reason
from training.classes.enums import ACTIVE, PlaceState, Way
from training.classes.exceptions import NotEligibleError, PlaceStateError
from training.classes.models import Place, TrainingClass
from training.classes.permissions import can_run
from training.classes.services.moving import lock_class
from training.classes.services.seating import give_seat_or_line, move_place, settle
from training.classes.services.telling import notice_language, tell_people


def enrol_teacher(training_class: TrainingClass, teacher: Teacher, *, by: User, way: Way) -> Place:
    """A seat, a place in the line, or a request that waits for approval.

    Somebody who is in the matter already gets the place they have: twice is harmless. Raises
    PermissionDenied, NotEligibleError.
    """
    _require_right(training_class, teacher, by, way)
    _require_eligible(training_class, teacher, way)
    with transaction.atomic():
        held = lock_class(training_class.pk)
        place = Place.objects.filter(training_class=held, teacher=teacher).first()
        if place is not None and place.state in ACTIVE and place.state != PlaceState.INVITED:
            return place
        standing = _require_eligible(held, teacher, way)
        if place is not None and place.state == PlaceState.REFUSED and way == Way.SELF:
            raise NotEligibleError([Reason(REFUSED_BEFORE)])
        place = _prepared(held, teacher, place, standing, way)
        if held.needs_approval and way in (Way.SELF, Way.NOMINATION):
            move_place(place, PlaceState.REQUESTED, by=by)
        else:
            settle(held)
            give_seat_or_line(held, place, by=by)
        _tell_enrolled(held, place, by)
        return place


@transaction.atomic
def invite_teacher(training_class: TrainingClass, teacher: Teacher, *, by: User) -> Place:
    """Asks somebody to come; no seat is held for them. Raises PermissionDenied, NotEligibleError."""
    if not can_run(by, training_class):
        raise PermissionDenied
    held = lock_class(training_class.pk)
    place = Place.objects.filter(training_class=held, teacher=teacher).first()
    if place is not None and place.state in ACTIVE:
        return place
    standing = _require_eligible(held, teacher, Way.INVITATION)
    place = _prepared(held, teacher, place, standing, Way.INVITATION)
    move_place(place, PlaceState.INVITED, by=by)
    with notice_language():
        tell_people(
            [place],
            title=_("邀请您参加“%(title)s”") % {"title": held.full_title},
            body=_("请打开培训班页面，选择接受或谢绝。"),
            url=reverse("class", args=[held.pk]),
        )
    return place


@transaction.atomic
def answer_invitation(place: Place, *, accept: bool, by: User) -> Place:
    """The invited person's word. Raises PermissionDenied, PlaceStateError."""
    if scope_of(by).teacher_id != place.teacher_id:
        raise PermissionDenied
    held = lock_class(place.training_class_id)
    place = Place.objects.get(pk=place.pk)
    if place.state != PlaceState.INVITED:
        raise PlaceStateError(place.state)
    if not accept:
        move_place(place, PlaceState.DECLINED, by=by)
        return place
    if reasons := clash_reasons(held, place.teacher):
        raise NotEligibleError(reasons)
    settle(held)
    give_seat_or_line(held, place, by=by)
    return place


def decide_request(place: Place, *, grant: bool, by: User, reason: str = "") -> Place:
    """The organiser's word on who asked to come; never on oneself. Raises PermissionDenied,
    PlaceStateError if it is decided otherwise."""
    if not can_run(by, place.training_class) or scope_of(by).teacher_id == place.teacher_id:
        raise PermissionDenied
    with transaction.atomic():
        held = lock_class(place.training_class_id)
        place = Place.objects.select_related("teacher").get(pk=place.pk)
        if place.state != PlaceState.REQUESTED:
            raise PlaceStateError(place.state)
        if grant:
            settle(held)
            give_seat_or_line(held, place, by=by)
        else:
            move_place(place, PlaceState.REFUSED, by=by, reason=reason)
        _tell_decided(held, place, reason)
        return place


def enrol_roster(training_class: TrainingClass, teachers: Iterable[Teacher], *, by: User):
    """Puts people from a list into the class, in its order: [(teacher, Place or reasons)]."""
    outcomes = []
    for teacher in teachers:
        try:
            outcome = enrol_teacher(training_class, teacher, by=by, way=Way.ROSTER)
        except NotEligibleError as error:
            outcome = error.reasons
        outcomes.append((teacher, outcome))
    return outcomes


def _require_right(training_class: TrainingClass, teacher: Teacher, by: User, way: Way) -> None:
    if way == Way.SELF:
        allowed = scope_of(by).teacher_id == teacher.pk
    elif way == Way.NOMINATION:
        allowed = Teacher.objects.nominable_by(by).filter(pk=teacher.pk).exists()
    else:
        allowed = can_run(by, training_class)
    if not allowed:
        raise PermissionDenied


def _require_eligible(training_class: TrainingClass, teacher: Teacher, way: Way) -> Standing:
    standing = standing_of(training_class, teacher)
    reasons = reasons_against(training_class, standing, way, now())
    if reasons:
        raise NotEligibleError(reasons)
    return standing


def _prepared(held, teacher: Teacher, place: Place | None, standing: Standing, way: Way) -> Place:
    """The person's row with the class, new or taken up again, not yet saved in a new state."""
    place = place or Place(training_class=held, teacher=teacher, state="")
    post = standing.post
    place.school_id, place.unit_id, place.post_kind = post.school_id, post.unit_id, post.kind
    place.way, place.asked_at = way, now()
    place.note, place.quota = "", standing.quota
    return place


def _tell_enrolled(held: TrainingClass, place: Place, by: User) -> None:
    """Whoever enrolled themselves sees it on the screen."""
    if by.pk == place.teacher.user_id:
        return
    with notice_language():
        tell_people(
            [place],
            title=_("您已列入“%(title)s”") % {"title": held.full_title},
            body=_("当前状态：%(state)s。") % {"state": place.get_state_display()},
            url=reverse("class", args=[held.pk]),
        )


def _tell_decided(held: TrainingClass, place: Place, reason: str) -> None:
    with notice_language():
        body = _("当前状态：%(state)s。") % {"state": place.get_state_display()}
        tell_people(
            [place],
            title=_("“%(title)s”的报名结果") % {"title": held.full_title},
            body=f"{body}\n{reason}" if reason else body,
            url=reverse("class", args=[held.pk]),
        )
