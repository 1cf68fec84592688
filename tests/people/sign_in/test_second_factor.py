"""Authenticator apps, recovery codes, passkeys: who must have one, and what a code is good for."""

import json
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.access_log.origin import Origin
from people.enums import Role
from people.notices.enums import NoticeKind
from people.notices.models import Notice
from people.roles import GUARDED_ROLES
from people.sign_in.services import remove_factors
from tests.factories.people import RoleGrantFactory, UserFactory
from tests.people.sign_in.steps import (
    PASSWORD,
    code_of,
    complaint,
    is_in,
    log_in,
    with_app,
    words,
)

pytestmark = pytest.mark.django_db
SETUP = "/accounts/second-factor/"
CODE = "/accounts/second-factor/code/"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
GRANTS = {
    Role.SCHOOL_ADMIN: {"school_admin": True},
    Role.EDITOR: {"editor": True},
    Role.UNIT_OFFICER: {"unit_officer": True},
    Role.CITY_OFFICER: {},
    Role.SITE_ADMIN: {"site_admin": True},
    Role.AUDITOR: {"role": Role.AUDITOR},
}


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def test_guarded_roles_when_listed_then_all_are_tried_here():
    assert GRANTS.keys() == GUARDED_ROLES


@pytest.mark.parametrize("role", GRANTS)
@pytest.mark.parametrize("path", ["/", "/start/", "/audit/", "/admin/", "/my/sign-ins/"])
def test_guarded_person_without_one_when_asking_for_a_page_then_is_led_to_set_one_up(
    client, required, role, path
):
    client.force_login(RoleGrantFactory(**GRANTS[role]).user)

    assert client.get(path).url == SETUP
    assert client.post(path).url == SETUP


def test_superuser_without_one_when_asking_for_a_page_then_is_led_to_set_one_up(client, required):
    client.force_login(UserFactory(is_superuser=True))

    assert client.get("/admin/").url == SETUP


def test_guarded_person_without_one_when_setting_one_up_then_may(client, required, officer):
    log_in(client, "officer")

    assert "设置双因素验证" in words(client.get(SETUP))
    assert client.get("/accounts/second-factor/app/add/").status_code == 200
    assert client.get("/accounts/passkeys/add/").status_code == 200
    assert client.post("/i18n/setlang/", {"language": "en"}).status_code == 302
    assert client.post("/accounts/logout/").url == "/"
    assert not is_in(client)


def test_guarded_person_with_one_when_asking_for_a_page_then_gets_it(client, required, officer):
    secret = with_app(officer)
    log_in(client, "officer")
    client.post(CODE, {"code": code_of(secret)})

    assert client.get("/my/sign-ins/").status_code == 200
    assert client.get(SETUP).url == "/accounts/security/"


def test_teacher_without_one_when_asking_for_a_page_then_gets_it(client, required, person):
    client.force_login(person)

    assert client.get("/accounts/security/").status_code == 200


def test_guarded_person_where_none_is_required_then_is_only_advised(client, officer):
    client.force_login(officer)

    assert "请至少设置一种" in words(client.get("/accounts/security/"))


def test_app_when_set_up_then_codes_are_shown_once_and_the_person_is_told(
    client, officer, django_capture_on_commit_callbacks
):
    log_in(client, "officer")
    client.get("/accounts/second-factor/app/add/")
    secret = client.session["mfa.totp.secret"]

    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/accounts/second-factor/app/add/", {"code": code_of(secret)})

    assert done.url == "/accounts/second-factor/recovery-codes/"
    first, again = client.get(done.url), client.get(done.url)
    codes = first.context["unused_codes"]
    assert len(codes) == 10
    assert codes[0][:4] in words(first)
    assert "data:text/plain" in first.content.decode()
    assert codes[0][:4] not in words(again)
    assert "10个恢复码中，还有10个没有用过" in words(again)
    assert Notice.objects.filter(user=officer, kind=NoticeKind.ACCOUNT).count() == 1
    recorded = AccessRecord.objects.filter(actor=officer, action=Action.SECOND_FACTOR)
    assert {record.what for record in recorded} == {"启用：身份验证器", "启用：恢复码"}


def test_app_when_set_up_with_a_code_in_full_width_then_is_taken(client, officer):
    log_in(client, "officer")
    client.get("/accounts/second-factor/app/add/")
    code = code_of(client.session["mfa.totp.secret"])

    client.post("/accounts/second-factor/app/add/", {"code": code.translate(FULL_WIDTH)})

    assert Authenticator.objects.filter(user=officer, type="totp").exists()


def test_code_when_an_app_was_set_up_with_it_then_does_not_open(
    client, officer, django_capture_on_commit_callbacks
):
    log_in(client, "officer")
    client.get("/accounts/second-factor/app/add/")
    code = code_of(client.session["mfa.totp.secret"])
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/second-factor/app/add/", {"code": code})

    other = Client()
    log_in(other, "officer")
    other.post(CODE, {"code": code})

    assert not is_in(other)


def test_app_when_kept_then_its_secret_is_not_legible_in_the_database(officer):
    secret = with_app(officer)

    assert secret not in json.dumps(list(Authenticator.objects.values_list("data", flat=True)))


def test_app_when_the_key_of_the_site_is_lost_then_no_code_opens(client, officer, settings):
    secret = with_app(officer)
    settings.SECRET_KEY = "another-key-for-this-test"

    log_in(client, "officer")
    for code in (code_of(secret), code_of(""), ""):
        client.post(CODE, {"code": code})
        assert not is_in(client)


def test_app_when_the_old_key_is_named_then_its_codes_open(client, officer, settings):
    secret = with_app(officer)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-for-this-test"

    log_in(client, "officer")
    client.post(CODE, {"code": code_of(secret)})

    assert is_in(client)


@pytest.mark.parametrize("step", [-1, 0, 1])
def test_code_when_the_clocks_differ_a_little_then_opens(client, officer, step):
    secret = with_app(officer)
    log_in(client, "officer")

    client.post(CODE, {"code": code_of(secret, step)})

    assert is_in(client)


@pytest.mark.parametrize("written", ["{} {}", "{}-{}", "　{}{}"])
def test_code_when_written_with_spaces_then_opens(client, officer, written):
    code = code_of(with_app(officer))
    log_in(client, "officer")

    client.post(CODE, {"code": written.format(code[:3], code[3:])})

    assert is_in(client)


def test_code_when_used_again_then_does_not_open(client, officer):
    secret = with_app(officer)
    code, earlier = code_of(secret), code_of(secret, -1)
    log_in(client, "officer")
    client.post(CODE, {"code": code})

    for used in (code, earlier):
        thief = Client()
        log_in(thief, "officer")
        assert "验证码不正确或已经用过" in words(thief.post(CODE, {"code": used}))
        assert not is_in(thief)


@pytest.mark.abuse("A04")
def test_codes_when_guessed_then_are_stopped_with_words_and_a_time(client, officer):
    secret = with_app(officer)
    log_in(client, "officer")
    told = [words(client.post(CODE, {"code": "000000"})) for _time in range(5)]

    assert "验证码不正确" in told[2]
    assert "尝试次数过多，请在10秒后再试" in told[3]
    assert "尝试次数过多" in words(client.post(CODE, {"code": code_of(secret)}))
    assert not is_in(client)


@pytest.mark.abuse("A04")
def test_codes_when_guessed_then_signing_in_anew_does_not_help(client, officer):
    with_app(officer)
    log_in(client, "officer")
    for _time in range(3):
        client.post(CODE, {"code": "000000"})

    other = Client()
    log_in(other, "officer")

    assert "尝试次数过多" in words(other.post(CODE, {"code": "000000"}))


def test_recovery_code_when_used_then_opens_once(client, officer):
    with_app(officer)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    log_in(client, "officer")
    client.post(CODE, {"code": codes[0]})
    assert is_in(client)

    again = Client()
    log_in(again, "officer")
    again.post(CODE, {"code": codes[0]})
    assert not is_in(again)
    assert AccessRecord.objects.get(action=Action.SIGNED_IN).what == "密码、恢复码"


def test_second_step_when_not_done_then_nothing_else_opens(client, officer):
    with_app(officer)
    log_in(client, "officer")

    assert client.get("/start/").url.startswith("/accounts/login/")
    assert client.get("/accounts/security/").url.startswith("/accounts/login/")


def test_second_step_when_given_up_then_leads_back(client, officer):
    with_app(officer)
    log_in(client, "officer")

    assert client.post("/accounts/logout/", {"next": "/accounts/login/"}).url == "/accounts/login/"
    assert client.get(CODE).url == "/accounts/login/"


def test_factor_when_removed_long_after_signing_in_then_the_password_is_asked_again(
    client, officer
):
    secret = with_app(officer)
    log_in(client, "officer")
    client.post(CODE, {"code": code_of(secret)})

    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=True):
        response = client.post("/accounts/second-factor/app/remove/")

    assert response.url.startswith("/accounts/reauthenticate/")
    assert Authenticator.objects.filter(user=officer, type="totp").exists()


CREDENTIALS = [
    "",
    "x",
    "null",
    "[]",
    "{}",
    '"text"',
    "1e999",
    '{"id": "x"}',
    '{"id": "\\u0000", "rawId": "x", "response": {}, "type": "public-key"}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": []}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": '
    '{"clientDataJSON": "e30", "attestationObject": "oA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": '
    '{"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", '
    '"authenticatorData": "AA", "signature": "AA", "userHandle": "enp6enp6enp6eno"}}',
    '{"response": {"userHandle": 7}}',
    "{" * 5000,
]


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_passkey_when_the_answer_is_malformed_then_is_refused_in_words(client, officer, credential):
    client.get("/accounts/passkeys/login/", headers={"Accept": "application/json"})
    assert client.post("/accounts/passkeys/login/", {"credential": credential}).status_code == 302
    assert not is_in(client)

    log_in(client, "officer")
    client.get("/accounts/passkeys/add/")
    added = client.post("/accounts/passkeys/add/", {"name": "x", "credential": credential})
    assert added.status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_passkey_when_malformed_at_the_second_step_then_is_refused(client, officer, credential):
    with_app(officer)
    log_in(client, "officer")
    client.get(CODE)

    assert client.post(CODE, {"credential": credential}).status_code == 200
    assert not is_in(client)


@pytest.fixture
def admin(db):
    return RoleGrantFactory(site_admin=True).user


def test_factors_when_the_device_is_lost_then_an_administrator_removes_them(client, officer, admin):
    secret = with_app(officer)
    log_in(client, "officer")
    client.post(CODE, {"code": code_of(secret)})

    assert remove_factors(officer, by=admin, origin=Origin(address="10.0.0.1")) == 1

    assert not Authenticator.objects.exists()
    assert client.get("/start/").url.startswith("/accounts/login/")
    assert Notice.objects.get(user=officer, title__contains="管理员清除")
    record = AccessRecord.objects.get(actor=admin, action=Action.SECOND_FACTOR)
    assert record.address == "10.0.0.1"
    log_in(client, "officer")
    assert is_in(client)


def test_factors_when_removed_twice_then_the_second_time_does_nothing(officer, admin):
    with_app(officer)
    remove_factors(officer, by=admin)

    assert remove_factors(officer, by=admin) == 0
    assert Notice.objects.filter(user=officer).count() == 1
    assert AccessRecord.objects.filter(actor=admin).count() == 1


@pytest.mark.parametrize("traits", [{}, {"school_admin": True}, {"unit_officer": True}])
def test_factors_when_another_role_asks_then_stay(officer, traits):
    with_app(officer)

    with pytest.raises(PermissionDenied):
        remove_factors(officer, by=RoleGrantFactory(**traits).user)

    assert Authenticator.objects.exists()


def test_factors_when_an_administrator_asks_for_their_own_then_stay(admin):
    with_app(admin)

    with pytest.raises(PermissionDenied):
        remove_factors(admin, by=admin)


def test_factors_when_the_operator_asks_then_are_removed(officer, capsys):
    with_app(officer)

    call_command("remove_factors", "officer")

    assert not Authenticator.objects.exists()
    with pytest.raises(CommandError, match="nobody"):
        call_command("remove_factors", "nobody")


def test_second_factor_page_when_signed_out_then_leads_to_log_in(client):
    assert client.get(SETUP).url.startswith("/accounts/login/")
    assert client.get(CODE).url == "/accounts/login/"
    assert client.get(reverse("mfa_activate_totp")).url.startswith("/accounts/login/")


def test_wrong_password_when_there_is_an_app_then_no_code_is_asked(client, officer):
    with_app(officer)

    assert complaint(log_in(client, "officer", PASSWORD + "x"))
