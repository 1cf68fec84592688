"""What was published stays readable after the plan is revised; a line leads to a new class."""

import pytest
from django.urls import reverse

from tests.factories.plans import PlanFactory, PlannedClassFactory
from training.classes.models import PlannedClass, TrainingClass
from training.classes.plans.reading import edition_lines, editions_of
from training.classes.plans.services import (
    propose_plan,
    publish_plan,
    reopen_plan,
    save_line,
)

pytestmark = pytest.mark.clause("R17")


@pytest.fixture
def plan(place):
    """Published with 60 places, revised to 80, published again."""
    officer, colleague = place.users["officer"], place.users["colleague"]
    made = PlanFactory(unit=place.unit, year=2026)
    line = PlannedClassFactory(plan=made, title="骨干教师研修班", places=60)
    publish_plan(propose_plan(made, by=officer), by=colleague)
    reopen_plan(made, reason="增加名额", by=officer)
    line.places = 80
    save_line(line, by=officer)
    publish_plan(propose_plan(made, by=colleague), by=officer)
    made.refresh_from_db()
    return made


def test_edition_when_the_plan_was_revised_then_the_earlier_one_is_as_it_was(client, place, plan):
    place.login(client, "other_officer")
    page = client.get(reverse("plan", args=[2026, place.unit.code]))
    [earlier] = page.context["editions"]

    shown = client.get(reverse("plan-edition", args=[2026, place.unit.code, earlier.key]))

    assert [line.places for line in shown.context["table"].data] == [60]
    assert [line.places for line in page.context["table"].data] == [80]
    assert earlier.by == place.users["colleague"].get_full_name()


def test_edition_when_a_line_was_deleted_since_then_it_is_still_in_it(place, plan):
    reopen_plan(plan, reason="取消", by=place.users["officer"])
    PlannedClass.objects.all().delete()
    first, second = editions_of(plan)[::-1]
    assert [line.places for line in edition_lines(plan, first)] == [60]
    assert [line.places for line in edition_lines(plan, second)] == [80]


def test_edition_of_another_plan_is_not_there(client, place, plan):
    other = PlanFactory(unit=place.other_unit, year=2026, published=True)
    [edition] = editions_of(other)
    place.login(client, "city")
    url = reverse("plan-edition", args=[2026, place.unit.code, edition.key])
    assert client.get(url).status_code == 404


def test_line_when_opened_as_a_class_then_the_form_holds_what_was_planned(client, place, plan):
    place.login(client, "officer")
    line = plan.lines.get()
    page = client.get(reverse("plan", args=[2026, place.unit.code]))
    url = reverse("class-new", query={"planned": line.pk})
    assert f'href="{url}"' in page.text

    initial = client.get(url).context["form"].initial

    assert (initial["title"], initial["capacity"]) == ("骨干教师研修班", 80)
    assert (initial["unit"], initial["planned"]) == (place.unit, line)
    assert not TrainingClass.objects.exists()


@pytest.mark.parametrize("key", ["abc", "0", "9" * 30, "٣"])
def test_class_when_the_planned_line_is_nonsense_then_not_there(client, place, key):
    place.login(client, "officer")
    assert client.get(reverse("class-new"), {"planned": key}).status_code == 404


def test_class_when_the_line_is_of_a_unit_of_others_then_not_there(client, place, plan):
    place.login(client, "other_officer")
    found = client.get(reverse("class-new"), {"planned": plan.lines.get().pk})
    assert found.status_code == 404
