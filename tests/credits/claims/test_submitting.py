"""Handing a claim in, taking it back, appealing (C1, H2, H7)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from common.clock import now, today
from credits.claims.enums import ClaimState, Stage, Step
from credits.claims.exceptions import (
    AppealClosedError,
    ChangedMeanwhileError,
    ClaimIncompleteError,
    ClaimStateError,
    NoPostError,
    ReasonNeededError,
    SameTrainingError,
)
from credits.claims.models import Claim
from credits.claims.services.drafting import copy_claim, discard_draft, save_draft, start_claim
from credits.claims.services.reviewing import reject_claim
from credits.claims.services.submitting import appeal_claim, submit_claim, withdraw_claim
from people.enums import PostKind
from people.models import Unit
from tests.factories.claims import ClaimFactory, EvidenceFactory, claimant, handed_in
from tests.factories.credits import EntryFactory
from tests.factories.people import CITY, PostFactory, RoleGrantFactory, SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def test_draft_when_begun_then_it_has_what_the_kind_mostly_is():
    teacher = claimant()
    kind = ClaimFactory().kind.__class__.objects.get(code="conference")
    claim = start_claim(teacher, kind, by=teacher.user)
    assert (claim.state, claim.category, claim.mode) == ("draft", "knowledge", "conference")


def test_draft_when_by_somebody_else_then_refused():
    with pytest.raises(PermissionDenied):
        start_claim(claimant(), ClaimFactory().kind, by=UserFactory())
    with pytest.raises(PermissionDenied):
        save_draft(ClaimFactory(), {"title": "别人写的"}, by=claimant().user)


def test_draft_when_changed_elsewhere_meanwhile_then_not_written_over():
    claim = ClaimFactory()
    by = claim.teacher.user
    save_draft(claim, {"title": "甲"}, by=by, seen=1)
    with pytest.raises(ChangedMeanwhileError):
        save_draft(claim, {"title": "乙"}, by=by, seen=1)
    assert fresh(claim).title == "甲"


def test_copy_when_made_then_without_dates_number_and_evidence():
    claim = EvidenceFactory(claim__certificate_no="ZJ-1").claim
    copy = copy_claim(claim, by=claim.teacher.user)
    assert (copy.title, copy.hours, copy.organiser) == (claim.title, claim.hours, claim.organiser)
    assert (copy.starts_on, copy.certificate_no, copy.evidence.count()) == (None, "", 0)


def test_draft_when_discarded_then_gone_but_not_once_it_was_handed_in():
    piece = EvidenceFactory()
    claim = piece.claim
    assert discard_draft(claim, by=claim.teacher.user) == [piece.stored_name]
    assert not Claim.objects.exists()
    claim = withdraw_claim(handed_in(), by=Claim.objects.get().teacher.user)
    with pytest.raises(ClaimStateError):
        discard_draft(claim, by=claim.teacher.user)


def test_submit_when_whole_then_it_lies_at_the_school_for_the_promised_days():
    claim = handed_in()
    assert (claim.state, claim.stage, claim.desk, claim.year) == ("in_review", "school", None, 2026)
    assert claim.school == claim.teacher.posts.get().school
    assert claim.due_on == today() + timedelta(days=10)
    again = submit_claim(claim, by=claim.teacher.user)
    assert again.version == claim.version
    assert [event.step for event in claim.events.all()] == [Step.SUBMIT]


def test_submit_when_of_a_research_officer_then_it_lies_at_the_unit():
    unit = Unit.objects.get(code=CITY)
    officer = PostFactory(
        teacher__user=UserFactory(), kind=PostKind.RESEARCH_OFFICER, school=None, unit=unit
    ).teacher
    claim = handed_in(officer)
    assert (claim.stage, claim.desk, claim.school) == (Stage.CITY, unit, None)


def test_submit_when_something_is_wanting_then_all_of_it_is_named():
    claim = ClaimFactory(title="", hours=Decimal("30.0"))
    with pytest.raises(ClaimIncompleteError) as error:
        submit_claim(claim, by=claim.teacher.user)
    codes = [finding.code for finding in error.value.findings]
    assert codes == ["no_title", "too_many", "no_evidence"]
    assert fresh(claim).state == ClaimState.DRAFT


def test_submit_when_nobody_would_review_it_then_says_so():
    teacher = claimant(ends_on=today() - timedelta(days=1))
    with pytest.raises(NoPostError):
        handed_in(teacher)


def test_submit_when_the_training_belongs_to_the_year_before_then_it_is_of_that_year():
    with time_machine.travel("2027-01-05T10:00:00+08:00"):
        assert handed_in(starts_on=date(2026, 12, 30), ends_on=date(2026, 12, 31)).year == 2026


SAME = [
    ({"certificate_no": "ZJ-2026-1"}, {"certificate_no": "ＺＪ2026-1"}, ["certificate"]),
    ({"title": "同一培训"}, {"title": "同一 培训"}, ["title_dates"]),
]


@pytest.mark.parametrize(("first", "second", "codes"), SAME)
def test_submit_when_the_same_training_is_claimed_already_then_refused_by_name(
    first, second, codes
):
    known = handed_in(**first)
    with pytest.raises(SameTrainingError) as error:
        handed_in(known.teacher, **second)
    doubles = error.value.doubles
    assert [(double.code, other.claim) for double, other in doubles] == [(codes[0], known)]


def test_submit_when_the_same_file_is_evidence_already_then_refused():
    known = handed_in()
    digest = known.evidence.get().digest
    claim = ClaimFactory(
        teacher=known.teacher,
        title="别的培训",
        starts_on=date(2026, 5, 1),
        ends_on=date(2026, 5, 2),
    )
    EvidenceFactory(claim=claim, digest=digest)
    with pytest.raises(SameTrainingError, match="file"):
        submit_claim(claim, by=claim.teacher.user)


def test_submit_when_the_register_has_the_certificate_then_refused():
    teacher = claimant()
    EntryFactory(teacher=teacher, year=2026, certificate_no="ZJ-2026-9")
    with pytest.raises(SameTrainingError, match="certificate"):
        handed_in(teacher, certificate_no="ZJ-2026-9")


def test_submit_when_a_class_covers_the_same_days_then_flagged_and_taken():
    teacher = claimant()
    EntryFactory(teacher=teacher, year=2026, starts_on=date(2026, 3, 8), source="class")
    assert handed_in(teacher).flags == ["overlap"]


def test_submit_when_another_person_has_the_same_file_then_flagged_for_the_reviewer():
    known = handed_in()
    claim = ClaimFactory()
    EvidenceFactory(claim=claim, digest=known.evidence.get().digest)
    assert submit_claim(claim, by=claim.teacher.user).flags == ["file"]


def test_submit_when_the_other_was_taken_back_or_rejected_then_not_a_double():
    known = handed_in(title="同一培训")
    withdraw_claim(known, by=known.teacher.user)
    assert handed_in(known.teacher, title="同一培训").flags == []


def test_withdraw_when_in_review_then_open_for_writing_and_twice_is_harmless():
    claim = handed_in()
    by = claim.teacher.user
    for _time in range(2):
        claim = withdraw_claim(claim, by=by)
    assert (claim.state, claim.stage, claim.events.count()) == ("withdrawn", "", 2)
    save_draft(claim, {"title": "改过的名称"}, by=by)
    assert submit_claim(claim, by=by).stage == Stage.SCHOOL


def rejected() -> Claim:
    claim = handed_in()
    admin = RoleGrantFactory(school_admin=True, school=claim.school).user
    return reject_claim(claim, reason="不是心理培训", by=admin, seen=claim.version)


def test_appeal_when_rejected_then_one_level_up_and_only_once():
    claim = rejected()
    by = claim.teacher.user
    with pytest.raises(ReasonNeededError):
        appeal_claim(claim, reason=" ", by=by)
    claim = appeal_claim(claim, reason="课程内容是个案督导", by=by)
    assert (claim.stage, claim.desk, claim.was_appealed) == (Stage.UNIT, claim.unit, True)
    officer = RoleGrantFactory(unit_officer=True, unit=claim.unit).user
    claim = reject_claim(claim, reason="仍然不是", by=officer, seen=claim.version)
    with pytest.raises(AppealClosedError, match="before"):
        appeal_claim(claim, reason="再来", by=by)


def test_appeal_when_the_days_are_over_then_refused():
    claim = rejected()
    with time_machine.travel(now() + timedelta(days=15)):
        pass
    with (
        time_machine.travel(now() + timedelta(days=17)),
        pytest.raises(AppealClosedError, match="too_late"),
    ):
        appeal_claim(claim, reason="晚了", by=claim.teacher.user)


def test_appeal_when_the_city_has_rejected_then_nobody_is_above():
    school = SchoolFactory(unit=Unit.objects.get(code=CITY))
    claim = handed_in(claimant(school=school))
    Claim.objects.filter(pk=claim.pk).update(stage="city", desk=claim.unit)
    city = RoleGrantFactory().user
    claim = reject_claim(fresh(claim), reason="不符", by=city, seen=claim.version)
    with pytest.raises(AppealClosedError, match="highest"):
        appeal_claim(claim, reason="不服", by=claim.teacher.user)


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "in_review", "stage": ""},
        {"state": "draft", "stage": "school"},
        {"state": "in_review", "stage": "unit", "desk": None},
        {"hours": None},
        {"year": None},
        {"ends_on": date(2026, 3, 1)},
    ],
)
def test_claim_in_review_is_whole_by_the_database(changed):
    claim = handed_in()
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**changed)
