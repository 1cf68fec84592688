"""A plan from its first line to publication, and back."""

import pytest
from django.core.exceptions import PermissionDenied

from people.models import Unit
from people.notices.models import Notice
from tests.factories.classes import ClassFactory
from tests.factories.plans import PlanFactory, PlannedClassFactory
from training.classes.enums import PlanState
from training.classes.exceptions import InUseError, OwnClassError, StepNotOpenError
from training.classes.models import PlannedClass, YearPlan
from training.classes.plans.exceptions import (
    EmptyPlanError,
    NothingToCopyError,
    PlanNotEmptyError,
)
from training.classes.plans.reading import steps_of
from training.classes.plans.services import (
    copy_last_year,
    delete_line,
    propose_plan,
    publish_plan,
    reopen_plan,
    return_plan,
    save_line,
    save_note,
    start_plan,
)

pytestmark = pytest.mark.clause("R17")


@pytest.fixture
def draft(place):
    return PlanFactory(unit=place.unit, lines=2)


@pytest.fixture
def proposed(draft, place):
    return propose_plan(draft, by=place.users["officer"])


def told(user) -> list[str]:
    return list(Notice.objects.filter(user=user).values_list("title", flat=True))


@pytest.mark.parametrize("who", ["officer", "city"])
def test_plan_when_started_twice_is_one(place, who):
    first = start_plan(place.unit, 2026, by=place.users[who])

    assert start_plan(place.unit, 2026, by=place.users[who]) == first
    assert YearPlan.objects.count() == 1


@pytest.mark.parametrize("who", ["other_officer", "trainer", "school_admin", "stranger"])
def test_plan_when_started_by_somebody_else_is_refused(place, who):
    with pytest.raises(PermissionDenied):
        start_plan(place.unit, 2026, by=place.users[who])


def test_plan_of_the_city_is_the_citys_own_and_no_province_has_one(place):
    start_plan(place.city, 2026, by=place.users["city"])

    with pytest.raises(PermissionDenied):
        start_plan(place.city, 2026, by=place.users["officer"])
    with pytest.raises(PermissionDenied):
        start_plan(Unit.objects.get(pk=place.city.parent_id), 2026, by=place.users["city"])


def test_line_when_saved_changed_and_deleted_leaves_its_history(place):
    plan = PlanFactory(unit=place.unit)
    line = PlannedClassFactory.build(plan=plan)

    save_line(line, by=place.users["officer"])
    line.places = 80
    save_line(line, by=place.users["colleague"])
    key = line.pk
    delete_line(line, by=place.users["officer"])

    kept = PlannedClass.history.filter(id=key).order_by("history_id")
    assert [(row.history_type, row.places) for row in kept] == [("+", 50), ("~", 80), ("-", 80)]


def test_line_when_it_was_deleted_meanwhile_does_not_come_back(draft, place):
    line = draft.lines.first()
    PlannedClass.objects.filter(pk=line.pk).delete()

    with pytest.raises(PlannedClass.DoesNotExist):
        save_line(line, by=place.users["officer"])
    assert draft.lines.count() == 1


def test_line_when_a_class_was_made_from_it_is_not_deleted(draft, place):
    line = draft.lines.first()
    ClassFactory(planned=line)

    with pytest.raises(InUseError):
        delete_line(line, by=place.users["officer"])


@pytest.mark.parametrize("state", ["proposed", "published"])
def test_plan_when_it_is_no_draft_is_not_changed(place, state):
    plan = PlanFactory(unit=place.unit, lines=1, **{state: True})
    line, officer = plan.lines.get(), place.users["officer"]

    for change in (
        lambda: save_line(line, by=officer),
        lambda: delete_line(line, by=officer),
        lambda: copy_last_year(plan, by=officer),
        lambda: save_note(plan, "说明", by=officer),
    ):
        with pytest.raises(StepNotOpenError):
            change()


def test_plan_when_proposed_tells_those_who_may_publish_and_not_the_proposer(proposed, place):
    assert proposed.state == PlanState.PROPOSED
    title = "东测区 2026 年度培训计划待审批"
    assert told(place.users["colleague"]) == told(place.users["city"]) == [title]
    assert told(place.users["officer"]) == told(place.users["other_officer"]) == []
    propose_plan(proposed, by=place.users["colleague"])
    assert told(place.users["city"]) == [title]


def test_plan_without_a_line_is_not_proposed(place):
    with pytest.raises(EmptyPlanError):
        propose_plan(PlanFactory(unit=place.unit), by=place.users["officer"])


@pytest.mark.parametrize("who", ["colleague", "city"])
def test_plan_when_published_by_another_person_is_for_everybody(proposed, place, who):
    published = publish_plan(proposed, by=place.users[who])

    assert published.state == PlanState.PUBLISHED
    assert published.published_by == place.users[who]
    assert told(place.users["officer"]) == ["东测区 2026 年度培训计划已发布"]
    again = publish_plan(proposed, by=place.users["city"])
    assert again.published_by == place.users[who]


def test_plan_when_published_by_its_proposer_is_refused(proposed, place):
    with pytest.raises(OwnClassError):
        publish_plan(proposed, by=place.users["officer"])


def test_citys_plan_when_proposed_by_one_officer_is_not_published_by_the_same(place):
    plan = PlanFactory(unit=place.city, lines=1)
    propose_plan(plan, by=place.users["city"])

    with pytest.raises(OwnClassError):
        publish_plan(plan, by=place.users["city"])
    with pytest.raises(PermissionDenied):
        publish_plan(plan, by=place.users["officer"])


def test_draft_when_it_was_not_proposed_is_not_published(draft, place):
    with pytest.raises(StepNotOpenError):
        publish_plan(draft, by=place.users["city"])


def test_plan_when_returned_is_a_draft_with_the_reason_and_goes_round_again(proposed, place):
    returned = return_plan(proposed, reason="经费未核定", by=place.users["city"])

    assert (returned.state, returned.returned_reason) == (PlanState.DRAFT, "经费未核定")
    assert told(place.users["officer"]) == ["东测区 2026 年度培训计划被退回修改"]
    again = propose_plan(returned, by=place.users["colleague"])
    assert again.returned_reason == ""
    assert publish_plan(again, by=place.users["officer"]).state == PlanState.PUBLISHED


def test_plan_when_taken_back_by_its_proposer_is_a_draft(proposed, place):
    taken = return_plan(proposed, reason="漏了一项", by=place.users["officer"])

    assert taken.state == PlanState.DRAFT
    assert told(place.users["officer"]) == []


def test_plan_when_reopened_is_a_draft_and_history_keeps_what_was_published(proposed, place):
    published = publish_plan(proposed, by=place.users["city"])
    moment, before = published.published_at, set(published.lines.values_list("pk", flat=True))

    reopened = reopen_plan(published, reason="增加暑期班", by=place.users["colleague"])
    delete_line(reopened.lines.first(), by=place.users["officer"])

    assert (reopened.state, reopened.published_at) == (PlanState.DRAFT, None)
    then = PlannedClass.history.as_of(moment).filter(plan=reopened)
    assert {line.pk for line in then} == before
    assert [(step.what, step.by, step.reason) for step in steps_of(reopened)][:3] == [
        ("重新修订", place.users["colleague"].get_full_name(), "增加暑期班"),
        ("发布", place.users["city"].get_full_name(), ""),
        ("提交审批", place.users["officer"].get_full_name(), ""),
    ]


@pytest.mark.parametrize("step", [propose_plan, publish_plan, return_plan, reopen_plan])
def test_step_of_somebody_elses_plan_is_refused(place, step):
    plan = PlanFactory(unit=place.unit, lines=1)
    reason = {"reason": "理由"} if step in (return_plan, reopen_plan) else {}

    with pytest.raises(PermissionDenied):
        step(plan, by=place.users["other_officer"], **reason)


def test_last_years_lines_when_copied_are_new_ones_with_history(place):
    before = PlanFactory(unit=place.unit, year=2025, lines=2, lines__budget=None)
    PlanFactory(unit=place.other_unit, year=2025, lines=1)
    plan = PlanFactory(unit=place.unit)

    assert copy_last_year(plan, by=place.users["officer"]) == 2

    titles = list(before.lines.values_list("title", "hours", "places", "budget"))
    assert list(plan.lines.values_list("title", "hours", "places", "budget")) == titles
    assert PlannedClass.history.filter(plan=plan, history_type="+").count() == 2
    assert before.lines.count() == 2


def test_last_years_lines_when_there_are_lines_or_none_to_copy_are_not_copied(place, draft):
    PlanFactory(unit=place.unit, year=2025, lines=1)

    with pytest.raises(PlanNotEmptyError):
        copy_last_year(draft, by=place.users["officer"])
    with pytest.raises(NothingToCopyError):
        copy_last_year(PlanFactory(unit=place.unit, year=2024), by=place.users["officer"])
