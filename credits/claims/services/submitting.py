"""Handing a claim in, taking it back, appealing (C1)."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from common.clock import now, today
from credits.claims import routing_rules
from credits.claims.claim_rules import findings
from credits.claims.doubles import doubles_in
from credits.claims.enums import ClaimState, Stage, Step
from credits.claims.exceptions import (
    AppealClosedError,
    ClaimIncompleteError,
    ClaimStateError,
    NoPostError,
    ReasonNeededError,
    SameTrainingError,
)
from credits.claims.models import Claim
from credits.claims.posts import city_of, place_of, post_on
from credits.claims.review_terms import ReviewTerms, review_terms, stated_in
from credits.claims.routing_rules import Way
from credits.claims.services.drafting import lock_claim, note_step, require_writer, save_step
from people.enums import UnitLevel
from people.models import User
from people.scopes import scope_of

TOO_LATE, BEFORE, HIGHEST = "too_late", "before", "highest"


@transaction.atomic
def submit_claim(claim: Claim, *, by: User) -> Claim:
    """Hands it in to the first desk; handing in again what lies in review changes nothing.

    Raises PermissionDenied, ClaimStateError, ClaimIncompleteError (H2), SameTrainingError (H7),
    NoPostError.
    """
    held = lock_claim(claim.pk)
    if held.state == ClaimState.IN_REVIEW and scope_of(by).teacher_id == held.teacher_id:
        return held
    require_writer(held, by, "submit")
    terms = review_terms(today())
    _require_whole(held, terms)
    post = post_on(held.teacher, today())
    if post is None:
        raise NoPostError
    flags = _require_single(held)
    held.school, held.unit = place_of(post)
    held.year = terms.year_of(held.ends_on)
    held.submitted_at = now()
    held.decided_at, held.rejected_at_stage = None, ""
    held.flags = flags
    note_step(held, Step.SUBMIT, by=by)
    lay_before(held, routing_rules.first_stage(way_of(held, terms)), terms)
    return held


@transaction.atomic
def withdraw_claim(claim: Claim, *, by: User) -> Claim:
    """Takes back what lies in review, to be mended or left. Twice is harmless. Raises
    PermissionDenied, ClaimStateError."""
    held = lock_claim(claim.pk)
    if scope_of(by).teacher_id != held.teacher_id:
        raise PermissionDenied
    if held.state == ClaimState.WITHDRAWN:
        return held
    if held.state != ClaimState.IN_REVIEW:
        raise ClaimStateError("withdraw", held.state)
    note_step(held, Step.WITHDRAW, by=by, stage=held.stage)
    take_from_desk(held, ClaimState.WITHDRAWN)
    return held


@transaction.atomic
def appeal_claim(claim: Claim, *, reason: str, by: User) -> Claim:
    """Asks the level above to look again at what was rejected: once, within the days of the policy.

    Raises PermissionDenied, ReasonNeededError, ClaimStateError, AppealClosedError.
    """
    held = lock_claim(claim.pk)
    if scope_of(by).teacher_id != held.teacher_id:
        raise PermissionDenied
    if not reason.strip():
        raise ReasonNeededError
    if held.state != ClaimState.REJECTED:
        raise ClaimStateError("appeal", held.state)
    terms = review_terms(today())
    if why := why_no_appeal(held, terms):
        raise AppealClosedError(why)
    held.flags = _require_single(held)
    above = routing_rules.stage_of_appeal(held.rejected_at_stage, way_of(held, terms))
    held.was_appealed, held.decided_at = True, None
    note_step(held, Step.APPEAL, by=by, reason=reason)
    lay_before(held, above, terms)
    return held


def why_no_appeal(claim: Claim, terms: ReviewTerms) -> str:
    """Why what was rejected cannot be appealed; empty where it can."""
    if claim.was_appealed:
        return BEFORE
    if routing_rules.stage_of_appeal(claim.rejected_at_stage, way_of(claim, terms)) is None:
        return HIGHEST
    if today() > last_day_of_appeal(claim, terms):
        return TOO_LATE
    return ""


def last_day_of_appeal(claim: Claim, terms: ReviewTerms):
    return timezone.localdate(claim.decided_at) + timedelta(days=terms.appeal_days)


def way_of(claim: Claim, terms: ReviewTerms) -> Way:
    """Through whose hands the claim goes, by the place where it is reviewed."""
    return Way(
        at_school=claim.school_id is not None,
        of_city=claim.unit.level == UnitLevel.CITY,
        levels=terms.levels,
    )


def lay_before(held: Claim, stage: str, terms: ReviewTerms) -> None:
    """Lays the claim before the stage and saves."""
    held.state, held.stage, held.handed_to = ClaimState.IN_REVIEW, stage, None
    held.desk = {
        Stage.SCHOOL: None,
        Stage.UNIT: held.unit,
        Stage.CITY: city_of(held.unit),
    }[Stage(stage)]
    held.stage_since = now()
    held.due_on = today() + timedelta(days=terms.review_days)
    save_step(held)


def take_from_desk(held: Claim, state: ClaimState) -> None:
    """Ends the review in this state and saves."""
    held.state, held.stage = state, ""
    held.desk = held.handed_to = held.due_on = held.stage_since = None
    held.decided_at = now()
    save_step(held)


def _require_whole(held: Claim, terms: ReviewTerms) -> None:
    found = findings(
        stated_in(held),
        today=today(),
        day_cap=terms.day_cap,
        evidence_required=terms.evidence_required,
    )
    if found:
        raise ClaimIncompleteError(found)


def _require_single(held: Claim) -> list[str]:
    """The codes of what a reviewer is to look at. Raises SameTrainingError (H7)."""
    doubles = doubles_in(held, of_others=True)
    if refused := [pair for pair in doubles if pair[0].refused]:
        raise SameTrainingError(refused)
    return sorted({double.code for double, _other in doubles})
