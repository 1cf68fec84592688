"""Which units have a plan and ran classes for backbone teachers (R17, R21)."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from credits.enums import Category, Level
from credits.models import Policy
from tests.factories.classes import ClassFactory, PlaceFactory, SessionFactory, at
from tests.factories.plans import PlanFactory, PlannedClassFactory
from training.classes.class_years import ending_between, hours_offered
from training.classes.enums import ClassState, PlaceState
from training.classes.models import TrainingClass
from training.classes.plans.permissions import plannable_units
from training.classes.plans.report import report_of
from training.classes.plans.services import reopen_plan

pytestmark = pytest.mark.clause("R21")


def held_class(unit, day="2026-03-09", hours=3, **fields):
    """A class of one session on that day."""
    fields = {"state": ClassState.RUNNING, "backbone_only": True} | fields
    held = ClassFactory(unit=unit, **fields)
    SessionFactory(
        training_class=held, starts_at=at(f"{day} 09:00"), ends_at=at(f"{day} {9 + hours:02}:00")
    )
    return held


def figures(place, who="city", year=2026):
    report = report_of(year, plannable_units(place.users[who]))
    return {row.code: row for row in report.units}, report


@pytest.mark.clause("R17")
def test_report_tells_units_with_a_plan_from_those_without(place):
    PlanFactory(unit=place.unit, published=True, lines=2)
    PlanFactory(unit=place.other_unit, lines=1)

    rows, report = figures(place)

    assert rows[place.unit.code].is_published
    assert not rows[place.other_unit.code].is_published
    assert rows[place.other_unit.code].planned == 1
    assert (rows[place.city.code].state, rows[place.city.code].planned) == ("", None)
    assert report.totals.published == 1
    assert report.totals.units == len(rows)
    assert report.units[0].code == place.city.code


@pytest.mark.clause("R17")
def test_report_when_a_published_plan_is_in_revision_says_so(client, place):
    plan = PlanFactory(unit=place.unit, published=True, lines=1)
    reopen_plan(plan, reason="调整", by=place.users["officer"])

    rows, report = figures(place, "officer")

    assert (rows[place.unit.code].was_published, report.totals.published) == (True, 0)
    place.login(client, "officer")
    page = client.get(reverse("plans-report", args=[2026])).content.decode()
    assert "发布后修订中" in page


@pytest.mark.parametrize("state", ClassState)
def test_backbone_class_counts_from_enrolling_on(place, state):
    held_class(place.unit, state=state)

    counts = state in ("enrolling", "running", "closed", "confirmed", "archived")
    assert figures(place)[0][place.unit.code].district_backbone == counts


@pytest.mark.parametrize(
    ("fields", "city", "district"),
    [
        ({"level": Level.CITY}, 1, 0),
        ({"level": Level.DISTRICT}, 0, 1),
        ({"level": Level.PROVINCE}, 0, 0),
        ({"level": Level.CITY, "backbone_only": False}, 0, 0),
    ],
)
def test_backbone_class_counts_at_its_level(place, fields, city, district):
    held_class(place.city, **fields)

    row = figures(place)[0][place.city.code]

    assert (row.city_backbone, row.district_backbone, row.held) == (city, district, 1)


@pytest.mark.rule("T3")
def test_class_over_new_year_is_of_the_year_of_its_last_session(place):
    held = held_class(place.unit, "2025-12-30")
    SessionFactory(
        training_class=held, starts_at=at("2026-01-04 09:00"), ends_at=at("2026-01-04 12:00")
    )
    held_class(place.unit, "2025-12-31")
    ClassFactory(unit=place.unit)

    assert figures(place, year=2025)[0][place.unit.code].held == 1
    assert figures(place, year=2026)[0][place.unit.code].held == 1


@pytest.mark.rule("T1")
@pytest.mark.parametrize(("moment", "inside"), [("2026-01-01 00:00", True), ("2025-12-31 23:59", False),
                                                ("2026-12-31 23:59", True), ("2027-01-01 00:00", False)])  # fmt: skip
def test_year_of_a_class_begins_and_ends_at_midnight_in_shanghai(place, moment, inside):
    held = ClassFactory()
    SessionFactory(training_class=held, starts_at=at(moment))
    days = figures(place)[1].year

    found = ending_between(TrainingClass.objects.all(), days.first, days.last)

    assert found.exists() == inside


def test_planned_and_carried_out_stand_beside_each_other(place):
    plan = PlanFactory(unit=place.unit, published=True, lines=1, lines__hours=Decimal("7.5"))
    line = PlannedClassFactory(plan=plan, places=30)
    held = held_class(place.unit, planned=line)
    for state in (PlaceState.IN, PlaceState.IN, PlaceState.WITHDRAWN, PlaceState.WAITING):
        seat = {} if state == PlaceState.IN else {"seat": None}
        waiting = {"waiting_since": at("2026-01-01 09:00")} if state == PlaceState.WAITING else {}
        PlaceFactory(training_class=held, state=state, **seat, **waiting)
    held_class(place.unit)

    rows, report = figures(place)

    row = rows[place.unit.code]
    assert (row.planned, row.carried_out, row.held) == (2, 1, 2)
    assert (row.planned_places, row.people) == (80, 2)
    assert (row.planned_hours, row.held_hours) == (Decimal("23.5"), Decimal(8))
    assert (report.totals.held_hours, report.totals.people) == (Decimal(8), 2)
    assert report.totals.units_with_district_backbone == 1


@pytest.mark.rule("H1")
def test_hours_offered_are_whole_ones_a_day_without_other_subjects(db):
    held = ClassFactory()
    for start, end, category in [
        ("2026-03-09 08:00", "2026-03-09 12:00", Category.SKILL),
        ("2026-03-09 13:00", "2026-03-09 18:00", Category.ETHICS),
        ("2026-03-10 08:00", "2026-03-10 09:20", Category.SKILL),
        ("2026-03-11 08:00", "2026-03-11 17:00", Category.OTHER),
    ]:
        SessionFactory(training_class=held, starts_at=at(start), ends_at=at(end), category=category)

    assert hours_offered(held.sessions.all(), Policy.objects.get()) == 8 + 1
    assert hours_offered([], Policy.objects.get()) == 0


def test_report_of_a_unit_holds_that_unit_alone(client, place):
    held_class(place.other_unit)
    place.login(client, "officer")

    page = client.get(reverse("plans-report", args=[2026]))

    assert [row.name for row in page.context["report"].units] == ["东测区"]
    assert "西测区" not in page.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("city", 200), ("officer", 200), ("trainer", 404), ("school_admin", 404), ("stranger", 404),
     ("signed_out", 302)],
)  # fmt: skip
def test_report_is_for_those_who_plan(client, place, role, status):
    place.login(client, role)

    for name in ("plans-report", "plans-report-export"):
        assert client.get(reverse(name, args=[2026])).status_code == status


def test_report_as_a_workbook_has_dashes_for_what_nobody_planned(client, place):
    PlanFactory(unit=place.unit, published=True, lines=1)
    held_class(place.unit)
    place.login(client, "city")

    answer = client.get(reverse("plans-report-export", args=[2026]))

    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    named = {row[0]: row[1:] for row in rows}
    assert named["东测区"] == ("已发布", 1, 0, 1, 50, 0, 16, 4, 0, 1)
    assert named["西测区"] == ("未编制", "—", "—", 0, "—", 0, "—", 0, 0, 0)
    assert named["合计"] == (None, 1, 0, 1, 50, 0, 16, 4, 0, 1)
