"""From presence to the ledger: once, never by oneself, corrected by reversal (H1, L1, L2, T3)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from common.clock import now
from credits.enums import Category
from credits.models import Entry, YearSum
from credits.services.verification import verify_ledger
from people.models import User
from tests.factories.classes import ClassFactory, PlaceFactory, SessionFactory, at, psychologist
from tests.factories.people import RoleGrantFactory
from training.classes.enums import Assessment, ClassState, MarkWay
from training.classes.exceptions import ClassNotReadyError, OwnClassError, StepNotOpenError
from training.classes.models import Award, Confirmation
from training.classes.services.assessing import assess
from training.classes.services.confirming import confirm_hours, correct_hours, outcomes_of
from training.classes.services.marking import add_spans, call_roll, rule_presence

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return RoleGrantFactory().user


def closed_class(*sessions, **fields):
    """A class that is over; `sessions` are (start, minutes, category)."""
    held = ClassFactory(state=ClassState.CLOSED, **fields)
    for start, minutes, category in sessions:
        SessionFactory(
            training_class=held,
            starts_at=at(start),
            ends_at=at(start) + timedelta(minutes=minutes),
            category=category,
        )
    return held


def attend(place, officer, *, minutes=None):
    """There in every session, from its start; to its end or for `minutes`."""
    for session in place.training_class.sessions.all():
        ends = (
            session.ends_at if minutes is None else session.starts_at + timedelta(minutes=minutes)
        )
        add_spans(session, [(place, session.starts_at, ends)], way=MarkWay.PAPER, by=officer)


def sitting(held, **fields):
    return PlaceFactory(training_class=held, teacher=psychologist(), **fields)


@pytest.mark.rule("H1")
def test_confirm_hours_when_sessions_have_categories_then_an_entry_for_each(officer):
    held = closed_class(
        ("2026-03-09 08:30", 180, Category.ETHICS),
        ("2026-03-09 14:00", 180, Category.SKILL),
        ("2026-03-10 08:30", 180, Category.SKILL),
    )
    place = sitting(held)
    attend(place, officer)
    confirm_hours(held, by=officer)
    found = Entry.objects.filter(teacher=place.teacher).values_list("category", "hours", "year")
    assert sorted(found) == [("ethics", Decimal(4), 2026), ("skill", Decimal(8), 2026)]
    entry = Entry.objects.first()
    assert (entry.starts_on.isoformat(), entry.ends_on.isoformat()) == ("2026-03-09", "2026-03-10")
    assert entry.unit == place.unit
    assert verify_ledger().flaws == []


@pytest.mark.rule("L2")
def test_confirm_hours_when_done_twice_then_posted_once(officer):
    held = closed_class(("2026-03-09 08:30", 180, Category.SKILL))
    attend(sitting(held), officer)
    first = confirm_hours(held, by=officer)
    assert confirm_hours(held, by=officer) == first
    assert Entry.objects.count() == 1
    assert Confirmation.objects.count() == 1


def test_confirm_hours_when_attendance_is_below_80_percent_then_none_and_the_reason(officer):
    held = closed_class(("2026-03-09 08:30", 180, Category.SKILL))
    place = sitting(held)
    attend(place, officer, minutes=143)
    confirm_hours(held, by=officer)
    award = Award.objects.get(place=place)
    assert (award.hours, award.completed, award.why_not) == (0, False, "low_attendance")
    assert not Entry.objects.exists()


@pytest.mark.rule("H1")
def test_confirm_hours_when_two_classes_share_a_day_then_the_day_cap_holds_across_them(officer):
    teacher = psychologist()
    for start in ("2026-03-09 08:00", "2026-03-09 13:30"):
        held = closed_class((start, 270, Category.KNOWLEDGE))
        attend(PlaceFactory(training_class=held, teacher=teacher), officer)
        confirm_hours(held, by=officer)
    hours = list(Award.objects.order_by("pk").values_list("hours", "capped_hours"))
    assert hours == [(Decimal(6), Decimal(0)), (Decimal(2), Decimal(4))]


@pytest.mark.rule("T3")
def test_confirm_hours_when_the_last_session_begins_in_the_new_year_then_of_that_year(officer):
    held = closed_class(
        ("2025-12-31 22:00", 90, Category.SKILL), ("2026-01-01 08:00", 90, Category.SKILL)
    )
    attend(sitting(held), officer)
    confirm_hours(held, by=officer)
    assert Entry.objects.get().year == 2026


@pytest.mark.abuse("R03")
def test_confirm_hours_when_by_somebody_who_sits_in_the_class_then_refused():
    held = closed_class(("2026-03-09 08:30", 180, Category.SKILL))
    teacher = psychologist()
    PlaceFactory(training_class=held, teacher=teacher)
    RoleGrantFactory(user=teacher.user)
    own = User.objects.get(pk=teacher.user.pk)
    with pytest.raises(OwnClassError):
        confirm_hours(held, by=own)
    assert not Entry.objects.exists()


@pytest.mark.abuse("R01")
def test_attendance_when_another_trainer_writes_it_then_refused():
    held = closed_class(("2026-03-09 08:30", 180, Category.SKILL))
    place, stranger = sitting(held), RoleGrantFactory(trainer=True).user
    session = held.sessions.get()
    with pytest.raises(PermissionDenied):
        call_roll(session, [place], by=stranger)
    with pytest.raises(PermissionDenied):
        rule_presence(session, place, starts_at=None, ends_at=None, reason="x", by=stranger)
    with pytest.raises(PermissionDenied):
        confirm_hours(held, by=stranger)


def test_confirm_hours_when_the_class_is_not_closed_then_refused(officer):
    held = closed_class(("2026-03-09 08:30", 180, Category.SKILL))
    held.state = ClassState.RUNNING
    held.save()
    with pytest.raises(StepNotOpenError):
        confirm_hours(held, by=officer)


def test_confirm_hours_when_somebody_is_not_assessed_then_told_and_then_by_the_score(officer):
    held = closed_class(
        ("2026-03-09 08:30", 180, Category.SKILL), assessment=Assessment.SCORE, pass_score=60
    )
    passed, failed = sitting(held), sitting(held)
    attend(passed, officer)
    attend(failed, officer)
    with pytest.raises(ClassNotReadyError):
        confirm_hours(held, by=officer)
    assess(held, [(passed, None, Decimal(60)), (failed, None, Decimal("59.5"))], by=officer)
    confirm_hours(held, by=officer)
    assert Award.objects.get(place=failed).why_not == "not_passed"
    assert Entry.objects.get().teacher == passed.teacher


@pytest.mark.rule("L1")
def test_correct_hours_when_presence_was_ruled_on_then_reversed_and_posted_anew(officer):
    held = closed_class(("2026-03-09 08:30", 180, Category.SKILL))
    given, missed = sitting(held), sitting(held)
    attend(given, officer)
    confirm_hours(held, by=officer)
    session = held.sessions.get()
    rule_presence(
        session,
        missed,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        reason="手机故障，现场有记录",
        by=officer,
    )
    correct_hours(held, reason="补记一人出勤", by=officer)
    assert correct_hours(held, reason="再点一次", by=officer) is None
    assert Entry.objects.filter(teacher=missed.teacher).get().round == 2
    assert Entry.objects.filter(teacher=given.teacher).count() == 1
    rule_presence(session, given, starts_at=None, ends_at=None, reason="代签", by=officer)
    correct_hours(held, reason="核实为代签", by=officer)
    signed = Entry.objects.filter(teacher=given.teacher).order_by("seq")
    assert [entry.hours for entry in signed] == [Decimal(4), Decimal(-4)]
    assert YearSum.objects.get(teacher=given.teacher).hours == 0


def test_outcomes_when_read_for_one_or_many_then_as_many_queries(
    officer, django_assert_num_queries
):
    held = closed_class(
        ("2026-03-09 08:30", 180, Category.SKILL), ("2026-03-10 08:30", 180, Category.ETHICS)
    )
    sitting(held)
    with django_assert_num_queries(8):
        outcomes_of(held)
    for _ in range(5):
        attend(sitting(held), officer)
    with django_assert_num_queries(8):
        outcomes_of(held)


@pytest.mark.abuse("D03")
def test_add_spans_when_the_same_list_comes_again_then_nothing_is_added(officer):
    held = closed_class(("2026-03-09 08:30", 180, Category.SKILL))
    place, session = sitting(held), held.sessions.get()
    span = (place, session.starts_at, session.ends_at)
    assert add_spans(session, [span], way=MarkWay.MEETING, by=officer) == 1
    assert add_spans(session, [span, span], way=MarkWay.MEETING, by=officer) == 0


def test_rule_presence_when_on_oneself_then_refused():
    held = closed_class(("2026-03-09 08:30", 180, Category.SKILL))
    teacher = psychologist()
    place = PlaceFactory(training_class=held, teacher=teacher)
    RoleGrantFactory(user=teacher.user)
    own = User.objects.get(pk=teacher.user.pk)
    with pytest.raises(PermissionDenied):
        rule_presence(
            held.sessions.get(), place, starts_at=now(), ends_at=None, reason="本人", by=own
        )
