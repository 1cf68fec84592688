"""Sessions: how long they last, who ends them, and what a change of rights does to them (C03)."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.sign_in.services import end_sessions
from tests.factories.people import RoleGrantFactory, UserFactory
from tests.people.sign_in.steps import is_in, log_in, words

pytestmark = pytest.mark.django_db
OWN = "/accounts/security/"


@pytest.fixture(autouse=True)
def limits(settings):
    settings.SESSION_IDLE_MINUTES = 8 * 60
    settings.SESSION_HOURS = 14 * 24
    settings.GUARDED_SESSION_IDLE_MINUTES = 30
    settings.GUARDED_SESSION_HOURS = 10


def after(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=True)


def test_session_of_a_teacher_when_idle_for_hours_then_goes_on(client, person):
    log_in(client, "u-zhang")

    with after(hours=7, minutes=55):
        assert client.get(OWN).status_code == 200
    with after(hours=15, minutes=50):
        assert client.get(OWN).status_code == 200


def test_session_of_a_teacher_when_idle_too_long_then_ends_and_says_why(client, person):
    log_in(client, "u-zhang")

    with after(hours=8, minutes=5):
        response = client.get("/my/year/2025/")
        assert response.url == "/accounts/login/?next=/my/year/2025/"
        assert "超过8小时没有操作" in words(client.get(response.url))
    assert not is_in(client)
    ended = AccessRecord.objects.get(action=Action.SIGNED_OUT)
    assert ended.actor == person


def test_session_of_an_officer_when_idle_for_half_an_hour_then_ends(client, officer):
    log_in(client, "officer")

    with after(minutes=31):
        response = client.get("/audit/2025/")
        assert "超过30分钟没有操作" in words(client.get(response.url))


def test_session_of_an_officer_when_used_all_day_then_ends_after_the_working_day(client, officer):
    log_in(client, "officer")
    begun = timezone.now()
    for minutes in range(25, 10 * 60, 25):
        with time_machine.travel(begun + timedelta(minutes=minutes), tick=False):
            assert client.get(OWN).status_code == 200

    with time_machine.travel(begun + timedelta(hours=10, minutes=1), tick=False):
        assert "登录时间已满" in words(client.get(client.get(OWN).url))


def test_session_of_a_teacher_when_used_every_day_then_ends_after_two_weeks(client, person):
    log_in(client, "u-zhang")
    begun = timezone.now()
    for hours in range(6, 14 * 24, 6):
        with time_machine.travel(begun + timedelta(hours=hours), tick=False):
            assert client.get(OWN).status_code == 200

    with time_machine.travel(begun + timedelta(days=14, minutes=1), tick=False):
        assert client.get(OWN).status_code == 302


def test_session_when_somebody_becomes_an_officer_meanwhile_then_has_the_shorter_limit(
    client, person
):
    log_in(client, "u-zhang")
    RoleGrantFactory(user=person)

    with after(minutes=31):
        assert client.get(OWN).status_code == 302


def test_session_when_it_is_over_then_a_form_is_not_taken_and_leads_back_to_its_page(
    client, officer
):
    log_in(client, "officer")

    with after(minutes=31):
        response = client.post(
            "/accounts/email/", {}, headers={"Referer": "http://testserver/accounts/email/?a=1"}
        )

    assert response.url == "/accounts/login/?next=%2Faccounts%2Femail%2F%3Fa%3D1"


@pytest.mark.parametrize(
    "referer", ["", "https://evil.example/", "http://testserver.evil.example/"]
)
def test_session_when_it_is_over_and_the_form_is_from_elsewhere_then_leads_to_log_in(
    client, officer, referer
):
    log_in(client, "officer")

    with after(minutes=31):
        response = client.post("/accounts/email/", {}, headers={"Referer": referer})

    assert response.url == "/accounts/login/"


def test_session_when_it_is_over_then_public_pages_are_still_shown(client, officer):
    log_in(client, "officer")

    with after(minutes=31):
        response = client.get("/")

    assert response.status_code == 200
    assert not is_in(client)


def test_session_when_used_often_then_is_written_once_a_minute(client, person):
    log_in(client, "u-zhang")
    client.get(OWN)
    before = client.session["seen_at"]
    client.get(OWN)
    assert client.session["seen_at"] == before

    with after(minutes=2):
        client.get(OWN)

    assert client.session["seen_at"] > before
    assert UserSession.objects.get().last_seen_at > timezone.now()


def test_session_cookie_when_given_then_ends_with_the_browser(client, person):
    log_in(client, "u-zhang")

    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == cookie["expires"] == ""
    assert cookie["httponly"]


def test_session_key_when_somebody_signs_in_then_is_new(client, person):
    client.get("/accounts/login/")
    session = client.session
    session["x"] = 1
    session.save()
    before = client.session.session_key
    log_in(client, "u-zhang")

    assert client.session.session_key != before


@pytest.mark.abuse("C03")
def test_account_when_locked_in_an_open_session_then_its_rights_end(client, person):
    log_in(client, "u-zhang")
    person.is_active = False
    person.save()

    assert client.get(OWN).url.startswith("/accounts/login/")
    assert client.get("/my/year/").url.startswith("/accounts/login/")


@pytest.mark.abuse("C03")
def test_officer_when_demoted_in_an_open_session_then_their_rights_end(client, officer):
    log_in(client, "officer")
    assert client.get("/audit/2025/").status_code == 200
    officer.grants.update(ends_on=timezone.localdate() - timedelta(days=1))

    assert client.get("/audit/2025/").status_code == 404


@pytest.mark.abuse("C03")
def test_officer_when_moved_in_an_open_session_then_sees_the_new_place_only(client, db):
    old, new = RoleGrantFactory(unit_officer=True), RoleGrantFactory(unit_officer=True)
    client.force_login(old.user)
    assert client.get(f"/audit/2025/units/{old.unit.code}/").status_code == 200
    first = old.unit.code
    old.unit = new.unit
    old.save()

    assert client.get(f"/audit/2025/units/{first}/").status_code == 404
    assert client.get(f"/audit/2025/units/{new.unit.code}/").status_code == 200


def test_sessions_when_listed_then_show_ones_own_and_no_other(client, person):
    log_in(client, "u-zhang", REMOTE_ADDR="10.0.0.1", HTTP_USER_AGENT="Firefox/1 Windows")
    log_in(Client(), "u-zhang", REMOTE_ADDR="10.0.0.2")
    stranger = UserFactory()
    UserSession.objects.create(user=stranger, ip="10.0.0.3", session_key="k", user_agent="x")

    page = words(client.get("/accounts/sessions/", REMOTE_ADDR="10.0.0.1"))

    assert "10.0.0.1" in page
    assert "10.0.0.2" in page
    assert "10.0.0.3" not in page
    assert page.count("当前") == 1


def test_sessions_when_the_others_are_ended_then_only_this_one_goes_on(client, person):
    log_in(client, "u-zhang")
    others = [Client(), Client()]
    for other in others:
        log_in(other, "u-zhang")

    client.post("/accounts/sessions/")

    assert client.get(OWN).status_code == 200
    assert [other.get(OWN).status_code for other in others] == [302, 302]


def test_session_when_one_is_ended_then_that_one_ends_and_twice_is_harmless(client, person):
    log_in(client, "u-zhang")
    other, third = Client(), Client()
    log_in(other, "u-zhang")
    log_in(third, "u-zhang")
    session = UserSession.objects.get(session_key=other.session.session_key)

    assert client.post(f"/accounts/sessions/{session.pk}/end/").url == "/accounts/sessions/"

    assert other.get(OWN).status_code == 302
    assert third.get(OWN).status_code == 200
    assert client.post(f"/accounts/sessions/{session.pk}/end/").status_code == 404


def test_session_of_another_person_when_ended_by_its_number_then_is_not_found(client, person):
    other = Client()
    user = UserFactory()
    user.set_password("某个别的长口令2026")
    user.save()
    log_in(other, user.username, "某个别的长口令2026")
    session = UserSession.objects.get(user=user)
    log_in(client, "u-zhang")

    assert client.post(f"/accounts/sessions/{session.pk}/end/").status_code == 404
    assert client.get(f"/accounts/sessions/{session.pk}/end/").status_code == 405
    assert other.get(OWN).status_code == 200


def test_all_sessions_when_ended_then_each_browser_is_out(client, person):
    other = Client()
    log_in(client, "u-zhang")
    log_in(other, "u-zhang")

    assert end_sessions(person, but=client.session.session_key) == 1
    assert other.get(OWN).status_code == 302
    assert client.get(OWN).status_code == 200
    assert end_sessions(person) == 1
    assert client.get(OWN).status_code == 302
