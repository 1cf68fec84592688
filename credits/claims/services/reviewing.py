"""Deciding a claim: pass, recognise, return, reject, hand over (C1, C2). Nobody decides their own."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from common.clock import today
from common.hours import to_tenths
from credits.claims import routing_rules
from credits.claims.doubles import doubles_in
from credits.claims.enums import ClaimState, Step
from credits.claims.exceptions import (
    ChangedMeanwhileError,
    NotReviewerError,
    ReasonNeededError,
    SameTrainingError,
)
from credits.claims.models import Claim
from credits.claims.posts import place_of, post_on
from credits.claims.review_terms import review_terms
from credits.claims.services.drafting import lock_claim, note_step, save_step
from credits.claims.services.submitting import lay_before, take_from_desk, way_of
from credits.claims.services.telling import tell_colleague, tell_teacher
from credits.enums import Source
from credits.services.posting import Movement, lock_chains, post_hours
from people.models import User
from people.scopes import scope_of

OWN, ELSEWHERE = "own", "elsewhere"


@transaction.atomic
def approve_claim(claim: Claim, *, by: User, seen: int, reason: str = "") -> Claim:
    """Yes: on to the next stage, or recognised and posted to the ledger in this transaction (C2).

    `seen` is the version that was looked at. What was flagged as a possible double asks for a
    reason. Raises PermissionDenied, NotReviewerError, ChangedMeanwhileError, ReasonNeededError,
    SameTrainingError (H7), and what post_hours raises.
    """
    held = _for_decision(claim, by, seen)
    terms = review_terms(today())
    _require_single(held)
    if held.flags and not reason.strip():
        raise ReasonNeededError
    after = routing_rules.stage_after(held.stage, way_of(held, terms))
    stage = held.stage
    if after is None or held.on_appeal:
        note_step(held, Step.RECOGNISE, by=by, stage=stage, reason=reason)
        _post(held, by)
        take_from_desk(held, ClaimState.RECOGNISED)
        tell_teacher(held, Step.RECOGNISE)
    else:
        note_step(held, Step.PASS, by=by, stage=stage, reason=reason)
        lay_before(held, after, terms)
        tell_teacher(held, Step.PASS)
    return held


@transaction.atomic
def return_claim(claim: Claim, *, reason: str, by: User, seen: int) -> Claim:
    """Back to the teacher, to be mended and handed in again. Raises PermissionDenied,
    NotReviewerError, ChangedMeanwhileError, ReasonNeededError."""
    held = _for_decision(claim, by, seen)
    _require_reason(reason)
    note_step(held, Step.RETURN, by=by, stage=held.stage, reason=reason)
    take_from_desk(held, ClaimState.RETURNED)
    tell_teacher(held, Step.RETURN, reason)
    return held


@transaction.atomic
def reject_claim(claim: Claim, *, reason: str, by: User, seen: int) -> Claim:
    """No; the teacher may appeal once, one level up. Raises PermissionDenied, NotReviewerError,
    ChangedMeanwhileError, ReasonNeededError."""
    held = _for_decision(claim, by, seen)
    _require_reason(reason)
    note_step(held, Step.REJECT, by=by, stage=held.stage, reason=reason)
    held.rejected_at_stage = held.stage
    take_from_desk(held, ClaimState.REJECTED)
    tell_teacher(held, Step.REJECT, reason)
    return held


@transaction.atomic
def hand_over(claim: Claim, to: User, *, by: User, seen: int) -> Claim:
    """Leaves it to a colleague who may decide it too. Raises PermissionDenied, NotReviewerError
    where either may not, ChangedMeanwhileError."""
    held = _for_decision(claim, by, seen)
    if not Claim.objects.waiting_for(to).filter(pk=held.pk).exists():
        raise NotReviewerError(ELSEWHERE)
    note_step(held, Step.HAND_OVER, by=by, stage=held.stage, reason=to.get_full_name())
    held.handed_to = to
    save_step(held)
    tell_colleague(held, to, by)
    return held


def approve_many(
    pairs: Iterable[tuple[Claim, int]], *, by: User
) -> list[tuple[Claim, Exception | None]]:
    """Each of (claim, the version that was looked at) by itself: what cannot be approved stays, with
    the reason. Claims that are flagged are never approved in bulk."""
    outcomes = []
    for claim, seen in pairs:
        error = None
        try:
            claim = approve_claim(claim, by=by, seen=seen)
        except (
            NotReviewerError,
            ChangedMeanwhileError,
            ReasonNeededError,
            SameTrainingError,
        ) as caught:
            error = caught
        outcomes.append((claim, error))
    return outcomes


def _for_decision(claim: Claim, by: User, seen: int) -> Claim:
    """The claim, locked, if it lies at the desk of `by` as they saw it."""
    held = lock_claim(claim.pk)
    if not Claim.objects.visible_to(by).filter(pk=held.pk).exists():
        raise PermissionDenied
    if scope_of(by).teacher_id == held.teacher_id:
        raise NotReviewerError(OWN)
    if held.state != ClaimState.IN_REVIEW or held.version != seen:
        raise ChangedMeanwhileError(held.state)
    if not Claim.objects.waiting_for(by).filter(pk=held.pk).exists():
        raise NotReviewerError(ELSEWHERE)
    return held


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonNeededError


def _require_single(held: Claim) -> None:
    """Looks again at what may have come on record since it was handed in (H7)."""
    lock_chains([held.teacher_id])  # nothing else is posted for this person until the end
    doubles = doubles_in(held, of_others=True)
    if refused := [pair for pair in doubles if pair[0].refused]:
        raise SameTrainingError(refused)
    held.flags = sorted({double.code for double, _other in doubles})


def _post(held: Claim, by: User) -> None:
    """At the school and unit of the training's last day, else where it is reviewed (P5)."""
    post = post_on(held.teacher, held.ends_on)
    school, unit = place_of(post) if post else (held.school, held.unit)
    movement = Movement(
        teacher_id=held.teacher_id,
        school_id=school.pk if school else None,
        unit_id=unit.pk,
        year=held.year,
        category=held.category,
        level=held.level,
        mode=held.mode,
        tenths=to_tenths(held.hours),
        title=held.title,
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        source=Source.CLAIM,
        fact=held.fact,
        organiser=held.organiser,
        certificate_no=held.certificate_no,
    )
    post_hours([movement], by=by)
