"""Who taught: figures against counts by hand, and as many queries however long the list is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.clock import now
from tests.factories.classes import ClassFactory, PlaceFactory, SessionFactory, psychologist
from tests.factories.people import RoleGrantFactory, UnitFactory
from training.classes.enums import ClassState, LecturerKind, MarkWay
from training.classes.models import Lecturer
from training.classes.results.lecturers import sessions_taught, teaching_in
from training.classes.services.confirming import confirm_hours
from training.classes.services.marking import add_spans

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return RoleGrantFactory(unit_officer=True, unit=UnitFactory()).user


@pytest.fixture
def unit(officer):
    return officer.grants.get().unit


def taught_class(unit, *, name: str, minutes: int = 180, there: int = 0, absent: int = 0):
    """A class that is over, with one session of that length given by one person."""
    maker = RoleGrantFactory(trainer=True, unit=unit).user
    held = ClassFactory(unit=unit, state=ClassState.CLOSED, created_by=maker)
    starts = now() - timedelta(days=10)
    kind = LecturerKind.values[0]
    session = SessionFactory(
        training_class=held,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=minutes),
        lecturer=Lecturer.objects.create(training_class=held, name=name, kind=kind),
    )
    for seat in range(1, there + absent + 1):
        place = PlaceFactory(training_class=held, teacher=psychologist(unit), seat=seat)
        if seat <= there:
            add_spans(session, [(place, starts, session.ends_at)], way=MarkWay.PAPER, by=maker)
    return held


@pytest.mark.parametrize(
    ("minutes", "hours"), [(44, "0.9"), (45, "1.0"), (60, "1.3"), (100, "2.2"), (180, "4.0")]
)
def test_hours_taught_are_of_45_minutes_and_cut_off_after_one_place(officer, unit, minutes, hours):
    taught_class(unit, name="孙悦", minutes=minutes)
    assert [str(row.hours) for row in teaching_in(sessions_taught(officer))] == [hours]


def test_people_when_hours_are_not_confirmed_then_not_yet_counted(officer, unit):
    held = taught_class(unit, name="孙悦", there=2, absent=3)
    people = [[row.people for row in teaching_in(sessions_taught(officer))]]
    confirm_hours(held, by=RoleGrantFactory(unit_officer=True, unit=unit).user)
    people.append([row.people for row in teaching_in(sessions_taught(officer))])
    assert people == [[0], [2]]


@pytest.mark.parametrize("name", ["lecturers", "lecturers-export"])
def test_list_when_there_are_many_then_as_many_queries_as_for_one(client, officer, unit, name):
    client.force_login(officer)
    counts = []
    for group in (["孙悦"], ["赵宁", "钱进", "李可"]):
        for person in group:
            taught_class(unit, name=person, there=1)
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_list_says_in_which_years_somebody_taught(client, officer, unit):
    held = taught_class(unit, name="孙悦")
    year = held.sessions.get().starts_at.year
    client.force_login(officer)
    rows = client.get(reverse("lecturers")).context["table"].rows
    assert [row.get_cell("years") for row in rows] == [str(year)]
