"""The table of steps, and what the documents draw of it."""

import pytest
from django.conf import settings

from training.classes import states
from training.classes.enums import ClassState


def test_table_when_read_then_every_state_is_reached_and_of_the_model():
    reached = {step.target for step in states.STEPS} | {states.DRAFT}
    assert reached == set(ClassState.values)
    assert {source for step in states.STEPS for source in step.sources} <= reached


@pytest.mark.parametrize("state", [states.ARCHIVED, states.CANCELLED])
def test_table_when_a_class_is_over_then_nothing_leads_on(state):
    assert states.steps_for(state, organiser=True, approver=True) == []


def test_steps_for_when_proposed_then_only_the_approver_decides():
    approver = states.steps_for(states.PROPOSED, organiser=False, approver=True)
    assert [step.name for step in approver] == [states.RETURN, states.APPROVE]
    organiser = states.steps_for(states.PROPOSED, organiser=True, approver=False)
    assert [step.name for step in organiser] == [states.CANCEL]


def test_document_when_read_then_draws_the_table():
    text = (settings.BASE_DIR / "docs/classes.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{states.diagram()}\n```" in text
