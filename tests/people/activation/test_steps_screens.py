"""The three steps of activation, as a teacher goes through them."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from common.clock import now, today
from common.wrong_tries import MOST_TRIES
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.activation.codes import grouped
from people.activation.enums import Purpose
from people.activation.models import ActivationCode
from people.models import Post, Teacher, User
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory
from tests.people.activation.steps import (
    CODE,
    NEW_PASSWORD,
    PASSWORD,
    PERSON,
    activate,
    issue,
    say_who,
    set_password,
    show_code,
    with_account,
)
from tests.people.sign_in.steps import is_in, log_in, words

pytestmark = pytest.mark.django_db
UNKNOWN = "ACDE-FHJK-MNPQ"


@pytest.fixture
def code(admin, teacher) -> str:
    return issue(teacher, admin)


def test_activation_when_all_is_right_then_leads_to_ones_own_year(client, code, teacher):
    assert show_code(client, grouped(code)).url == PERSON
    assert say_who(client, "李明", "0001").url == NEW_PASSWORD
    assert set_password(client).url == "/start/"

    page = words(client.get("/start/"))
    assert "账号已激活。以后请用教师编号420106000001和刚设置的密码登录。" in page
    assert f"{today().year}年度我的学时" in page


def test_activation_when_done_then_the_number_and_the_password_let_in(client, code, teacher):
    activate(client, code, teacher)
    again = Client()

    log_in(again, "420106000001")

    assert is_in(again)


def test_steps_when_shown_then_ask_for_what_the_roster_has(client, code, teacher):
    assert "激活单上的12位字母和数字" in words(client.get(CODE))
    show_code(client, code)
    assert "手机号末四位" in words(client.get(PERSON))
    say_who(client, "李明", "0001")

    page = client.get(NEW_PASSWORD)
    assert "李明老师，请设置登录密码。" in words(page)
    assert 'value="420106000001" autocomplete="username"' in page.content.decode()


def test_steps_when_the_roster_has_no_phone_then_ask_for_the_number(client, admin, teacher):
    Teacher.objects.update(phone="")
    show_code(client, issue(teacher, admin))

    assert "教师编号末四位" in words(client.get(PERSON))
    assert say_who(client, "李明", "0001").url == NEW_PASSWORD


def test_steps_when_answered_then_no_copy_is_kept_and_no_code_is_shown(client, code):
    for answer in (client.get(CODE), show_code(client, code), client.get(PERSON)):
        assert "no-store" in answer.headers["Cache-Control"]
        assert code not in answer.content.decode()
        assert grouped(code) not in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "请输入激活单上的一次性码"),
        ("ACDE", "一次性码不完整或有误"),
        ("A" * 61, "一次性码是12位字母和数字"),
        ("\x00", ""),
        ("<script>alert(1)</script>", "一次性码不完整或有误"),
        (UNKNOWN, "没有这个一次性码"),
    ],
)
def test_code_when_wrong_then_asked_again_in_words(client, db, typed, told):
    answer = show_code(client, typed)

    assert answer.status_code == 422
    assert told in words(answer)
    assert "<script>alert" not in answer.content.decode()


def test_code_when_used_up_then_leads_to_log_in(client, code, teacher):
    activate(Client(), code, teacher)

    answer = show_code(client, code)

    assert "这个一次性码已经用过" in words(answer)
    assert 'href="/accounts/login/"' in answer.content.decode()


@pytest.mark.abuse("A01")
def test_guessing_when_twenty_codes_were_wrong_then_wait_here_and_nowhere_else(client, code):
    for _time in range(MOST_TRIES):
        assert show_code(client, UNKNOWN).status_code == 422

    for typed in (UNKNOWN, code):
        answer = show_code(client, typed)
        assert answer.status_code == 429
        assert "输入有误的次数过多，请在10分钟后再试。" in words(answer)
        assert answer.headers["Retry-After"] == "600"
    assert AccessRecord.objects.filter(action=Action.REFUSED, status=429).exists()
    elsewhere = Client(REMOTE_ADDR="10.0.0.10")
    assert show_code(elsewhere, code).url == PERSON


@pytest.mark.abuse("A01")
def test_guessing_when_the_person_is_wrong_then_counts_as_well(client, code):
    """With a stack of stolen codes."""
    for _time in range(MOST_TRIES - 1):
        show_code(client, UNKNOWN)
    show_code(client, code)
    assert say_who(client, "李明", "9999").status_code == 422

    assert say_who(client, "李明", "0001").status_code == 429


def test_school_when_everybody_activates_from_one_address_then_nobody_waits(client, code):
    for _time in range(2 * MOST_TRIES):
        assert show_code(client, code).url == PERSON
        assert show_code(client, "ACDE").status_code == 422  # too short to be a guess


def test_person_when_wrong_then_told_how_often_more_and_locked_at_the_third(client, code):
    show_code(client, code)

    for left in (2, 1):
        answer = say_who(client, "李明", "9999")
        assert answer.status_code == 422
        assert f"姓名或末四位与花名册不一致，请核对。还可以再试{left}次。" in words(answer)
        assert "0001" not in answer.content.decode()
    answer = say_who(client, "李明", "9999")
    assert answer.url == CODE
    assert "核对三次不符，这个一次性码已锁定" in words(client.get(CODE))
    assert say_who(client, "李明", "0001").url == CODE


@pytest.mark.parametrize(
    ("name", "last_four", "told"),
    [("", "0001", "请填写姓名"), ("李明", "", "请填写末四位"), ("李" * 121, "0001", "姓名过长"),
     ("李明", "1" * 11, "只填末四位")],
)  # fmt: skip
def test_person_when_not_filled_in_then_asked_again_and_no_try_is_lost(
    client, code, name, last_four, told
):
    show_code(client, code)

    assert told in words(say_who(client, name, last_four))
    assert ActivationCode.objects.get().failures == 0


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        ("", "", "请设置密码"),
        (PASSWORD, "另一个够长的口令2026", "两次输入的密码不一致"),
        ("短", "短", "密码太短"),
        ("4201060000012", "4201060000012", "密码"),
        ("1" * 129, "1" * 129, "密码最多128位"),
    ],
)
def test_password_when_it_will_not_do_then_asked_again_and_the_code_still_works(
    client, code, password, again, told
):
    show_code(client, code)
    say_who(client, "李明", "0001")

    answer = set_password(client, password, again)

    assert answer.status_code == 422
    assert told in words(answer)
    assert not is_in(client)
    assert set_password(client).url == "/start/"


@pytest.mark.parametrize("step", [PERSON, NEW_PASSWORD])
def test_step_when_the_ones_before_are_missing_then_leads_back_to_the_first(client, code, step):
    assert client.get(step).url == CODE
    assert client.post(step, {"password": PASSWORD, "again": PASSWORD}).url == CODE
    assert "请从一次性码开始" in words(client.get(CODE))
    assert not User.objects.filter(username="420106000001").exists()


@pytest.mark.abuse("T04")
def test_password_when_nobody_said_who_they_are_then_is_not_set(client, code):
    """The session decides, whatever the form says."""
    show_code(client, code)

    answer = client.post(NEW_PASSWORD, {"password": PASSWORD, "again": PASSWORD, "known": "1"})

    assert answer.url == CODE
    assert ActivationCode.objects.live().exists()


def test_password_when_another_code_was_shown_in_between_then_that_ones_person_is_asked_for(
    client, code, admin, school
):
    other = PostFactory(school=school, teacher__phone="13800000002").teacher
    show_code(client, code)
    say_who(client, "李明", "0001")
    show_code(client, issue(other, admin))

    assert set_password(client).url == CODE
    assert not User.objects.filter(username=other.number).exists()


def test_step_when_a_quarter_of_an_hour_has_passed_then_begins_anew(client, code):
    show_code(client, code)
    say_who(client, "李明", "0001")

    with time_machine.travel(now() + timedelta(minutes=16)):
        assert set_password(client).url == CODE
    assert ActivationCode.objects.live().exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda: ActivationCode.objects.update(revoked_at=now()), "这个一次性码已作废"),
        (lambda: ActivationCode.objects.update(expires_at=now()), "这个一次性码已过期"),
        (lambda: Post.objects.update(ends_on=today() - timedelta(days=1)), "没有您的在任岗位"),
        (
            lambda: Teacher.objects.update(user=UserFactory(is_active=False)),
            "账号已停用。请与学校管理员联系",
        ),
        (lambda: UserFactory(username="420106000001"), "账号名已被占用"),
    ],
)
def test_password_when_things_changed_meanwhile_then_refused_in_words(client, code, change, told):
    show_code(client, code)
    say_who(client, "李明", "0001")
    change()

    assert set_password(client).url == CODE
    assert told in words(client.get(CODE))
    assert not is_in(client)


@pytest.mark.parametrize("step", [2, 3])
def test_step_when_active_by_another_way_meanwhile_then_leads_to_log_in(
    client, code, teacher, step
):
    show_code(client, code)
    if step == 3:
        say_who(client, "李明", "0001")
    with_account(teacher)

    answer = say_who(client, "李明", "0001") if step == 2 else set_password(client)

    assert answer.url == "/accounts/login/"
    assert "账号已经激活，请直接登录" in words(client.get(answer.url))


@pytest.mark.abuse("T06")
def test_password_when_sent_again_in_a_session_that_knows_the_person_then_is_set_already(
    client, code, teacher
):
    """What eight at once do is in tests/journeys/test_activation_at_once.py."""
    show_code(client, code)
    say_who(client, "李明", "0001")
    other = Client()
    activate(other, code, teacher)
    before = client.cookies["sessionid"].value

    answer = set_password(client, "另一个够长的口令2026")

    assert "密码已设置" in words(answer)
    assert client.cookies["sessionid"].value == before
    assert not is_in(client)
    assert User.objects.get(username="420106000001").check_password(PASSWORD)


def test_reset_when_done_then_the_former_password_and_sessions_are_over(client, admin, teacher):
    user = with_account(teacher)
    elsewhere = Client()
    log_in(elsewhere, user.username)
    code = issue(teacher, admin, Purpose.RESET)
    show_code(client, code)
    say_who(client, "李明", "0001")
    assert "重设密码并登录" in words(client.get(NEW_PASSWORD))

    assert set_password(client, "一个全新的够长口令2027").url == "/start/"

    assert elsewhere.get("/my/sign-ins/").status_code == 302
    log_in(elsewhere, user.username)
    assert not is_in(elsewhere)
    assert "密码已重设，其他设备上的登录已全部退出" in words(client.get("/start/"))


def test_reset_when_there_is_a_second_factor_then_is_asked_for(client, site_admin, teacher):
    user = with_account(teacher)
    TOTP.activate(user, generate_totp_secret())

    answer = activate(client, issue(teacher, site_admin, Purpose.RESET), teacher)

    assert answer.url == "/accounts/second-factor/code/"
    assert not is_in(client)


def test_activation_of_an_officer_when_done_then_a_second_factor_is_set_up_first(
    client, site_admin, teacher, settings
):
    settings.SECOND_FACTOR_REQUIRED = True
    Teacher.objects.update(user=UserFactory(username=teacher.number))
    RoleGrantFactory(unit_officer=True, user=User.objects.get(username=teacher.number))

    activate(client, issue(teacher, site_admin), teacher)

    assert client.get("/start/").url == "/accounts/second-factor/"


def test_activation_when_another_is_signed_in_here_then_told_and_signed_out(
    client, admin, code, teacher
):
    client.force_login(admin)
    assert "现在以周敏的身份登录" in words(client.get(CODE))

    activate(client, code, teacher)

    assert int(client.session["_auth_user_id"]) == User.objects.get(username=teacher.number).pk
    assert "账号已激活" in words(client.get("/start/"))
    assert client.get("/accounts/people/").status_code == 404
    assert AccessRecord.objects.get(action=Action.SIGNED_OUT).actor == admin


@pytest.mark.abuse("T13")
@pytest.mark.parametrize("step", [CODE, PERSON, NEW_PASSWORD])
def test_step_when_sent_without_the_forms_own_value_then_refused(code, step):
    client = Client(enforce_csrf_checks=True)

    assert client.post(step, {"code": code}).status_code == 403


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_steps_when_read_in_either_language_then_open(client, code, language):
    client.cookies["django_language"] = language
    show_code(client, code)
    say_who(client, "李明", "0001")

    for step in (CODE, PERSON, NEW_PASSWORD):
        assert client.get(step).status_code == 200


def test_log_when_somebody_activates_then_tells_from_where(client, code, teacher):
    activate(Client(REMOTE_ADDR="10.0.0.42"), code, teacher)

    row = AccessRecord.objects.get(what="凭激活码激活账号")
    assert row.address == "10.0.0.42"
    signed_in = AccessRecord.objects.get(action=Action.SIGNED_IN)
    assert signed_in.actor == row.actor
