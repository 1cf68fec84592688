"""What a school does about its own people in a class, on its own screens."""

import pytest
from django.urls import reverse

from people.notices.models import Notice
from tests.factories.classes import ClassFactory, PlaceFactory, QuotaFactory, psychologist
from tests.factories.people import PostFactory, RoleGrantFactory, UnitFactory
from training.classes.enums import PlaceState, Way
from training.classes.models import Place
from training.classes.services.enrolling import enrol_teacher

pytestmark = pytest.mark.django_db


@pytest.fixture
def training_class():
    return ClassFactory(unit=UnitFactory(), capacity=1, sessions=1)


@pytest.fixture
def teacher(training_class):
    return psychologist(training_class.unit)


@pytest.fixture
def school(teacher):
    return teacher.posts.get().school


@pytest.fixture
def colleague(school):
    return PostFactory(school=school, teacher__name="钱佳").teacher


@pytest.fixture
def place(client, training_class, teacher, school) -> Place:
    """The teacher's, sent by the school's administrator, who is signed in."""
    admin = RoleGrantFactory(school_admin=True, school=school).user
    client.force_login(admin)
    return enrol_teacher(training_class, teacher, by=admin, way=Way.NOMINATION)


def url_of(name, *args) -> str:
    return reverse(name, args=[getattr(arg, "pk", arg) for arg in args])


def states() -> list[tuple[str, str]]:
    return list(Place.objects.order_by("asked_at").values_list("teacher__name", "state"))


def test_nominate_when_by_the_persons_school_then_in(client, training_class, teacher, school):
    client.force_login(RoleGrantFactory(school_admin=True, school=school).user)
    url = url_of("class-nominate", training_class)
    assert client.get(url).status_code == 200
    assert "已录取" in client.post(url, {"number": teacher.number}, follow=True).text
    assert Place.objects.get().state == PlaceState.IN


@pytest.mark.parametrize("number", ["", "不存在", "9" * 400, "\x00"])
def test_nominate_when_the_number_is_nobodys_of_the_school_then_not_there(
    client, training_class, place, number
):
    url = url_of("class-nominate", training_class)
    assert client.post(url, {"number": number}).status_code == 404


def test_nominate_when_the_person_is_of_another_school_then_not_there(
    client, training_class, place
):
    url = url_of("class-nominate", training_class)
    assert client.post(url, {"number": psychologist().number}).status_code == 404


def test_send_another_when_of_the_same_school_then_the_seat_changes_hands_and_both_are_told(
    client, training_class, teacher, place, colleague
):
    url = url_of("class-send-another", training_class, place)
    shown = client.get(url, {"q": "钱"})
    assert [person for person, _state, _free in shown.context["people"]] == [colleague]

    done = client.post(url, {"number": colleague.number}, follow=True)

    assert "已换人" in done.text
    assert states() == [(teacher.name, PlaceState.REPLACED), ("钱佳", PlaceState.IN)]
    assert "替换" in Notice.objects.get(user=teacher.user, title__contains="替换").title
    assert client.get(url).status_code == 404


def test_send_another_when_the_person_is_in_already_then_says_so(
    client, training_class, place, colleague
):
    PlaceFactory(training_class=training_class, teacher=colleague, seat=2)
    url = url_of("class-send-another", training_class, place)
    assert "已在本班名单中" in client.post(url, {"number": colleague.number}, follow=True).text


def test_send_another_when_the_other_unit_has_its_own_quota_then_says_so(client):
    held = ClassFactory(sessions=1)
    first, second = (QuotaFactory(training_class=held, unit=UnitFactory()) for _time in range(2))
    sent, other = psychologist(first.unit), psychologist(second.unit)
    city = RoleGrantFactory().user
    client.force_login(city)
    seat = enrol_teacher(held, sent, by=city, way=Way.NOMINATION)
    url = url_of("class-send-another", held, seat)
    assert "所在单位与原来的人不同" in client.post(url, {"number": other.number}, follow=True).text


@pytest.mark.parametrize("name", ["class-send-another", "class-take-back"])
def test_place_when_it_is_of_another_schools_person_then_not_there(
    client, training_class, place, name
):
    other = PlaceFactory(training_class=training_class, teacher=psychologist(), seat=2)
    assert client.get(url_of(name, training_class, other)).status_code == 404
    assert client.post(url_of(name, training_class, other)).status_code == 404


def test_take_back_when_a_reason_is_given_then_told_and_may_be_sent_again(
    client, training_class, teacher, place
):
    url = url_of("class-take-back", training_class, place)
    assert "请填写理由" in client.post(url, {"reason": " "}).text
    assert states() == [(teacher.name, PlaceState.IN)]

    client.post(url, {"reason": "学校另有安排"})

    assert states() == [(teacher.name, PlaceState.WITHDRAWN)]
    assert "学校另有安排" in Notice.objects.get(user=teacher.user, title__contains="取消").body
    again = {"number": teacher.number}
    client.post(url_of("class-nominate", training_class), again)
    assert states() == [(teacher.name, PlaceState.IN)]
