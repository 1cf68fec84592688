"""A class from state to state, as training/classes/states.py allows."""

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from common.clock import now
from credits.enums import Category
from people.models import User
from training.classes import states
from training.classes.enums import Assessment, ClassState, LeaveState
from training.classes.exceptions import ClassNotReadyError, OwnClassError, StepNotOpenError
from training.classes.models import ClassEvent, Leave, Place, TrainingClass
from training.classes.permissions import can_approve, can_run
from training.classes.services.telling import notice_language, tell_organisers, tell_people


def lock_class(pk) -> TrainingClass:
    """The class as it is now, locked until the transaction ends. All that is scarce in a class
    (seats, quotas, its state) is given out under this lock."""
    if not connection.in_atomic_block:
        raise RuntimeError("lock_class needs a transaction")
    classes = TrainingClass.objects.select_related("unit")
    if connection.features.has_select_for_update:
        classes = classes.select_for_update(of=("self",))
    return classes.get(pk=pk)


@transaction.atomic
def move_class(training_class: TrainingClass, step: str, *, by: User, reason: str = ""):
    """Takes one step of the table, but CONFIRM, which services/confirming.py takes.

    Taking a step again that has led to where the class is changes nothing. Raises PermissionDenied,
    OwnClassError, StepNotOpenError, ClassNotReadyError.
    """
    held = lock_class(training_class.pk)
    wanted = states.BY_NAME[step]
    _require_actor(held, wanted, by)
    if held.state == wanted.target:
        return held
    if held.state not in wanted.sources:
        raise StepNotOpenError(step, held.state)
    if lacks := lacking_for(held, step):
        raise ClassNotReadyError(lacks)
    was = held.state
    set_state(held, wanted.target, by=by, reason=reason)
    _tell(held, step, was, reason)
    return held


def set_state(held: TrainingClass, target: str, *, by: User | None, reason: str = "") -> None:
    """Writes the state and the event; for the services of this package, under `lock_class`."""
    event = ClassEvent(
        training_class=held,
        from_state=held.state,
        to_state=target,
        by=by,
        by_name=by.get_full_name() if by else _("系统"),
        reason=reason,
    )
    held.state = target
    held.save(update_fields=["state"])
    event.save()


def lacking_for(held: TrainingClass, step: str) -> list[str]:
    """What the class still lacks for the step: codes of states.LACKS."""
    if step == states.PROPOSE:
        return _lacking_for_proposal(held)
    if step == states.CLOSE:
        return [states.NOT_OVER] if _is_not_over(held) else []
    if step == states.CONFIRM:
        return _lacking_for_hours(held)
    return []


def _lacking_for_proposal(held: TrainingClass) -> list[str]:
    categories = list(held.sessions.values_list("category", flat=True))
    if not categories:
        return [states.NO_SESSIONS]
    if set(categories) == {Category.OTHER}:
        return [states.NO_PSYCHOLOGY]
    return []


def _is_not_over(held: TrainingClass) -> bool:
    return held.sessions.filter(ends_at__gt=now()).exists()


def _lacking_for_hours(held: TrainingClass) -> list[str]:
    lacks = []
    waiting = Leave.objects.filter(session__training_class=held, state=LeaveState.REQUESTED)
    if waiting.exists():
        lacks.append(states.LEAVES_WAITING)
    unassessed = Place.objects.in_class().filter(training_class=held, passed__isnull=True)
    if held.assessment != Assessment.NONE and unassessed.exists():
        lacks.append(states.NOT_ASSESSED)
    return lacks


def _require_actor(held: TrainingClass, step: states.Step, by: User) -> None:
    if step.who == states.APPROVER:
        if held.created_by_id == by.pk:
            raise OwnClassError
        allowed = can_approve(by, held)
    else:
        allowed = can_run(by, held)
    if not allowed:
        raise PermissionDenied


def _tell(held: TrainingClass, step: str, was: str, reason: str) -> None:
    with notice_language():
        if step in (states.RETURN, states.APPROVE):
            title = _("“%(title)s”已批准") if step == states.APPROVE else _("“%(title)s”被退回修改")
            body = reason or _("可以开放报名了。")
            url = reverse("class-desk", args=[held.pk])
            tell_organisers(held, title=title % {"title": held.full_title}, body=body, url=url)
        if step == states.CANCEL and was in (ClassState.ENROLLING, ClassState.RUNNING):
            tell_people(
                Place.objects.active().filter(training_class=held),
                title=_("“%(title)s”已取消") % {"title": held.full_title},
                body=_("取消原因：%(reason)s") % {"reason": reason},
                url=reverse("class", args=[held.pk]),
            )


def start_due_classes() -> int:
    """Sets going those whose first session has begun; how many. For the nightly and hourly task."""
    due = TrainingClass.objects.filter(state=ClassState.ENROLLING).with_times()
    keys = list(due.filter(starts_at__lte=now()).values_list("pk", flat=True))
    for pk in keys:
        with transaction.atomic():
            held = lock_class(pk)
            if held.state == ClassState.ENROLLING:
                set_state(held, ClassState.RUNNING, by=None)
    return len(keys)
