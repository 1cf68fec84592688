"""The screens of one's own account: what they hold, for whom, and what they cost."""

from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from tests.factories.people import UserFactory
from tests.people.sign_in.steps import PASSWORD, code_of, log_in, with_app, words

pytestmark = pytest.mark.django_db
SCREENS = [
    "/accounts/security/",
    "/my/sign-ins/",
    "/accounts/sessions/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/passkeys/add/",
]
HISTORY = "/my/sign-ins/"


@pytest.mark.parametrize("screen", SCREENS)
def test_screen_when_signed_out_then_leads_to_log_in(client, screen):
    assert unquote(client.get(screen).url) == f"/accounts/login/?next={screen}"


@pytest.mark.parametrize("screen", SCREENS)
def test_screen_when_signed_in_then_opens_and_is_kept_by_no_cache(client, person, screen):
    log_in(client, "u-zhang")
    response = client.get(screen)

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "screen",
    ["/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/sent/",
     "/accounts/password/reset/done/", "/accounts/inactive/", "/accounts/confirm-email/",
     "/accounts/confirm-email/x:y:z/"],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_screen_for_everybody_when_opened_then_answers(client, screen, language):
    client.cookies["django_language"] = language

    assert client.get(screen).status_code == 200


def test_security_screen_when_much_is_set_up_then_lists_it(client, person):
    with_app(person)
    EmailAddress.objects.create(user=person, email="second@school.example")
    client.force_login(person)

    page = words(client.get("/accounts/security/"))

    assert "登录账号：u-zhang" in page
    assert "zhang@school.example（已确认）" in page
    assert "second@school.example（待确认）" in page
    assert "恢复码还有10个没有用过" in page


def test_history_when_shown_then_tells_of_each_sign_in_and_of_nobody_else(client, person):
    log_in(Client(), "u-zhang", "wrong", REMOTE_ADDR="10.0.0.9")
    agent = "Mozilla/5.0 (Windows NT 10.0) Chrome/120"
    log_in(client, "u-zhang", REMOTE_ADDR="10.0.0.1", HTTP_USER_AGENT=agent)
    other = UserFactory(username="other")
    other.set_password(PASSWORD)
    other.save()
    log_in(Client(), "other", REMOTE_ADDR="10.0.0.77")

    page = words(client.get(HISTORY))

    assert "登录失败" in page
    assert "10.0.0.9" in page
    assert "Chrome（Windows）" in page
    assert "10.0.0.77" not in page
    assert "修改密码" in page


def test_history_when_it_grows_then_costs_the_same(client, person):
    log_in(client, "u-zhang")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(HISTORY).status_code == 200
        return len(captured)

    client.get(HISTORY)
    few = queries()
    AccessRecord.objects.bulk_create(
        [AccessRecord(actor=person, action=Action.SIGNED_IN, agent="x") for _one in range(120)]
    )

    assert queries() == few < 15


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=999", "sort=%00", "sort=actor"])
def test_history_when_the_address_is_nonsense_then_is_shown_all_the_same(client, person, query):
    log_in(client, "u-zhang")

    assert client.get(f"{HISTORY}?{query}").status_code == 200


def test_security_screen_when_more_is_listed_then_costs_the_same(client, person):
    log_in(client, "u-zhang")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/accounts/security/")
        return len(captured)

    client.get("/accounts/security/")
    few = queries()
    for number in range(5):
        EmailAddress.objects.create(user=person, email=f"e{number}@school.example")

    assert queries() == few < 20


def test_closed_account_when_a_session_stage_waits_then_is_not_let_in(client, person):
    secret = with_app(person)
    log_in(client, "u-zhang")
    person.is_active = False
    person.save()

    client.post("/accounts/second-factor/code/", {"code": code_of(secret)})

    assert client.get("/accounts/security/").status_code == 302
