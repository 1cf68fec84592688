"""One batch beside another, who taught, and the sheet for the files, against counts by hand."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.clock import now
from people.access_log.enums import Action
from people.access_log.models import AccessSubject
from tests.common.test_pdf import text_of
from tests.factories.classes import ClassFactory, PlaceFactory, SessionFactory, psychologist
from tests.factories.people import RoleGrantFactory, UnitFactory
from training.classes.enums import ClassState, LecturerKind, MarkWay, PlaceState
from training.classes.models import Feedback, Lecturer
from training.classes.results.batches import results_of, series_of, sums_of
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


def url_of(name, *args) -> str:
    return reverse(name, args=[getattr(arg, "pk", arg) for arg in args])


def held_class(unit, *, there: int = 0, absent: int = 0, lecturer=None, **values):
    """A class that is over: one session of 180 minutes, so many there to the end, so many not."""
    starts = now() - timedelta(days=10)
    maker = RoleGrantFactory(trainer=True, unit=unit).user
    held = ClassFactory(unit=unit, state=ClassState.CLOSED, created_by=maker, **values)
    session = SessionFactory(training_class=held, starts_at=starts, title="沙盘的基础")
    if lecturer:
        session.lecturer = Lecturer.objects.create(training_class=held, **lecturer)
        session.save()
    for number in range(there + absent):
        place = PlaceFactory(training_class=held, teacher=psychologist(unit), seat=number + 1)
        if number < there:
            span = (place, session.starts_at, session.ends_at)
            add_spans(session, [span], way=MarkWay.PAPER, by=held.created_by)
    return held


def confirmed(held, unit):
    other = RoleGrantFactory(unit_officer=True, unit=unit).user
    confirm_hours(held, by=other)
    return held


def answers(held, lecturing: list[int]):
    for mark in lecturing:
        Feedback.objects.create(training_class=held, useful=4, lecturing=mark, organisation=5)


def test_batches_when_of_one_title_and_unit_then_beside_each_other_with_their_sums(officer, unit):
    first = held_class(unit, title="沙盘研修班", batch_no=1, there=2, absent=1, capacity=30)
    confirmed(first, unit)
    second = ClassFactory(unit=unit, title="沙盘研修班", batch_no=2, capacity=40, sessions=1)
    PlaceFactory(training_class=second, state=PlaceState.WAITING, seat=None, waiting_since=now())
    ClassFactory(unit=unit, title="别的班")
    ClassFactory(title="沙盘研修班")

    results = results_of(series_of(second, officer))

    assert [(one.batch_no, one.asked, one.seated, one.completed) for one in results] == [
        (1, 3, 3, 2),
        (2, 1, 0, 0),
    ]
    assert [(one.hours, one.share) for one in results] == [(8, pytest.approx(2 / 3)), (0, None)]
    sums = sums_of(results)
    assert (sums.classes, sums.capacity, sums.seated, sums.hours) == (2, 70, 3, 8)


def test_batches_when_fewer_than_five_answered_then_no_means(officer, unit):
    few, enough = (held_class(unit, title="沙盘研修班", batch_no=n) for n in (1, 2))
    answers(few, [5, 5, 5, 5])
    answers(enough, [5, 5, 5, 5, 2])
    results = results_of(series_of(few, officer))
    assert [one.lecturing for one in results] == [None, pytest.approx(4.4)]


def test_batches_when_there_are_many_then_as_many_queries_as_for_one(officer, unit):
    held = held_class(unit, title="沙盘研修班", there=1)
    counts, series = [], series_of(held, officer)
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            results_of(series)
        counts.append(len(queries))
        for number in range(3):
            held_class(unit, title="沙盘研修班", batch_no=number + 2, there=1)
    assert counts[0] == counts[1]


SUN = {"name": "孙悦", "organisation": "示范大学", "kind": LecturerKind.choices[0][0]}


def test_lecturer_when_teaching_in_two_classes_then_one_row(officer, unit):
    first = held_class(unit, there=2, lecturer=SUN)
    second = held_class(unit, there=1, absent=1, lecturer=SUN)
    held_class(unit, there=5, lecturer={**SUN, "organisation": "别的大学"})
    held_class(UnitFactory(), there=1, lecturer=SUN)
    answers(first, [5, 5, 5, 5, 5])
    answers(second, [1, 1])
    confirmed(first, unit)
    confirmed(second, unit)

    rows = teaching_in(sessions_taught(officer))

    assert [(row.organisation, row.class_count, row.people) for row in rows] == [
        ("别的大学", 1, 0),
        ("示范大学", 2, 3),
    ]
    assert (rows[1].sessions, rows[1].minutes, rows[1].hours) == (2, 360, 8)
    assert (rows[1].mean, rows[0].mean) == (5, None)


def test_lecturer_when_the_session_is_still_to_come_then_nothing_is_taught_yet(
    client, officer, unit
):
    held = ClassFactory(unit=unit, sessions=1)
    lecturer = Lecturer.objects.create(training_class=held, **SUN)
    held.sessions.update(lecturer=lecturer)
    client.force_login(officer)
    assert client.get(url_of("lecturers")).context["found"] == 0
    page = client.get(url_of("lecturer", lecturer))
    assert (page.status_code, page.context["row"].hours) == (200, 0)


def test_lecturer_when_only_in_classes_of_others_then_not_there(client, officer):
    held = held_class(UnitFactory(), lecturer=SUN)
    client.force_login(officer)
    assert client.get(url_of("lecturer", held.lecturers.get())).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["孙悦", "赵宁"]),
        ({"q": "孙"}, ["孙悦"]),
        ({"q": "医院"}, ["赵宁"]),
        ({"kind": LecturerKind.choices[1][0]}, ["赵宁"]),
        ({"year": "1999"}, ["孙悦", "赵宁"]),
        ({"kind": "nonsense", "q": "孙"}, ["孙悦"]),
    ],
)
def test_lecturers_when_narrowed_then_the_list_and_the_file_hold_the_same(
    client, officer, unit, query, found
):
    held_class(unit, lecturer=SUN)
    other = {"name": "赵宁", "organisation": "精神卫生医院", "kind": LecturerKind.choices[1][0]}
    held_class(unit, lecturer=other)
    client.force_login(officer)
    shown = client.get(url_of("lecturers"), query)
    assert sorted(row.name for row in shown.context["table"].data) == sorted(found)
    answer = client.get(url_of("lecturers-export"), query)
    cells = [
        cell.value
        for row in openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows()
        for cell in row
    ]
    assert sorted(cell for cell in cells if cell in ("孙悦", "赵宁")) == sorted(found)


def test_filing_when_not_confirmed_then_says_so_and_holds_who_was_there(client, officer, unit):
    held = held_class(unit, there=1, absent=1, title="沙盘研修班", lecturer=SUN)
    names = list(held.places.order_by("seat").values_list("teacher__name", flat=True))
    client.force_login(officer)

    answer = client.get(url_of("class-filing", held))

    text = text_of(answer.content)
    for words in ("签到与学时登记表", "沙盘研修班", "学时尚未确认", "孙悦", *names, "缺勤", "180"):
        assert words in text
    subjects = AccessSubject.objects.filter(record__action=Action.EXPORTED)
    assert subjects.count() == 2


def test_filing_when_confirmed_then_what_is_on_the_books(client, officer, unit):
    held = confirmed(held_class(unit, there=1, absent=1), unit)
    client.force_login(officer)
    text = text_of(client.get(url_of("class-filing", held)).content)
    assert "确认入账" in text
    assert "学时尚未确认" not in text
    assert "没有出勤" in text
    assert "4.0" in text


def test_filing_when_there_are_more_sessions_than_columns_then_in_several_tables(
    client, officer, unit
):
    held = ClassFactory(unit=unit, sessions=17)
    PlaceFactory(training_class=held, teacher=psychologist(unit))
    client.force_login(officer)
    text = text_of(client.get(url_of("class-filing", held)).content)
    assert all(part in text for part in ("第 1 至 8 场", "第 9 至 16 场", "第 17 至 17 场"))


def test_filing_when_nobody_came_and_nothing_is_planned_then_still_a_document(
    client, officer, unit
):
    client.force_login(officer)
    answer = client.get(url_of("class-filing", ClassFactory(unit=unit)))
    assert "无记录" in text_of(answer.content)


def test_batches_on_the_screen_and_as_a_file(client, officer, unit):
    held = held_class(unit, title="沙盘研修班", there=1)
    client.force_login(officer)
    assert "各期汇总" in client.get(url_of("class-batches", held)).text
    book = openpyxl.load_workbook(BytesIO(client.get(url_of("class-batches-export", held)).content))
    assert "合计" in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
