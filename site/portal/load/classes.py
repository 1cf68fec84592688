"""Everybody at once at a class: enrolling on the last places, then checking in at the door."""

import http.client
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from django.conf import settings
from django.test import Client

from common.clock import now
from credits.enums import Category, Level
from people.models import Post, Teacher, Unit, User
from portal.load.visitors import TIMEOUT
from training.classes.check_in_codes import current_code
from training.classes.enums import SEATED, ClassState, PlaceState, Way
from training.classes.models import Mark, Place, PlaceEvent, Session, TrainingClass, UnitQuota

TOKEN = "a" * 32  # of the anti-forgery check, alike in cookie and form
CROWD = 64  # requests under way at a time
NOW = timedelta()
TWICE = 10  # one in so many sends again what was sent


@dataclass(frozen=True, slots=True)
class Person:
    """A teacher with an account, and the key of a session in which they are signed in."""

    teacher: Teacher
    session_key: str


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted after a storm: `figures` to be printed, `flaws` that should not be there."""

    figures: dict[str, object]
    flaws: list[str]


def sign_in_people(number: int) -> list[Person]:
    """So many psychology teachers, signed in without the cost of a password."""
    posts = Post.objects.filter(kind="full_time").select_related("teacher").order_by("pk")[:number]
    teachers = [post.teacher for post in posts]
    users = User.objects.bulk_create([User(username=teacher.number) for teacher in teachers])
    for teacher, user in zip(teachers, users, strict=True):
        teacher.user = user
    Teacher.objects.bulk_update(teachers, ["user"], batch_size=500)
    return [Person(teacher, _session_key(teacher.user)) for teacher in teachers]


def make_class(places: int, *, quotas: int = 0, begins_in: timedelta = NOW) -> TrainingClass:
    """Open for enrolment, with one session; `quotas` units share the places evenly."""
    maker = User.objects.create(username=f"maker-{uuid4().hex[:8]}")
    moment = now()
    starts = moment + begins_in
    held = TrainingClass.objects.create(
        number=f"LOAD-{uuid4().hex[:8]}",
        title="压力测试培训班",
        unit=Unit.objects.managing().first(),
        level=Level.CITY,
        capacity=places,
        enrol_from=moment - timedelta(days=1),
        enrol_until=moment + timedelta(days=1),
        state=ClassState.ENROLLING,
        created_by=maker,
    )
    Session.objects.create(
        training_class=held,
        title="第一场",
        category=Category.SKILL,
        starts_at=starts,
        ends_at=starts + timedelta(hours=3),
    )
    for unit in Unit.objects.managing().order_by("pk")[:quotas]:
        UnitQuota.objects.create(training_class=held, unit=unit, places=places // quotas)
    return held


def enrol_all(address: str, held: TrainingClass, people: Sequence[Person]) -> Counter:
    """Everybody enrols at the same moment, some twice; how often each status came back."""
    path = f"/classes/{held.pk}/enrol/"
    body = urlencode({"csrfmiddlewaretoken": TOKEN})
    asked = [*people, *people[::TWICE]]
    return _all_at_once(asked, lambda person: _post(address, path, body, person.session_key))


def count_enrolments(held: TrainingClass, people: Sequence[Person], answers: Counter) -> Count:
    """Exactly the places are given, nobody has two, no quota is broken, the line is in order."""
    places = list(Place.objects.filter(training_class=held).select_related("quota"))
    seated = [place for place in places if place.state in SEATED]
    waiting = [place for place in places if place.state == PlaceState.WAITING]
    by_quota = Counter(place.quota_id for place in seated if place.quota_id)
    over = [q for q in held.quotas.all() if by_quota[q.pk] > q.places]
    line = [place.waiting_since for place in sorted(waiting, key=lambda place: place.pk)]
    events = PlaceEvent.objects.filter(place__training_class=held).count()
    eligible = len(people) if not held.quotas.exists() else len(places)
    flaws = [
        *(["seats"] if len({place.seat for place in seated}) != len(seated) else []),
        *(["capacity"] if len(seated) > held.capacity else []),
        *(
            ["free seats"]
            if not by_quota and len(seated) != min(held.capacity, len(people))
            else []
        ),
        *(["quota"] if over else []),
        *(["the line"] if line != sorted(line) else []),
        *(["lost"] if len(places) != eligible else []),
        *(["events"] if events != len(places) else []),
        *_errors(answers),
    ]
    figures = {
        "asked": sum(answers.values()),
        "in": len(seated),
        "waiting": len(waiting),
        "answers": dict(answers),
    }
    return Count(figures, flaws)


def seat_all(held: TrainingClass, people: Sequence[Person]) -> None:
    """Everybody in the class, without asking."""
    Place.objects.bulk_create(
        Place(
            training_class=held,
            teacher=person.teacher,
            unit=held.unit,
            post_kind="full_time",
            way=Way.ROSTER,
            state=PlaceState.IN,
            seat=number,
        )
        for number, person in enumerate(people, 1)
    )


def check_in_all(
    address: str, held: TrainingClass, people: Sequence[Person], *, seconds: float
) -> Counter:
    """Everybody checks in, evenly over so many seconds, some twice with the same mark."""
    session = held.sessions.get()
    started = time.monotonic()

    def check_in(place_and_person):
        place, person = place_and_person
        time.sleep(max(0.0, started + seconds * place / len(people) - time.monotonic()))
        mark = {"id": str(uuid4()), "code": current_code(session.pk, "in", now())}
        body = json.dumps({"marks": [mark | {"seen_at": now().timestamp()}]})
        statuses = [
            _post(address, "/check-in/marks/", body, person.session_key, kind="application/json")
            for _ in range(2 if place % TWICE == 0 else 1)
        ]
        return max(statuses)

    return _all_at_once(list(enumerate(people)), check_in)


def count_check_ins(held: TrainingClass, people: Sequence[Person], answers: Counter) -> Count:
    """Everybody is marked once."""
    marks = Counter(
        Mark.objects.filter(session__training_class=held).values_list("place__teacher", flat=True)
    )
    flaws = [
        *(["lost"] if len(marks) != len(people) else []),
        *(["twice"] if any(count > 1 for count in marks.values()) else []),
        *_errors(answers),
    ]
    return Count(
        {"people": len(people), "marks": sum(marks.values()), "answers": dict(answers)}, flaws
    )


def _all_at_once(people: Sequence, act: Callable[[object], int]) -> Counter:
    with ThreadPoolExecutor(CROWD) as crowd:
        return Counter(crowd.map(act, people))


def _post(
    address: str,
    path: str,
    body: str,
    session_key: str,
    kind: str = "application/x-www-form-urlencoded",
) -> int:
    """The status of the answer; 599 where none came."""
    parts = urlsplit(address)
    asked = http.client.HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT)
    cookies = f"{settings.SESSION_COOKIE_NAME}={session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    headers = {"Cookie": cookies, "Content-Type": kind, "X-CSRFToken": TOKEN, "Referer": address}
    try:
        asked.request("POST", path, body.encode(), headers)
        return asked.getresponse().status
    except OSError:
        return 599
    finally:
        asked.close()


def _errors(answers: Counter) -> list[str]:
    return [f"status {status}" for status in answers if status not in (200, 302)]


def _session_key(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.session.session_key
