"""Writing a claim: a draft kept as it is typed, a copy of an earlier one."""

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from common.clock import now
from credits.claims.enums import WRITABLE, ClaimState, Step
from credits.claims.exceptions import ChangedMeanwhileError, ClaimStateError
from credits.claims.models import Claim, ClaimKind
from people.models import Teacher, User
from people.roles import CLAIM_HOURS
from people.scopes import may, scope_of

# What the teacher writes; all else follows.
FIELDS = (
    "kind",
    "title",
    "organiser",
    "category",
    "level",
    "mode",
    "starts_on",
    "ends_on",
    "hours",
    "certificate_no",
    "note",
)
# What another training of the same series mostly shares.
COPIED = ("kind", "title", "organiser", "category", "level", "mode", "hours")


def lock_claim(pk) -> Claim:
    """The claim as it is now, locked until the transaction ends: every step is taken under it."""
    if not connection.in_atomic_block:
        raise RuntimeError("lock_claim needs a transaction")
    claims = Claim.objects.select_related("teacher", "kind", "school__unit__parent", "unit__parent")
    if connection.features.has_select_for_update:
        claims = claims.select_for_update(of=("self",))
    return claims.get(pk=pk)


def start_claim(teacher: Teacher, kind: ClaimKind, *, by: User) -> Claim:
    """An empty draft. Raises PermissionDenied for anybody but the teacher."""
    if scope_of(by).teacher_id != teacher.pk or not may(by, CLAIM_HOURS):
        raise PermissionDenied
    return Claim.objects.create(teacher=teacher, kind=kind, category=kind.category, mode=kind.mode)


@transaction.atomic
def save_draft(claim: Claim, values: dict, *, by: User, seen: int | None = None) -> Claim:
    """Keeps what was typed, whole or not; `values` hold some of FIELDS.

    `seen` is the version that was on the screen: a newer one is not written over. Raises
    PermissionDenied, ClaimStateError, ChangedMeanwhileError.
    """
    held = lock_claim(claim.pk)
    require_writer(held, by, "save")
    if seen is not None and seen != held.version:
        raise ChangedMeanwhileError(held.state)
    for name in FIELDS:
        if name in values:
            setattr(held, name, values[name])
    save_step(held)
    return held


@transaction.atomic
def copy_claim(claim: Claim, *, by: User) -> Claim:
    """A new draft with what the next training of the sort shares; without dates, number and
    evidence. Raises PermissionDenied."""
    copy = start_claim(claim.teacher, claim.kind, by=by)
    for name in COPIED:
        setattr(copy, name, getattr(claim, name))
    copy.save()
    return copy


@transaction.atomic
def discard_draft(claim: Claim, *, by: User) -> list[str]:
    """Deletes a draft that was never handed in, and returns the stored names of its evidence for
    the caller to remove once the transaction has ended. Raises PermissionDenied, ClaimStateError."""
    held = lock_claim(claim.pk)
    require_writer(held, by, "discard")
    if held.state != ClaimState.DRAFT or held.events.exists():
        raise ClaimStateError("discard", held.state)
    stored = list(held.evidence.values_list("stored_name", flat=True))
    held.delete()
    return stored


def require_writer(held: Claim, by: User, step: str) -> None:
    if scope_of(by).teacher_id != held.teacher_id or not may(by, CLAIM_HOURS):
        raise PermissionDenied
    if held.state not in WRITABLE:
        raise ClaimStateError(step, held.state)


def save_step(held: Claim) -> None:
    """Saves what was changed under the lock, as a new version."""
    held.version += 1
    held.changed_at = now()
    held.save()


def note_step(held: Claim, step: Step, *, by: User | None, stage: str = "", reason: str = ""):
    """The row that is kept of a step."""
    held.events.create(
        step=step,
        stage=stage,
        by=by,
        by_name=by.get_full_name() if by else "系统",
        reason=reason,
        at=now(),
    )
