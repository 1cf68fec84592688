"""One teacher's account: its state, its codes, and what is done about it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.clock import today
from people.access_log.models import AccessRecord
from people.activation.codes import digest_of
from people.activation.enums import CodeState
from people.activation.models import ActivationCode
from people.models import Post, Teacher
from tests.factories.activation import ActivationCodeFactory
from tests.factories.people import PostFactory, RoleGrantFactory, SchoolFactory, UserFactory
from tests.people.activation.steps import show_code, with_account
from tests.people.sign_in.steps import is_in, log_in, with_app, words

pytestmark = pytest.mark.django_db
ACTIONS = ("issue", "mail", "revoke", "suspend", "restore", "factors")
YESTERDAY = today() - timedelta(days=1)


def address(teacher, action="") -> str:
    return f"/accounts/people/{teacher.number}/" + (f"{action}/" if action else "")


def do(client, teacher, action, **data):
    return client.post(address(teacher, action), data)


def told(client, answer) -> str:
    """The words of the page that an action leads to."""
    return words(client.get(answer.url))


def code_in(answer) -> str:
    return re.search(r'class="code">([A-Z0-9-]+)<', answer.content.decode())[1].replace("-", "")


@pytest.fixture
def site_desk(site_admin) -> Client:
    client = Client()
    client.force_login(site_admin)
    return client


def test_code_when_issued_then_is_shown_this_once_and_opens_the_account(desk, teacher):
    answer = do(desk, teacher, "issue", purpose="activate")

    code = code_in(answer)
    page = answer.content.decode()
    assert digest_of(code) == ActivationCode.objects.get().digest
    assert f"http://127.0.0.1:8000/activate/#{code}" in page
    assert "<svg" in page
    assert "填写姓名和登记的手机号末四位" in words(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert code not in desk.get(address(teacher)).content.decode().replace("-", "")
    assert show_code(Client(), code).status_code == 302


def test_code_when_reissued_then_the_older_one_says_so_to_its_holder(desk, teacher):
    older = code_in(do(desk, teacher, "issue", purpose="activate"))
    newer = code_in(do(desk, teacher, "issue", purpose="activate"))

    assert "这个一次性码已作废" in words(show_code(Client(), older))
    assert show_code(Client(), newer).status_code == 302
    page = words(desk.get(address(teacher)))
    assert "重新发放激活码" in page
    assert page.index("有效") < page.index("已作废")


def test_code_when_revoked_then_told_and_again_is_harmless(desk, teacher):
    code = code_in(do(desk, teacher, "issue", purpose="activate"))

    assert "已作废，原来的一次性码不能再使用" in told(desk, do(desk, teacher, "revoke"))
    assert "现在没有有效的一次性码，无须作废" in told(desk, do(desk, teacher, "revoke"))
    assert show_code(Client(), code).status_code == 422


def test_code_when_the_page_was_old_then_nothing_is_done_but_told(desk, teacher):
    """The administrator saw somebody who was not active yet, and does not reset a password."""
    with_account(teacher)

    answer = do(desk, teacher, "issue", purpose="activate")

    assert "这个账号的情况已有变化，请核对后再办理" in told(desk, answer)
    assert not ActivationCode.objects.exists()


@pytest.mark.parametrize("purpose", ["", "king", "\x00"])
def test_code_when_the_form_is_nonsense_then_nothing_is_done(desk, teacher, purpose):
    for action in ("issue", "mail"):
        answer = do(desk, teacher, action, purpose=purpose, address="a@b.example")
        assert "情况已有变化" in told(desk, answer)
    assert not ActivationCode.objects.exists()


def test_password_when_reset_through_the_school_then_without_any_mail(desk, teacher, mailoutbox):
    with_account(teacher)
    assert "发放密码重置码" in words(desk.get(address(teacher)))

    code = code_in(do(desk, teacher, "issue", purpose="reset"))

    assert show_code(Client(), code).status_code == 302
    assert mailoutbox == []


def test_mail_when_sent_then_told_where_to_and_the_address_is_masked_on_record(
    desk, teacher, post_office, committed
):
    with committed():
        answer = do(desk, teacher, "mail", purpose="activate", address="li@school.example")

    page = told(desk, answer)
    assert "已向li@school.example发送链接" in page
    assert "电子邮件l***@school.example" in page
    assert [to for to, _letter in post_office.letters] == ["li@school.example"]


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", "请填写电子邮件地址"),
        ("li@", "电子邮件地址不完整"),
        ("a@b.example\nBcc: c@d.example", "电子邮件地址不完整"),
        (f"{'a' * 200}@b.example", "电子邮件地址"),
    ],
)
def test_mail_when_the_address_is_wrong_then_asked_again_and_nothing_sent(
    desk, teacher, mailoutbox, typed, complaint
):
    answer = do(desk, teacher, "mail", purpose="activate", address=typed)

    assert answer.status_code == 422
    assert complaint in words(answer)
    assert "账号状态" in words(answer)
    assert not ActivationCode.objects.exists()
    assert mailoutbox == []


@pytest.mark.abuse("P01")
@pytest.mark.abuse("T01")
@pytest.mark.parametrize("action", ["", *ACTIONS])
def test_account_when_of_another_school_then_is_not_there(desk, action):
    """Like an address that leads nowhere."""
    elsewhere = PostFactory(school=SchoolFactory()).teacher
    nobody = Teacher(number="999999999999")
    form = {"purpose": "activate", "address": "a@b.example"}

    for teacher in (elsewhere, nobody):
        ask = desk.post if action else desk.get
        assert ask(address(teacher, action), form).status_code == 404
    assert not ActivationCode.objects.exists()


@pytest.mark.parametrize("action", ["", *ACTIONS])
def test_account_when_ones_own_then_is_not_there(desk, admin, site_desk, site_admin, action):
    for client, user in ((desk, admin), (site_desk, site_admin)):
        own = PostFactory(school=SchoolFactory(), teacher__user=user).teacher
        PostFactory(teacher=own, school=admin.grants.get().school)
        ask = client.post if action else client.get
        assert ask(address(own, action), {"purpose": "reset"}).status_code == 404


def test_account_when_the_person_left_then_is_not_there_for_the_school(desk, site_desk, teacher):
    Post.objects.update(ends_on=YESTERDAY)

    assert desk.get(address(teacher)).status_code == 404
    page = words(site_desk.get(address(teacher)))
    assert "花名册中没有在任岗位，不能发放激活码" in page


@pytest.mark.parametrize("action", ["issue", "mail", "revoke"])
def test_account_when_of_an_officer_then_the_school_is_refused(desk, admin, teacher, action):
    """It would lend the school the officer's sight."""
    Teacher.objects.update(user=UserFactory())
    RoleGrantFactory(unit_officer=True, user=Teacher.objects.get().user)
    page = words(desk.get(address(teacher)))
    assert "此人另有管理职责，账号由系统管理员办理" in page
    assert "发放激活码" not in page

    answer = do(desk, teacher, action, purpose="activate", address="a@b.example")

    assert answer.status_code == 403
    assert not ActivationCode.objects.exists()
    assert AccessRecord.objects.filter(status=403, actor=admin).exists()


def test_account_when_suspended_by_the_site_administrator_then_out_and_told(site_desk, teacher):
    user = with_account(teacher)

    assert "账号已停用，所有登录立即失效" in told(site_desk, do(site_desk, teacher, "suspend"))
    assert "账号先前已停用" in told(site_desk, do(site_desk, teacher, "suspend"))

    client = Client()
    log_in(client, user.username)
    assert not is_in(client)
    page = words(site_desk.get(address(teacher)))
    assert "账号已停用，恢复使用后才能发放" in page
    assert "账号已恢复使用" in told(site_desk, do(site_desk, teacher, "restore"))
    assert "账号没有停用，无须恢复" in told(site_desk, do(site_desk, teacher, "restore"))


@pytest.mark.parametrize("action", ["suspend", "restore", "factors"])
def test_account_when_the_school_would_close_it_then_refused(desk, teacher, action):
    with_account(teacher)
    page = desk.get(address(teacher)).content.decode()

    assert do(desk, teacher, action).status_code == 403
    assert f"/{action}/" not in page


def test_second_factor_when_lost_then_the_site_administrator_removes_it(site_desk, teacher):
    with_app(with_account(teacher))
    assert "移除双因素验证" in words(site_desk.get(address(teacher)))

    answer = do(site_desk, teacher, "factors")

    assert "双因素验证已移除，所有登录已退出" in told(site_desk, answer)
    assert "移除双因素验证" not in words(site_desk.get(address(teacher)))
    assert "没有设置双因素验证" in told(site_desk, do(site_desk, teacher, "factors"))


def test_second_factor_when_there_is_no_account_then_nothing_to_remove(site_desk, teacher):
    assert "情况已有变化" in told(site_desk, do(site_desk, teacher, "factors"))


@pytest.mark.abuse("T13")
@pytest.mark.parametrize("action", ACTIONS)
def test_action_when_by_get_then_not_allowed(desk, teacher, action):
    assert desk.get(address(teacher, action)).status_code == 405


@pytest.mark.abuse("T13")
@pytest.mark.parametrize("action", ACTIONS)
def test_action_when_sent_without_the_forms_own_value_then_refused(admin, teacher, action):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)

    assert do(client, teacher, action, purpose="activate").status_code == 403
    assert not ActivationCode.objects.exists()


@pytest.mark.parametrize(
    ("trait", "note"),
    [("locked", "因三次核对不符已锁定"), ("expired", "已过期，请重新发放")],
)
def test_account_when_its_code_died_then_says_so(desk, teacher, trait, note):
    ActivationCodeFactory(teacher=teacher, **{trait: True})

    assert note in words(desk.get(address(teacher)))


def test_account_when_without_a_phone_then_warns_to_hand_the_code_over_in_person(desk, teacher):
    Teacher.objects.update(phone="")

    page = words(desk.get(address(teacher)))
    assert "须填写姓名和教师编号末四位" in page
    assert "请务必当面交给本人" in page


def test_account_when_shown_then_holds_no_phone(desk, teacher):
    page = desk.get(address(teacher)).content.decode()
    handed_over = do(desk, teacher, "issue", purpose="activate").content.decode()

    assert "13907130001" not in page + handed_over


@pytest.mark.parametrize("count", [1, 30])
def test_account_when_few_or_many_codes_then_the_same_queries(desk, teacher, count):
    for _number in range(count):
        ActivationCodeFactory(teacher=teacher, revoked=True)
    desk.get(address(teacher))

    with CaptureQueriesContext(connection) as queries:
        assert words(desk.get(address(teacher))).count("已作废") == count

    assert len(queries) == 12, [query["sql"][:150] for query in queries]


@pytest.mark.parametrize("number", ["A/7", "甲-1", "a b", "x.y", "issue", "%41"])
def test_number_when_written_as_some_registers_do_then_has_its_screen(desk, school, number):
    teacher = PostFactory(school=school, teacher__number=number).teacher

    assert desk.get(reverse("account-person", args=[number])).status_code == 200
    answer = desk.post(reverse("account-issue", args=[number]), {"purpose": "activate"})
    assert teacher.name in answer.content.decode()


def test_code_when_used_then_the_list_of_codes_says_when(desk, teacher):
    row = ActivationCodeFactory(teacher=teacher, used=True)

    assert row.state == CodeState.USED
    assert f"已使用{today():%Y-%m-%d}" in words(desk.get(address(teacher)))
