"""A sign-in from a device that is new to the account is told to its owner."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from people.notices.enums import NoticeKind
from people.notices.models import Delivery, Notice
from people.sign_in.agents import browser_in_words
from people.sign_in.devices import COOKIE
from tests.factories.people import UserFactory
from tests.people.sign_in.steps import PASSWORD, is_in, log_in

pytestmark = pytest.mark.django_db


def told() -> int:
    return Notice.objects.filter(kind=NoticeKind.NEW_DEVICE).count()


def test_first_sign_in_of_all_when_done_then_nothing_is_told(client, person):
    log_in(client, "u-zhang")

    assert told() == 0
    assert client.cookies[COOKIE]["httponly"]
    assert client.cookies[COOKIE]["samesite"] == "Lax"


def test_device_cookie_when_over_tls_then_is_of_this_host_only(client, person, settings):
    settings.SESSION_COOKIE_SECURE = True
    log_in(client, "u-zhang", secure=True)

    cookie = client.cookies[f"__Host-{COOKIE}"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_sign_in_from_another_device_when_done_then_is_told_by_notice_and_mail(client, person):
    person.email = "zhang@school.example"
    person.save()
    log_in(client, "u-zhang")
    agent = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120"
    log_in(Client(), "u-zhang", REMOTE_ADDR="10.0.0.7", HTTP_USER_AGENT=agent)

    notice = Notice.objects.get(kind=NoticeKind.NEW_DEVICE)
    assert notice.user == person
    assert "10.0.0.7" in notice.body
    assert "Edge（Windows）" in notice.body
    assert notice.url == "/accounts/security/"
    assert Delivery.objects.get(notice=notice).address == "zhang@school.example"


def test_sign_in_from_the_same_device_when_repeated_then_nothing_is_told(client, person):
    for _time in range(3):
        log_in(client, "u-zhang")
        client.post("/accounts/logout/")

    assert told() == 0


def test_device_of_a_staff_room_when_shared_then_knows_each_of_them(client, person):
    other = UserFactory()
    other.set_password(PASSWORD)
    other.save()
    for _time in range(2):
        for name in ("u-zhang", other.username):
            log_in(client, name)
            client.post("/accounts/logout/")

    assert told() == 0


def test_device_when_the_password_was_changed_elsewhere_then_is_new_again(client, person):
    log_in(client, "u-zhang")
    person.set_password(PASSWORD + "!")
    person.save()

    log_in(client, "u-zhang", PASSWORD + "!")

    assert told() == 1


def test_device_when_the_password_is_changed_on_it_then_stays_known(client, person):
    log_in(client, "u-zhang")
    new = PASSWORD + "!"
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    client.post("/accounts/logout/")
    log_in(client, "u-zhang", new)

    assert is_in(client)
    assert told() == 0


@pytest.mark.parametrize("cookie", ["x", "a:b:c", "eyJpZCI6MX0:1:x", "\x00"])
def test_device_cookie_when_it_is_not_ours_then_counts_for_nothing(client, person, cookie):
    log_in(Client(), "u-zhang")
    client.cookies[COOKIE] = cookie

    log_in(client, "u-zhang")

    assert is_in(client)
    assert told() == 1


def test_device_cookie_when_taken_to_another_account_then_does_not_know_it(client, person):
    other = get_user_model().objects.create_user("other", password=PASSWORD)
    log_in(Client(), "other")
    log_in(client, "u-zhang")
    client.post("/accounts/logout/")

    log_in(client, "other")

    assert Notice.objects.get(kind=NoticeKind.NEW_DEVICE).user == other


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/120.0 Safari/537.36", "Chrome（Windows）"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge（Windows）"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko Firefox/128.0", "Firefox（Linux）"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17 Safari/604", "Safari（iPhone）"),
        (
            "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537 MicroMessenger/8.0.4",
            "微信（安卓）",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) wxwork/4.1 MicroMessenger/7.0 Chrome/120",
            "企业微信（安卓）",
        ),
        ("curl/8.1", "其他浏览器"),
        ("", "其他浏览器"),
    ],
)
def test_browser_when_named_then_is_called_as_people_call_it(agent, words):
    assert browser_in_words(agent) == words
