"""The sheet of a class for the files: what it holds of people, sessions and hours."""

import re
import subprocess
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.clock import now
from tests.common.test_pdf import text_of
from tests.factories.classes import ClassFactory, PlaceFactory, SessionFactory, psychologist
from tests.factories.people import RoleGrantFactory, UnitFactory
from training.classes.enums import ClassState, LeaveState, LecturerKind, MarkWay
from training.classes.models import Leave, Lecturer
from training.classes.services.confirming import confirm_hours
from training.classes.services.marking import add_spans

pytestmark = pytest.mark.django_db

ODD = "\U0001f600"  # no font of ours has it
PARTNER = {"name": "孙悦", "organisation": "示范大学", "kind": LecturerKind.values[0]}


ROOM = 100  # points: a name in handwriting, a seal of 4 cm lies over its label
PAGE_WIDTH = 842


@pytest.fixture
def officer():
    return RoleGrantFactory(unit_officer=True, unit=UnitFactory()).user


@pytest.fixture
def unit(officer):
    return officer.grants.get().unit


def held_class(unit, minutes: list[int], *, lecturer: str = "孙悦", **values):
    """A class that is over: one session of 180 minutes, a person for each of `minutes`."""
    maker = RoleGrantFactory(trainer=True, unit=unit).user
    held = ClassFactory(unit=unit, state=ClassState.CLOSED, created_by=maker, **values)
    session = SessionFactory(training_class=held, starts_at=now() - timedelta(days=10))
    session.lecturer = Lecturer.objects.create(training_class=held, **{**PARTNER, "name": lecturer})
    session.save()
    for seat, there in enumerate(minutes, 1):
        place = PlaceFactory(training_class=held, teacher=psychologist(unit), seat=seat)
        if there:
            span = (place, session.starts_at, session.starts_at + timedelta(minutes=there))
            add_spans(session, [span], way=MarkWay.PAPER, by=maker)
    return held


def confirm(held, unit, *, name: str = "赵宁"):
    other = RoleGrantFactory(unit_officer=True, unit=unit).user
    other.first_name, other.last_name = "", name
    other.save()
    confirm_hours(held, by=other)


def filed(client, officer, held) -> str:
    """The text of the document, without white space."""
    client.force_login(officer)
    answer = client.get(reverse("class-filing", args=[held.pk]))
    return "".join(text_of(answer.content).split())


def place_of(words: str, file) -> tuple[float, float]:
    """Where the text that begins with the words lies on its page: left and right, in points."""
    command = ["pdftotext", "-bbox", file, "-"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(rf'xMin="([0-9.]+)"[^>]*xMax="([0-9.]+)"[^>]*>{words}', shown)
    return float(found[1]), float(found[2])


@pytest.mark.parametrize(
    "where", [{"lecturer": f"孙{ODD}"}, {"place": f"报告厅{ODD}"}, {"host": f"学院{ODD}"}]
)
def test_filing_when_no_font_has_a_character_then_marked_and_explained(
    client, officer, unit, where
):
    text = filed(client, officer, held_class(unit, [180], **where))
    assert next(iter(where.values())).replace(ODD, "〓") in text
    assert "U+1F600" in text


def test_filing_when_the_confirmer_has_such_a_character_then_marked_too(client, officer, unit):
    held = held_class(unit, [180])
    confirm(held, unit, name=f"赵{ODD}")
    assert "由赵〓确认入账" in filed(client, officer, held)


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_filing_counts_who_was_admitted_came_and_completed(client, officer, unit, is_confirmed):
    # 180 of 180 minutes: 4 学时. 90 are half, too few. 0: never there.
    held = held_class(unit, [180, 180, 90, 0])
    if is_confirmed:
        confirm(held, unit)
    text = filed(client, officer, held)
    for words in ("录取人数4", "到场人数3", "结业人数2", "学时合计8.0", "专业伦理4.0", "合计8.0"):
        assert words in text


def test_filing_when_somebody_was_on_leave_then_not_called_absent(client, officer, unit):
    held = held_class(unit, [180, 0])
    away = held.places.get(seat=2)
    leave = Leave.objects.create(place=away, session=held.sessions.get(), reason="病假")
    assert "缺勤" in filed(client, officer, held)
    leave.state = LeaveState.APPROVED
    leave.save()
    text = filed(client, officer, held)
    assert "请假" in text
    assert "缺勤" not in text


def test_filing_leaves_room_to_sign_and_to_seal(client, officer, unit, tmp_path):
    client.force_login(officer)
    answer = client.get(reverse("class-filing", args=[held_class(unit, [180]).pk]))
    file = tmp_path / "filing.pdf"
    file.write_bytes(answer.content)
    sign, seal = (place_of(words, file) for words in ("班主任（签字）", "主办单位（盖章）"))
    assert seal[0] - sign[1] > ROOM
    assert PAGE_WIDTH - seal[1] > ROOM


def test_filing_when_more_people_are_in_it_then_as_many_queries(client, officer, unit):
    client.force_login(officer)
    counts = []
    for minutes in ([180], [180, 90, 0, 180, 45]):
        url = reverse("class-filing", args=[held_class(unit, minutes).pk])
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("screen", ["class-people", "class-attendance", "class-hours"])
def test_filing_is_offered_beside_the_workbook(client, officer, unit, screen):
    held = held_class(unit, [180])
    client.force_login(officer)
    page = client.get(reverse(screen, args=[held.pk])).text
    assert reverse("class-filing", args=[held.pk]) in page
