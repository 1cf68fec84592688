"""Deciding a claim: stages, four eyes, doubles, and hours on the books once (C1, C2, H7)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from credits.claims.enums import ClaimState, Stage, Step
from credits.claims.exceptions import (
    ChangedMeanwhileError,
    NotReviewerError,
    ReasonNeededError,
    SameTrainingError,
)
from credits.claims.models import Claim
from credits.claims.services.reviewing import (
    approve_claim,
    approve_many,
    hand_over,
    reject_claim,
    return_claim,
)
from credits.claims.services.submitting import appeal_claim, submit_claim
from credits.models import Entry
from people.notices.models import Notice
from tests.factories.claims import claimant, handed_in
from tests.factories.credits import EntryFactory
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return handed_in()


@pytest.fixture
def admin(claim):
    return RoleGrantFactory(school_admin=True, school=claim.school).user


@pytest.fixture
def officer(claim):
    return RoleGrantFactory(unit_officer=True, unit=claim.unit).user


def approve(claim, by, **options) -> Claim:
    return approve_claim(claim, by=by, seen=claim.version, **options)


def test_claim_when_passed_by_both_stages_then_on_the_books_once(claim, admin, officer):
    claim = approve(claim, admin)
    assert (claim.state, claim.stage, claim.desk) == ("in_review", Stage.UNIT, claim.unit)
    assert not Entry.objects.exists()

    claim = approve(claim, officer)

    entry = Entry.objects.get()
    assert (claim.state, entry.hours, entry.category) == ("recognised", Decimal("16.0"), "skill")
    assert (entry.year, entry.source, entry.fact) == (2026, "claim", claim.fact)
    assert (entry.school, entry.unit, entry.posted_by) == (claim.school, claim.unit, officer)
    with pytest.raises(ChangedMeanwhileError):
        approve(claim, officer)
    assert Entry.objects.count() == 1
    told = Notice.objects.filter(user=claim.teacher.user).values_list("title", flat=True)
    assert len(told) == 2


def test_entry_when_the_person_has_moved_then_it_is_of_the_school_of_that_time(claim, officer):
    post = claim.teacher.posts.get()
    post.ends_on = date(2026, 6, 30)
    post.save()
    new = PostFactory(teacher=claim.teacher, starts_on=date(2026, 7, 1))
    moved = handed_in(
        claim.teacher, title="夏天之前的", starts_on=date(2026, 4, 4), ends_on=date(2026, 4, 5)
    )
    admin = RoleGrantFactory(school_admin=True, school=new.school).user
    moved = approve(moved, admin)
    approve(moved, RoleGrantFactory(unit_officer=True, unit=new.school.unit).user)
    assert Entry.objects.get().school == post.school


def test_claim_when_of_the_reviewer_themselves_then_never_theirs_to_decide(claim):
    own = RoleGrantFactory(school_admin=True, school=claim.school, user=claim.teacher.user).user
    assert not Claim.objects.waiting_for(own).exists()
    with pytest.raises(NotReviewerError, match="own"):
        approve(claim, own)


def test_claim_when_passed_by_a_person_then_the_next_stage_is_another_persons(claim, officer):
    """A unit's officer may do the school's part where the school does not, but not both."""
    claim = approve(claim, officer)
    assert claim.stage == Stage.UNIT
    with pytest.raises(NotReviewerError, match="elsewhere"):
        approve(claim, officer)
    colleague = RoleGrantFactory(unit_officer=True, unit=claim.unit).user
    assert approve(claim, colleague).state == ClaimState.RECOGNISED


def test_claim_when_at_the_unit_then_not_the_schools_to_decide(claim, admin):
    claim = approve(claim, admin)
    other = RoleGrantFactory(school_admin=True, school=claim.school).user
    with pytest.raises(NotReviewerError):
        approve(claim, other)


@pytest.mark.parametrize("role", ["school_admin", "unit_officer"])
def test_claim_when_of_another_place_then_not_seen(claim, role):
    stranger = RoleGrantFactory(**{role: True}).user
    assert not Claim.objects.visible_to(stranger).exists()
    with pytest.raises(PermissionDenied):
        approve(claim, stranger)


def test_claim_when_looked_at_in_an_older_version_then_refused(claim, admin):
    with pytest.raises(ChangedMeanwhileError):
        approve_claim(claim, by=admin, seen=claim.version - 1)


def test_claim_when_returned_then_mended_and_handed_in_again(claim, admin, officer):
    with pytest.raises(ReasonNeededError):
        return_claim(claim, reason=" ", by=admin, seen=claim.version)
    claim = return_claim(claim, reason="看不清", by=admin, seen=claim.version)
    assert (claim.state, claim.stage) == (ClaimState.RETURNED, "")
    assert "看不清" in Notice.objects.get(user=claim.teacher.user).body
    claim = submit_claim(claim, by=claim.teacher.user)
    assert approve(claim, admin).stage == Stage.UNIT


def test_claim_when_rejected_at_the_unit_and_appealed_then_the_city_has_the_last_word(
    claim, admin, officer
):
    claim = approve(claim, admin)
    claim = reject_claim(claim, reason="不属于专业培训", by=officer, seen=claim.version)
    claim = appeal_claim(claim, reason="是督导课程", by=claim.teacher.user)
    assert claim.stage == Stage.CITY
    with pytest.raises(NotReviewerError):
        approve(claim, officer)
    assert approve(claim, RoleGrantFactory().user).state == ClaimState.RECOGNISED


def test_claim_when_returned_on_appeal_then_it_goes_the_whole_way_again(claim, admin, officer):
    claim = reject_claim(claim, reason="不符", by=admin, seen=claim.version)
    claim = appeal_claim(claim, reason="是心理课程", by=claim.teacher.user)
    claim = return_claim(claim, reason="请补材料", by=officer, seen=claim.version)
    claim = submit_claim(claim, by=claim.teacher.user)
    assert approve(claim, admin).stage == Stage.UNIT
    assert not Entry.objects.exists()


def test_flagged_claim_when_approved_then_a_reason_is_asked_for_and_never_in_bulk(admin, claim):
    EntryFactory(teacher=claim.teacher, year=2026, starts_on=date(2026, 3, 8), source="class")
    [(_claim, error)] = approve_many([(claim, claim.version)], by=admin)
    assert isinstance(error, ReasonNeededError)
    assert approve(claim, admin, reason="内容不同").stage == Stage.UNIT


def test_claim_when_the_same_came_on_record_meanwhile_then_refused(claim, admin):
    EntryFactory(
        teacher=claim.teacher,
        year=2026,
        title=claim.title,
        starts_on=claim.starts_on,
        ends_on=claim.ends_on,
    )
    with pytest.raises(SameTrainingError, match="title_dates"):
        approve(claim, admin, reason="没看出来")


def test_many_when_approved_at_once_then_each_by_itself(claim, admin):
    other = handed_in(claimant(school=claim.school))
    changed = handed_in(claimant(school=claim.school))
    pairs = [(claim, claim.version), (other, other.version), (changed, changed.version + 1)]
    outcomes = approve_many(pairs, by=admin)
    assert [type(error) for _claim, error in outcomes] == [
        type(None),
        type(None),
        ChangedMeanwhileError,
    ]
    assert Claim.objects.filter(stage=Stage.UNIT).count() == 2


def test_claim_when_handed_over_then_the_colleague_is_told_and_must_be_a_reviewer(claim, admin):
    colleague = RoleGrantFactory(school_admin=True, school=claim.school).user
    with pytest.raises(NotReviewerError):
        hand_over(claim, UserFactory(), by=admin, seen=claim.version)
    claim = hand_over(claim, colleague, by=admin, seen=claim.version)
    assert claim.handed_to == colleague
    assert Notice.objects.filter(user=colleague).exists()
    assert [event.step for event in claim.events.all()] == [Step.SUBMIT, Step.HAND_OVER]
