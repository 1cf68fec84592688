"""A year's plan from the first line to its publication, and back for a change (R17).

Every step locks the plan and looks again. `history` keeps each state of the plan and of its lines.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from common.clock import now
from people.holders import holders
from people.models import Unit, User
from people.notices.enums import NoticeKind
from people.notices.services.notifying import notify
from people.roles import PLAN_CLASSES
from training.classes.enums import PlanState
from training.classes.exceptions import InUseError, OwnClassError, StepNotOpenError
from training.classes.models import PlannedClass, YearPlan
from training.classes.plans.exceptions import (
    EmptyPlanError,
    NothingToCopyError,
    PlanNotEmptyError,
)
from training.classes.plans.permissions import can_plan
from training.classes.services.telling import notice_language

EDIT, PROPOSE, RETURN, PUBLISH, REOPEN = "edit", "propose", "return", "publish", "reopen"
COPIED = (
    "title",
    "level",
    "audience_kinds",
    "backbone",
    "category",
    "hours",
    "term",
    "places",
    "budget",
)


@transaction.atomic
def start_plan(unit: Unit, year: int, *, by: User) -> YearPlan:
    """The unit's plan of the year, empty where there was none. Raises PermissionDenied."""
    if not can_plan(by, unit):
        raise PermissionDenied
    plan, _is_new = YearPlan.objects.get_or_create(unit=unit, year=year)
    return plan


@transaction.atomic
def save_note(plan: YearPlan, note: str, *, by: User) -> YearPlan:
    """What is to be said of the whole plan. Raises PermissionDenied, StepNotOpenError."""
    held = _lock_draft(plan.pk, by)
    held.note = note
    _save(held, by)
    return held


@transaction.atomic
def save_line(line: PlannedClass, *, by: User) -> PlannedClass:
    """A new line, or a changed one. Raises PermissionDenied, StepNotOpenError, and
    PlannedClass.DoesNotExist for a line that was deleted meanwhile."""
    plan = _lock_draft(line.plan_id, by)
    if line.pk is not None:
        plan.lines.get(pk=line.pk)
    line.save()
    return line


@transaction.atomic
def delete_line(line: PlannedClass, *, by: User) -> None:
    """Raises PermissionDenied, StepNotOpenError, InUseError where a class was made from it."""
    _lock_draft(line.plan_id, by)
    if line.classes.exists():
        raise InUseError
    line.delete()


@transaction.atomic
def copy_last_year(plan: YearPlan, *, by: User) -> int:
    """Takes over the lines of the unit's plan of the year before; how many. Raises PermissionDenied,
    StepNotOpenError, PlanNotEmptyError, NothingToCopyError."""
    held = _lock_draft(plan.pk, by)
    if held.lines.exists():
        raise PlanNotEmptyError
    lines = PlannedClass.objects.filter(plan__unit=held.unit, plan__year=held.year - 1)
    copies = [
        PlannedClass(plan=held, **{name: getattr(line, name) for name in COPIED}) for line in lines
    ]
    if not copies:
        raise NothingToCopyError
    for copy in copies:
        copy.save()  # one by one: a bulk insert leaves no history
    return len(copies)


@transaction.atomic
def propose_plan(plan: YearPlan, *, by: User) -> YearPlan:
    """Hands it in; again changes nothing. Raises PermissionDenied, StepNotOpenError,
    EmptyPlanError."""
    held = _lock_plan(plan.pk, by)
    if held.state == PlanState.PROPOSED:
        return held
    _require(held, PlanState.DRAFT, PROPOSE)
    if not held.lines.exists():
        raise EmptyPlanError
    held.state, held.proposed_by, held.returned_reason = PlanState.PROPOSED, by, ""
    _save(held, by)
    with notice_language():
        title = _("%(unit)s %(year)s 年度培训计划待审批") % _words(held)
        publishers = [user for user in holders(PLAN_CLASSES, unit=held.unit) if user != by]
        _tell(publishers, held, title, _("请核对后发布，或退回修改。"))
    return held


@transaction.atomic
def return_plan(plan: YearPlan, *, reason: str, by: User) -> YearPlan:
    """Back to be changed; whoever proposed it may take it back too. Raises PermissionDenied,
    StepNotOpenError."""
    held = _lock_plan(plan.pk, by)
    _require(held, PlanState.PROPOSED, RETURN)
    proposer = held.proposed_by
    held.state, held.proposed_by, held.returned_reason = PlanState.DRAFT, None, reason
    _save(held, by)
    with notice_language():
        title = _("%(unit)s %(year)s 年度培训计划被退回修改") % _words(held)
        _tell([user for user in (proposer,) if user and user != by], held, title, reason)
    return held


@transaction.atomic
def publish_plan(plan: YearPlan, *, by: User) -> YearPlan:
    """For everybody who sees plans; again changes nothing. Raises PermissionDenied, OwnClassError
    for whoever proposed it, StepNotOpenError."""
    held = _lock_plan(plan.pk, by)
    if held.state == PlanState.PUBLISHED:
        return held
    _require(held, PlanState.PROPOSED, PUBLISH)
    if held.proposed_by_id == by.pk:
        raise OwnClassError
    held.state, held.published_by, held.published_at = PlanState.PUBLISHED, by, now()
    _save(held, by)
    with notice_language():
        title = _("%(unit)s %(year)s 年度培训计划已发布") % _words(held)
        _tell([held.proposed_by], held, title, _("可以按计划开班了。"))
    return held


@transaction.atomic
def reopen_plan(plan: YearPlan, *, reason: str, by: User) -> YearPlan:
    """A published plan is to be changed: a draft again, to be proposed and published anew. Raises
    PermissionDenied, StepNotOpenError."""
    held = _lock_plan(plan.pk, by)
    _require(held, PlanState.PUBLISHED, REOPEN)
    held.state, held.returned_reason = PlanState.DRAFT, reason
    held.proposed_by = held.published_by = held.published_at = None
    _save(held, by)
    return held


def _lock_plan(pk: int, by: User) -> YearPlan:
    """The plan as it is now, locked until the transaction ends."""
    plans = YearPlan.objects.select_related("unit")
    if connection.features.has_select_for_update:
        plans = plans.select_for_update(of=("self",))
    held = plans.get(pk=pk)
    if not can_plan(by, held.unit):
        raise PermissionDenied
    return held


def _lock_draft(pk: int, by: User) -> YearPlan:
    held = _lock_plan(pk, by)
    _require(held, PlanState.DRAFT, EDIT)
    return held


def _require(held: YearPlan, state: str, step: str) -> None:
    if held.state != state:
        raise StepNotOpenError(step, held.state)


def _save(held: YearPlan, by: User) -> None:
    held._history_user = by
    held.save()


def _words(held: YearPlan) -> dict:
    return {"unit": held.unit.name, "year": held.year}


def _tell(users: Iterable[User], held: YearPlan, title: str, body: str) -> None:
    url = reverse("plan", args=[held.year, held.unit.code])
    for user in users:
        if user.is_active:
            notify(user, NoticeKind.TRAINING, title=title, body=body, url=url)
