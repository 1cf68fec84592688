"""Getting in, the line before a full class, and giving a place up."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from common.clock import now
from people.enums import PostKind
from people.models import User
from people.notices.models import Notice
from tests.factories.classes import ClassFactory, PlaceFactory, QuotaFactory, psychologist
from tests.factories.people import PostFactory, RoleGrantFactory, TeacherFactory, UnitFactory
from training.classes.entry_rules import (
    CLASH,
    NO_POST,
    NO_QUOTA,
    NOT_BACKBONE,
    NOT_ENROLLING,
    NOT_YET,
    OTHER_POST,
    OTHER_STAGE,
    OTHER_UNIT,
    OTHER_WAY,
    REFUSED_BEFORE,
    TOO_LATE,
)
from training.classes.enums import ClassState, Entry, PlaceState, Way
from training.classes.exceptions import (
    NotEligibleError,
    OfferLapsedError,
    PlaceStateError,
    StepNotOpenError,
)
from training.classes.models import Place, PlaceEvent
from training.classes.services.enrolling import (
    answer_invitation,
    decide_request,
    enrol_roster,
    enrol_teacher,
    invite_teacher,
)
from training.classes.services.leaving import answer_offer, substitute, withdraw
from training.classes.services.seating import settle_all

pytestmark = pytest.mark.django_db


def join(training_class, teacher=None) -> Place:
    teacher = teacher or psychologist()
    return enrol_teacher(training_class, teacher, by=teacher.user, way=Way.SELF)


def fresh(place: Place) -> Place:
    return Place.objects.get(pk=place.pk)


def codes(error) -> list[str]:
    return [reason.code for reason in error.value.reasons]


def organiser_of(training_class) -> User:
    return RoleGrantFactory(unit_officer=True, unit=training_class.unit).user


# Getting in


def test_enrol_teacher_when_there_is_room_then_in_with_a_seat_and_an_event():
    training_class = ClassFactory(sessions=1)
    place = join(training_class)
    assert place.state == PlaceState.IN
    assert place.seat == 1
    assert place.unit == place.teacher.posts.get().school.unit
    assert list(place.events.values_list("from_state", "to_state")) == [("", PlaceState.IN)]


def test_enrol_teacher_when_done_twice_then_one_place_and_one_event():
    training_class = ClassFactory()
    first = join(training_class)
    again = join(training_class, first.teacher)
    assert again == first
    assert PlaceEvent.objects.count() == 1


def test_enrol_teacher_when_the_class_is_full_then_in_line_in_order_of_coming():
    training_class = ClassFactory(capacity=1)
    join(training_class)
    second, third = join(training_class), join(training_class)
    assert list(Place.objects.in_line()) == [second, third]


def test_enrol_teacher_when_somebody_else_does_it_then_refused():
    training_class, teacher = ClassFactory(), psychologist()
    with pytest.raises(PermissionDenied):
        enrol_teacher(training_class, teacher, by=psychologist().user, way=Way.SELF)


def test_enrol_teacher_when_it_needs_approval_then_a_request_that_holds_no_seat():
    place = join(ClassFactory(needs_approval=True))
    assert place.state == PlaceState.REQUESTED
    assert place.seat is None


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"state": ClassState.APPROVED}, NOT_ENROLLING),
        ({"state": ClassState.RUNNING}, NOT_ENROLLING),
        (
            {"enrol_from": now() + timedelta(days=1), "enrol_until": now() + timedelta(days=2)},
            NOT_YET,
        ),
        ({"enrol_until": now() - timedelta(hours=1)}, TOO_LATE),
        ({"entry": Entry.NOMINATION}, OTHER_WAY),
        ({"audience_kinds": [PostKind.PRINCIPAL]}, OTHER_POST),
        ({"audience_stages": ["senior"]}, OTHER_STAGE),
        ({"backbone_only": True}, NOT_BACKBONE),
    ],
)
def test_enrol_teacher_when_a_condition_fails_then_the_reason_is_named(fields, code):
    training_class = ClassFactory(**fields)
    with pytest.raises(NotEligibleError) as error:
        join(training_class)
    assert codes(error) == [code]
    assert not Place.objects.exists()


def test_enrol_teacher_when_without_a_post_then_the_reason_is_named():
    teacher = psychologist()
    teacher.posts.update(ends_on=now().date() - timedelta(days=2))
    with pytest.raises(NotEligibleError) as error:
        join(ClassFactory(), teacher)
    assert codes(error) == [NO_POST]


def test_enrol_teacher_when_of_another_unit_then_the_reason_is_named():
    training_class = ClassFactory()
    training_class.audience_units.add(training_class.unit)
    with pytest.raises(NotEligibleError) as error:
        join(training_class)
    assert codes(error) == [OTHER_UNIT]
    assert join(training_class, psychologist(training_class.unit)).state == PlaceState.IN


def test_enrol_teacher_when_another_own_class_overlaps_then_that_class_is_named():
    teacher = psychologist()
    busy = ClassFactory(sessions=1, title="沙盘游戏研修班")
    join(busy, teacher)
    with pytest.raises(NotEligibleError) as error:
        join(ClassFactory(sessions=1), teacher)
    assert codes(error) == [CLASH]
    assert error.value.reasons[0].values["title"] == "沙盘游戏研修班"


def test_enrol_teacher_when_sessions_are_back_to_back_then_in():
    teacher = psychologist()
    first = ClassFactory(sessions=1)
    join(first, teacher)
    second = ClassFactory()
    ends = first.sessions.get().ends_at
    second.sessions.create(
        title="下半场", category="skill", starts_at=ends, ends_at=ends + timedelta(hours=1)
    )
    assert join(second, teacher).state == PlaceState.IN


def test_enrol_teacher_when_two_posts_then_the_one_of_the_audience_is_kept():
    teacher = psychologist()
    PostFactory(teacher=teacher, kind=PostKind.CLASS_TEACHER)
    place = join(ClassFactory(audience_kinds=[PostKind.CLASS_TEACHER]), teacher)
    assert place.post_kind == PostKind.CLASS_TEACHER


# Quotas


def test_enrol_teacher_when_the_units_quota_is_used_up_then_in_line_though_seats_are_free():
    training_class = ClassFactory(capacity=10)
    quota = QuotaFactory(training_class=training_class, places=1)
    other = QuotaFactory(training_class=training_class, places=1)
    assert join(training_class, psychologist(quota.unit)).state == PlaceState.IN
    assert join(training_class, psychologist(quota.unit)).state == PlaceState.WAITING
    assert join(training_class, psychologist(other.unit)).state == PlaceState.IN


def test_enrol_teacher_when_the_unit_has_no_quota_then_the_reason_is_named():
    training_class = ClassFactory()
    QuotaFactory(training_class=training_class)
    with pytest.raises(NotEligibleError) as error:
        join(training_class)
    assert codes(error) == [NO_QUOTA]


def test_seat_when_written_twice_by_hand_then_the_database_refuses():
    training_class = ClassFactory(capacity=1)
    PlaceFactory(training_class=training_class)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceFactory(training_class=training_class, seat=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceFactory(training_class=training_class, seat=None)


# The line


def test_withdraw_when_somebody_waits_then_the_first_in_line_is_offered_the_seat():
    training_class = ClassFactory(capacity=1, sessions=1, accept_hours=24)
    first, second, third = (join(training_class) for _ in range(3))
    withdraw(first, by=first.teacher.user)
    second, third = fresh(second), fresh(third)
    assert (second.state, third.state) == (PlaceState.OFFERED, PlaceState.WAITING)
    assert second.seat == 1
    assert Notice.objects.filter(user=second.teacher.user).count() == 1


def test_withdraw_when_done_twice_then_only_one_is_promoted():
    training_class = ClassFactory(capacity=1)
    first = join(training_class)
    join(training_class), join(training_class)
    withdraw(first, by=first.teacher.user)
    withdraw(first, by=first.teacher.user)
    assert Place.objects.filter(state=PlaceState.OFFERED).count() == 1


def test_answer_offer_when_accepted_then_in_and_twice_is_harmless():
    training_class = ClassFactory(capacity=1)
    first, second = join(training_class), join(training_class)
    withdraw(first, by=first.teacher.user)
    assert answer_offer(second, accept=True, by=second.teacher.user).state == PlaceState.IN
    assert answer_offer(second, accept=True, by=second.teacher.user).state == PlaceState.IN


def test_settle_when_an_offer_is_overdue_then_it_lapses_and_the_next_is_offered():
    training_class = ClassFactory(capacity=1, accept_hours=24)
    first, second, third = (join(training_class) for _ in range(3))
    withdraw(first, by=first.teacher.user)
    with time_machine.travel(now() + timedelta(hours=25)):
        with pytest.raises(OfferLapsedError):
            answer_offer(second, accept=True, by=second.teacher.user)
        settle_all()
    assert fresh(second).state == PlaceState.LAPSED
    assert fresh(third).state == PlaceState.OFFERED
    moves = PlaceEvent.objects.filter(place__in=[second, third]).values_list("to_state", flat=True)
    assert list(moves) == ["waiting", "waiting", "offered", "lapsed", "offered"]


def test_settle_when_the_first_in_line_has_no_quota_left_then_the_next_goes_first():
    training_class = ClassFactory(capacity=2, accept_hours=0)
    small = QuotaFactory(training_class=training_class, places=1)
    large = QuotaFactory(training_class=training_class, places=2)
    kept, leaver = (
        join(training_class, psychologist(small.unit)),
        join(training_class, psychologist(large.unit)),
    )
    stuck = join(training_class, psychologist(small.unit))
    behind = join(training_class, psychologist(large.unit))
    withdraw(leaver, by=leaver.teacher.user)
    assert fresh(kept).state == PlaceState.IN
    assert (fresh(stuck).state, fresh(behind).state) == (PlaceState.WAITING, PlaceState.IN)


def test_enrol_teacher_when_seats_are_free_but_people_wait_then_those_in_line_come_first():
    training_class = ClassFactory(capacity=1, accept_hours=0)
    first, second = join(training_class), join(training_class)
    training_class.capacity = 2
    training_class.save()
    late = join(training_class)
    assert fresh(second).state == PlaceState.IN
    assert late.state == PlaceState.WAITING
    assert fresh(first).state == PlaceState.IN


def test_withdraw_when_the_class_has_begun_then_only_the_organiser_can():
    training_class = ClassFactory(sessions=1)
    place = join(training_class)
    with time_machine.travel(now() + timedelta(days=8)):
        with pytest.raises(StepNotOpenError):
            withdraw(place, by=place.teacher.user)
        withdraw(place, by=organiser_of(training_class), reason="未到场")
    assert fresh(place).state == PlaceState.WITHDRAWN


def test_withdraw_when_a_stranger_tries_then_refused():
    place = join(ClassFactory())
    with pytest.raises(PermissionDenied):
        withdraw(place, by=psychologist().user)


# Requests, invitations, nomination, roster, substitutes


def test_decide_request_when_granted_then_in_and_when_decided_before_then_told():
    training_class = ClassFactory(needs_approval=True)
    place, officer = join(training_class), organiser_of(training_class)
    assert decide_request(place, grant=True, by=officer).state == PlaceState.IN
    with pytest.raises(PlaceStateError):
        decide_request(place, grant=False, by=officer, reason="名额有限")


def test_decide_request_when_refused_then_cannot_ask_again():
    training_class = ClassFactory(needs_approval=True)
    place = join(training_class)
    decide_request(place, grant=False, by=organiser_of(training_class), reason="已参加过同类班")
    with pytest.raises(NotEligibleError) as error:
        join(training_class, place.teacher)
    assert codes(error) == [REFUSED_BEFORE]


def test_decide_request_when_it_is_ones_own_then_refused():
    training_class = ClassFactory(needs_approval=True)
    place = join(training_class)
    RoleGrantFactory(user=place.teacher.user, unit_officer=True, unit=training_class.unit)
    own = User.objects.get(pk=place.teacher.user.pk)
    with pytest.raises(PermissionDenied):
        decide_request(place, grant=True, by=own)


def test_invite_teacher_when_accepted_then_in_and_when_declined_then_out():
    training_class = ClassFactory(entry=Entry.INVITATION)
    officer = organiser_of(training_class)
    yes, no = (invite_teacher(training_class, psychologist(), by=officer) for _ in range(2))
    assert answer_invitation(yes, accept=True, by=yes.teacher.user).state == PlaceState.IN
    assert answer_invitation(no, accept=False, by=no.teacher.user).state == PlaceState.DECLINED


def test_nomination_when_by_the_persons_school_then_in_and_by_another_school_then_refused():
    training_class, teacher = ClassFactory(entry=Entry.NOMINATION), psychologist()
    school = teacher.posts.get().school
    admin = RoleGrantFactory(school_admin=True, school=school).user
    with pytest.raises(PermissionDenied):
        stranger = RoleGrantFactory(school_admin=True).user
        enrol_teacher(training_class, teacher, by=stranger, way=Way.NOMINATION)
    place = enrol_teacher(training_class, teacher, by=admin, way=Way.NOMINATION)
    assert place.state == PlaceState.IN


def test_enrol_roster_when_some_do_not_fit_then_each_has_an_outcome_and_order_holds():
    training_class = ClassFactory(capacity=1)
    first, second, nobody = psychologist(), psychologist(), TeacherFactory()
    outcomes = enrol_roster(
        training_class, [first, nobody, second], by=organiser_of(training_class)
    )
    assert outcomes[0][1].state == PlaceState.IN
    assert [reason.code for reason in outcomes[1][1]] == [NO_POST]
    assert outcomes[2][1].state == PlaceState.WAITING


def test_substitute_when_before_the_start_then_the_seat_changes_hands():
    training_class = ClassFactory(capacity=1, sessions=1)
    place, other = join(training_class), psychologist()
    new = substitute(place, other, by=organiser_of(training_class))
    assert (new.state, new.seat, new.replaces) == (PlaceState.IN, 1, place)
    assert fresh(place).state == PlaceState.REPLACED


def test_substitute_when_the_other_is_of_a_unit_without_that_quota_then_refused():
    training_class = ClassFactory()
    quota, other = (QuotaFactory(training_class=training_class) for _ in range(2))
    place = join(training_class, psychologist(quota.unit))
    with pytest.raises(NotEligibleError, match="other_quota"):
        substitute(place, psychologist(other.unit), by=organiser_of(training_class))
    assert fresh(place).state == PlaceState.IN


def test_substitute_when_the_class_has_begun_then_refused():
    training_class = ClassFactory(sessions=1)
    place = join(training_class)
    with time_machine.travel(now() + timedelta(days=8)), pytest.raises(StepNotOpenError):
        substitute(place, psychologist(), by=organiser_of(training_class))


def test_places_when_a_trainer_of_another_class_looks_then_none_are_seen():
    join(ClassFactory())
    trainer = RoleGrantFactory(trainer=True, unit=UnitFactory()).user
    assert not Place.objects.visible_to(trainer).exists()
