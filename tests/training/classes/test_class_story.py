"""A class from the draft to the ledger, through the screens, as the people of it use them."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils.timezone import localtime

from common.clock import now
from credits.models import Entry
from people.models import User
from tests.factories.classes import psychologist
from tests.factories.people import RoleGrantFactory, UnitFactory
from training.classes.check_in_codes import current_code, person_code
from training.classes.enums import ClassState
from training.classes.models import Award, Mark, Place, TrainingClass

pytestmark = pytest.mark.django_db


def filled(**changes) -> dict:
    opens = localtime(now())
    return {
        "title": "个案概念化研修班",
        "level": "district",
        "mode": "onsite",
        "batch_no": 1,
        "capacity": 2,
        "entry": "open",
        "enrol_from": f"{opens:%Y-%m-%dT%H:%M}",
        "enrol_until": f"{opens + timedelta(days=3):%Y-%m-%dT%H:%M}",
        "accept_hours": 48,
        "needs_check_out": "on",
        "assessment": "none",
        "pass_score": 60,
        **changes,
    }


@pytest.fixture
def unit(db):
    return UnitFactory(name="东测区")


@pytest.fixture
def trainer(unit) -> User:
    return RoleGrantFactory(trainer=True, unit=unit).user


@pytest.fixture
def officer(unit) -> User:
    return RoleGrantFactory(unit_officer=True, unit=unit).user


@pytest.fixture
def training_class(client, unit, trainer, officer) -> TrainingClass:
    """Made by the trainer, approved by the officer, open for enrolment; one session in a week."""
    client.force_login(trainer)
    made = client.post(reverse("class-new"), filled(unit=unit.pk))
    held = TrainingClass.objects.get()
    assert made.url == reverse("class-sessions", args=[held.pk])
    day = localtime(now() + timedelta(days=7))
    session = {
        "add": "session",
        "title": "个案概念化",
        "category": "skill",
        "day": f"{day:%Y-%m-%d}",
        "starts": "08:30",
        "ends": "11:30",
    }
    assert client.post(made.url, session).status_code == 302
    client.post(reverse("class-step", args=[held.pk, "propose"]))
    client.force_login(officer)
    client.post(reverse("class-approval", args=[held.pk]), {"decision": "approve"})
    client.force_login(trainer)
    client.post(reverse("class-step", args=[held.pk, "open"]))
    held.refresh_from_db()
    assert held.state == ClassState.ENROLLING
    return held


def test_class_when_gone_through_then_the_teachers_year_has_the_hours(
    client, training_class, trainer
):
    teacher, other = psychologist(training_class.unit), psychologist(training_class.unit)
    for person in (teacher, other):
        client.force_login(person.user)
        client.post(reverse("class-enrol", args=[training_class.pk]))
    session = training_class.sessions.get()
    with time_machine.travel(session.starts_at - timedelta(minutes=5)):
        client.force_login(teacher.user)
        code = current_code(session.pk, "in", now())
        ticket = client.get(reverse("check-in"), {"c": code}, follow=True)
        found = re.search(r'name="t" value="([^"]+)"', ticket.text)[1]
        done = client.post(reverse("check-in-ticket"), {"t": found}, follow=True)
        assert "签到成功" in done.text
    with time_machine.travel(session.ends_at + timedelta(minutes=5)):
        client.force_login(trainer)
        scan = reverse("class-scan", args=[training_class.pk, session.pk])
        own = person_code(teacher.pk, now())
        assert "签退成功" in client.post(scan, {"code": own, "to": "out"}, follow=True).text
        client.post(reverse("class-step", args=[training_class.pk, "start"]))
        client.post(reverse("class-step", args=[training_class.pk, "close"]))
        shown = client.get(reverse("class-hours", args=[training_class.pk]))
        assert "没有出勤" in shown.text
        done = client.post(reverse("class-confirm", args=[training_class.pk]), follow=True)
        assert "1 人的学时已入账" in done.text
        again = client.post(reverse("class-confirm", args=[training_class.pk]), follow=True)
        assert again.status_code == 200
    entry = Entry.objects.get()
    assert (entry.teacher, entry.hours, entry.category) == (teacher, 4, "skill")
    assert Award.objects.filter(place__teacher=other, hours=0, completed=False).exists()
    client.force_login(teacher.user)
    assert "4.0" in client.get(reverse("my-classes")).text


@pytest.mark.parametrize(
    "name",
    [
        "class-desk",
        "class-change",
        "class-sessions",
        "class-people",
        "class-roster",
        "class-attendance",
        "class-hours",
        "class-summary",
        "class-message",
        "class-cancel",
        "class-assess",
        "class-people-export",
    ],
)
def test_desk_when_another_trainer_looks_then_404_and_the_organiser_sees_it(
    client, training_class, trainer, name
):
    client.force_login(trainer)
    assert client.get(reverse(name, args=[training_class.pk])).status_code == 200
    client.force_login(RoleGrantFactory(trainer=True, unit=training_class.unit).user)
    assert client.get(reverse(name, args=[training_class.pk])).status_code == 404


@pytest.mark.parametrize(
    "name", ["class-screen", "class-scan", "class-roll", "class-session", "class-attendance-file"]
)
def test_session_screens_when_the_organiser_opens_them_then_shown(
    client, training_class, trainer, name
):
    client.force_login(trainer)
    session = training_class.sessions.get()
    assert client.get(reverse(name, args=[training_class.pk, session.pk])).status_code == 200


def test_place_screens_when_the_organiser_opens_them_then_shown(client, training_class, trainer):
    teacher = psychologist(training_class.unit)
    client.force_login(teacher.user)
    client.post(reverse("class-enrol", args=[training_class.pk]))
    place, session = Place.objects.get(), training_class.sessions.get()
    client.force_login(trainer)
    for name in ("class-place", "class-remove", "class-substitute"):
        assert client.get(reverse(name, args=[training_class.pk, place.pk])).status_code == 200
    ruling = reverse("class-ruling", args=[training_class.pk, session.pk, place.pk])
    assert client.get(ruling).status_code == 200
    done = client.post(ruling, {"present": "yes", "reason": "现场核实，手机没电"}, follow=True)
    assert "现场核实，手机没电" in done.text
    assert "180 分钟" in done.text


def test_teacher_screens_when_opened_then_shown(client, training_class):
    teacher = psychologist(training_class.unit)
    client.force_login(teacher.user)
    for name in ("classes", "my-classes", "my-code", "check-in", "check-in-worker"):
        assert client.get(reverse(name)).status_code == 200
    assert "报名" in client.get(reverse("class", args=[training_class.pk])).text
    client.post(reverse("class-enrol", args=[training_class.pk]))
    shown = client.get(reverse("class", args=[training_class.pk]))
    assert "我的签到码" in shown.text
    session = training_class.sessions.get()
    leave = reverse("class-leave", args=[training_class.pk, session.pk])
    assert client.get(leave).status_code == 200
    assert "待批" in client.post(leave, {"reason": "参加区教研"}, follow=True).text
    calendar = client.get(reverse("class-calendar", args=[training_class.pk]))
    assert b"BEGIN:VEVENT" in calendar.content


def test_feed_when_asked_for_without_signing_in_then_ones_sessions_and_a_changed_token_is_404(
    client, training_class
):
    teacher = psychologist(training_class.unit)
    client.force_login(teacher.user)
    client.post(reverse("class-enrol", args=[training_class.pk]))
    address = re.search(
        r'class="feed">[^<]*(/calendar/[^<]+)<', client.get(reverse("my-classes")).text
    )[1]
    client.logout()
    assert b"BEGIN:VEVENT" in client.get(address).content
    assert client.get(address.replace(".ics", "x.ics")).status_code == 404


def test_marks_when_sent_twice_from_the_phone_then_one_mark(client, training_class):
    teacher = psychologist(training_class.unit)
    client.force_login(teacher.user)
    client.post(reverse("class-enrol", args=[training_class.pk]))
    session = training_class.sessions.get()
    with time_machine.travel(session.starts_at, tick=False) as clock:
        mark = {
            "id": str(uuid4()),
            "code": current_code(session.pk, "in", now()),
            "seen_at": now().timestamp(),
        }
        clock.shift(timedelta(hours=2))
        client.force_login(teacher.user)
        for _ in range(2):
            answer = client.post(
                reverse("check-in-marks"), {"marks": [mark]}, content_type="application/json"
            )
            assert answer.json()["results"][0]["taken"]
    assert Mark.objects.get().at == session.starts_at


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"marks": 1}', '{"marks": [{"id": "x"}]}'])
def test_marks_when_nonsense_then_400(client, training_class, body):
    client.force_login(psychologist(training_class.unit).user)
    answer = client.post(reverse("check-in-marks"), body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.abuse("T10")
def test_ticket_when_sent_on_to_a_friend_then_refused(client, training_class):
    teacher, friend = psychologist(training_class.unit), psychologist(training_class.unit)
    for person in (teacher, friend):
        client.force_login(person.user)
        client.post(reverse("class-enrol", args=[training_class.pk]))
    session = training_class.sessions.get()
    with time_machine.travel(session.starts_at):
        client.force_login(teacher.user)
        code = current_code(session.pk, "in", now())
        ticket = client.get(reverse("check-in"), {"c": code}).url
        client.cookies.clear()
        client.force_login(friend.user)
        assert "页面已失效" in client.get(ticket).text
    assert not Mark.objects.exists()
