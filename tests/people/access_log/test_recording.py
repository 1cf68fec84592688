"""What a row keeps, and when an opening leaves none."""

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from people.access_log.enums import Action
from people.access_log.models import AccessRecord, AccessSubject
from people.access_log.origin import Origin, client_address, origin_of
from people.access_log.services.recording import record_access, record_opening
from tests.factories.access_log import HERE, all_rows, days_ago
from tests.factories.people import TeacherFactory, UserFactory

pytestmark = pytest.mark.django_db
HOUR = 1 / 24


def opened(teacher, by, *, origin=HERE, what="2025 年度学时", ago=0.0):
    with time_machine.travel(days_ago(ago), tick=False):
        return record_opening(teacher.pk, by=by, origin=origin, what=what)


def test_row_holds_who_what_when_where_and_under_which_role():
    user = UserFactory(last_name="王", first_name="督学")
    one, two = TeacherFactory(), TeacherFactory()
    origin = Origin(address="10.2.3.4", path="/audit/2025/", agent="Firefox", role="city_officer")

    record_access(
        Action.EXPORTED,
        by=user,
        origin=origin,
        what="核查表.xlsx",
        teacher_ids=[one.pk, two.pk, one.pk],
    )

    [row] = all_rows()
    assert (row.actor, row.actor_name, row.role) == (user, "王督学", "city_officer")
    assert (row.action, row.what, row.people) == ("exported", "核查表.xlsx", 2)
    assert (row.address, row.path, row.agent) == ("10.2.3.4", "/audit/2025/", "Firefox")
    subjects = AccessSubject.objects.order_by("teacher_id")
    assert [(s.teacher, s.at) for s in subjects] == [(one, row.at), (two, row.at)]


def test_row_when_its_account_is_deleted_keeps_the_name():
    user = UserFactory(last_name="王", first_name="督学")
    record_access(Action.OPENED, by=user, origin=HERE)

    user.delete()

    assert AccessRecord.objects.get().actor_name == "王督学"


@pytest.mark.parametrize("people", [1, 300])
def test_row_costs_the_same_number_of_queries_however_many_people_it_is_about(people):
    ids = [teacher.pk for teacher in TeacherFactory.create_batch(people)]

    with CaptureQueriesContext(connection) as queries:
        record_access(Action.EXPORTED, by=None, origin=HERE, teacher_ids=ids)

    assert sum("INSERT" in query["sql"] for query in queries) == 2


def test_opening_when_repeated_within_the_hour_is_one_row():
    teacher, user = TeacherFactory(), UserFactory()

    assert opened(teacher, user, ago=HOUR * 0.9)
    assert opened(teacher, user) is None
    assert AccessRecord.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"ago": 0, "what": "2024 年度学时"},
        {"ago": 0, "origin": Origin(address="10.9.9.9")},
        {"ago": 0, "origin": Origin(address=HERE.address, role="auditor")},
        {"ago": -HOUR * 0.2},
    ],
)
def test_opening_when_another_hour_part_place_or_role_is_another_row(other):
    teacher, user = TeacherFactory(), UserFactory()
    opened(teacher, user, ago=HOUR * 0.9)

    assert opened(teacher, user, **other)
    assert AccessRecord.objects.count() == 2


def test_opening_when_by_another_person_or_of_another_record_is_another_row():
    teacher, user = TeacherFactory(), UserFactory()
    opened(teacher, user)

    assert opened(teacher, UserFactory())
    assert opened(TeacherFactory(), user)


def test_opening_ones_own_record_leaves_no_row():
    teacher = TeacherFactory(user=UserFactory())

    assert opened(teacher, teacher.user) is None
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "6.6.6.6", "127.0.0.1"),
        (1, "6.6.6.6, 10.0.0.7", "10.0.0.7"),
        (2, "6.6.6.6, 10.0.0.7, 10.0.0.1", "10.0.0.7"),
        (1, None, "127.0.0.1"),
        (1, "nonsense", None),
        (1, "::ffff:10.0.0.7", "10.0.0.7"),
        (3, "10.0.0.7", "127.0.0.1"),
    ],
)
def test_address_is_what_the_nearest_known_proxy_heard(settings, proxies, told, address):
    settings.PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": told} if told else {}

    assert client_address(RequestFactory().get("/", headers=headers)) == address


def test_origin_leaves_out_the_query_and_control_characters():
    request = RequestFactory().get("/a%00b/?q=张三", headers={"User-Agent": "x" * 500})

    origin = origin_of(request)

    assert origin.path == "/a\ufffdb/"
    assert len(origin.agent) == 200
    assert (origin.address, origin.role) == ("127.0.0.1", "")
