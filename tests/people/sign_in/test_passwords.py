"""Changing a password, and getting a new one by mail (A05)."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.notices.enums import NoticeKind
from people.notices.models import Delivery, Notice
from tests.factories.people import UserFactory
from tests.people.sign_in.steps import PASSWORD, is_in, log_in, words

pytestmark = pytest.mark.django_db
RESET = "/accounts/password/reset/"
CHANGE = "/accounts/password/change/"
NEW = "春天里的第一场雨落在校园"
OWN_HOST = "https://xinyu.example.gov.cn"


@pytest.fixture(autouse=True)
def own_host(settings):
    settings.WAGTAILADMIN_BASE_URL = OWN_HOST


def ask(client, address="zhang@school.example", **extra):
    return client.post(RESET, {"email": address}, **extra)


def link() -> str:
    """Where the mail leads, without the host, which is ours."""
    body = Delivery.objects.latest("pk").body
    return re.search(rf"^{OWN_HOST}(/accounts/password/reset/\S+)$", body, re.MULTILINE)[1]


def set_new(client, address, password=NEW):
    opened = client.get(address)
    if opened.status_code != 302:
        return opened
    return client.post(opened.url, {"password1": password, "password2": password})


@pytest.mark.abuse("A05")
def test_reset_when_asked_for_then_the_link_sets_a_new_password(client, person):
    assert ask(client).url == "/accounts/password/reset/sent/"
    mail = Delivery.objects.get()
    assert mail.address == "zhang@school.example"
    assert "u-zhang" in mail.body

    assert set_new(client, link()).url == "/accounts/password/reset/done/"

    assert not is_in(client)
    log_in(client, "u-zhang", NEW)
    assert is_in(client)


@pytest.mark.abuse("A05")
def test_reset_when_the_address_is_unknown_then_answers_alike_and_sends_nothing(client, person):
    known, unknown = ask(client), ask(client, "nobody@school.example")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [mail.address for mail in Delivery.objects.all()] == ["zhang@school.example"]


@pytest.mark.abuse("A05")
@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_HOST": "localhost"},
        {"HTTP_HOST": "testserver:8000@evil.example"},
        {"HTTP_HOST": "evil.example"},
    ],
)
def test_reset_when_asked_for_under_another_host_then_the_mail_names_ours(client, person, headers):
    response = ask(client, **headers)

    assert response.status_code in (302, 400)
    assert all("evil" not in mail.body for mail in Delivery.objects.all())
    if response.status_code == 302:
        assert link().startswith(RESET)


@pytest.mark.abuse("A05")
def test_reset_link_when_used_twice_then_says_it_is_spent(client, person):
    ask(client)
    address = link()
    set_new(client, address)

    again = set_new(Client(), address, "另一个全新的口令")

    assert "链接已失效" in words(again)
    log_in(client, "u-zhang", NEW)
    assert is_in(client)


@pytest.mark.abuse("A05")
def test_reset_link_when_an_hour_old_then_says_it_is_spent(client, person):
    ask(client)
    address = link()

    with time_machine.travel(timezone.localtime() + timedelta(minutes=61), tick=True):
        assert "链接已失效" in words(client.get(address))


@pytest.mark.abuse("A05")
def test_reset_link_when_a_later_one_was_used_then_is_spent_too(client, person):
    ask(client)
    earlier = link()
    ask(client)
    set_new(client, link())

    assert "链接已失效" in words(client.get(earlier))


@pytest.mark.abuse("A05")
@pytest.mark.parametrize("key", ["1-x", "1-set-password", "zzzzzzzzzzzzzzzzzzzzz-abc-def", "0-0-0"])
def test_reset_link_when_made_up_then_says_it_is_spent(client, person, key):
    response = client.get(f"{RESET}{key}/")

    assert response.status_code == 200
    assert "链接已失效" in words(response)


@pytest.mark.abuse("A05")
def test_reset_when_asked_for_over_and_over_then_few_mails_go_out(client, person):
    answers = [ask(client).status_code for _time in range(6)]

    assert answers == [302, 302, 302, 429, 429, 429]
    assert Delivery.objects.count() == 3


@pytest.mark.abuse("A05")
def test_reset_when_the_email_is_not_verified_then_nothing_is_sent(client, person):
    """Whoever owns a mistyped address must not get the account."""
    EmailAddress.objects.update(verified=False)
    ask(client)

    assert not Delivery.objects.exists()


@pytest.mark.abuse("A05")
def test_reset_when_the_account_is_closed_then_nothing_is_sent(client, person):
    person.is_active = False
    person.save()
    ask(client)

    assert not Delivery.objects.exists()


@pytest.mark.abuse("A05")
@pytest.mark.abuse("C03")
def test_reset_when_done_then_other_sessions_end_and_the_person_is_told(client, person):
    thief = Client()
    log_in(thief, "u-zhang")
    ask(client)
    set_new(client, link())

    assert thief.get("/accounts/security/").status_code == 302
    assert Notice.objects.filter(user=person, kind=NoticeKind.PASSWORD_CHANGED).count() == 1
    record = AccessRecord.objects.get(action=Action.PASSWORD)
    assert (record.actor, record.what) == (person, "通过邮件重设密码")


def test_reset_when_done_then_failures_before_it_hold_nobody_up(client, person):
    for _time in range(5):
        log_in(client, "u-zhang", "wrong")
    ask(client)
    set_new(client, link())

    log_in(client, "u-zhang", NEW)

    assert is_in(client)


def change(client, old=PASSWORD, new=NEW, again=None):
    data = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post(CHANGE, data)


@pytest.mark.abuse("C03")
def test_password_when_changed_then_this_session_goes_on_and_others_end(client, person):
    elsewhere = Client()
    log_in(elsewhere, "u-zhang")
    log_in(client, "u-zhang")

    assert change(client).url == "/accounts/security/"

    assert client.get("/accounts/security/").status_code == 200
    assert elsewhere.get("/accounts/security/").url.startswith("/accounts/login/")
    assert Notice.objects.filter(user=person, kind=NoticeKind.PASSWORD_CHANGED).count() == 1


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("wrong", NEW, NEW, "当前密码不正确。"),
        (PASSWORD, "太短了", "太短了", "10"),
        (PASSWORD, "20260101202601", "20260101202601", "数字"),
        (PASSWORD, "password123", "password123", "常见"),
        (PASSWORD, NEW, "不一样的另一个口令", "两次输入的密码不一致。"),
    ],
)
def test_password_when_it_will_not_do_then_is_refused_in_words(
    client, person, old, new, again, sentence
):
    log_in(client, "u-zhang")

    response = change(client, old, new, again)

    assert sentence in words(response)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_account_without_a_password_when_its_owner_is_in_then_may_set_one(client, person):
    client.force_login(person)
    person.set_unusable_password()
    person.save()
    client.force_login(person)

    assert client.get(CHANGE).url == "/accounts/password/set/"
    client.post("/accounts/password/set/", {"password1": NEW, "password2": NEW})

    person.refresh_from_db()
    assert person.check_password(NEW)


def add_email(client, address):
    return client.post("/accounts/email/", {"action_add": "", "email": address}, follow=True)


def confirmation_link() -> str:
    body = Delivery.objects.latest("pk").body
    return re.search(rf"^{OWN_HOST}(/accounts/confirm-email/\S+)$", body, re.MULTILINE)[1]


def test_email_when_added_and_confirmed_then_signs_in(client, person):
    log_in(client, "u-zhang")
    assert "确认邮件已发往" in words(add_email(client, "new@school.example"))
    log_in(Client(), "new@school.example")

    client.post(confirmation_link())

    other = Client()
    log_in(other, "new@school.example")
    assert is_in(other)


def test_email_when_added_then_does_not_tell_whether_somebody_has_it(client, person):
    EmailAddress.objects.create(user=UserFactory(), email="taken@school.example", verified=True)
    log_in(client, "u-zhang")

    taken = words(add_email(client, "taken@school.example"))

    assert "确认邮件已发往taken@school.example" in taken


def test_email_when_another_account_confirmed_it_then_cannot_be_confirmed(client, person):
    log_in(client, "u-zhang")
    add_email(client, "taken@school.example")
    address = confirmation_link()
    EmailAddress.objects.create(user=UserFactory(), email="taken@school.example", verified=True)

    assert "不能确认" in words(client.get(address))
    client.post(address)
    assert EmailAddress.objects.filter(email="taken@school.example", verified=True).count() == 1


def test_email_when_the_sign_in_is_long_past_then_the_password_is_asked_again(client, person):
    log_in(client, "u-zhang")
    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=True):
        response = client.post("/accounts/email/", {"action_add": "", "email": "x@y.example"})

        assert response.url.startswith("/accounts/reauthenticate/")
        done = client.post(response.url, {"password": PASSWORD})

    assert done.status_code == 302
    assert EmailAddress.objects.filter(user=person, email="x@y.example").exists()
