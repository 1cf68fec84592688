"""E-mails through a real mail server on this machine."""

import socket

import pytest
from django.core.management import call_command

from people.notices.enums import DeliveryState, MailFault, NoticeKind
from people.notices.models import Delivery
from people.notices.services.mailing import enqueue_mail
from people.notices.services.notifying import notify
from tests.factories.notices import DeliveryFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "li@school.example.cn"


@pytest.fixture
def teacher():
    return UserFactory(last_name="李", first_name="老师", email=ADDRESS)


def tell(user, **changed):
    text = {"title": "学时已入账", "body": "2.5 学时，请核对。", "url": "/my/year/"} | changed
    return notify(user, NoticeKind.RECORD, **text)


def plain_of(letter):
    return letter.get_body(["plain"]).get_content().replace("\r\n", "\n")


def html_of(letter):
    return letter.get_body(["html"]).get_content()


def state_of(delivery):
    delivery.refresh_from_db()
    return delivery.state, delivery.last_error


def test_letter_when_it_arrives_then_reads_in_chinese(post_office, teacher, committed, settings):
    settings.DEFAULT_FROM_EMAIL = "心育学时 <noreply@xinyu.example.cn>"
    settings.WAGTAILADMIN_BASE_URL = "https://xinyu.example.cn"
    with committed():
        tell(teacher)

    (address, letter) = post_office.letters[0]
    text = plain_of(letter)
    html = html_of(letter)
    assert address == ADDRESS
    assert letter["Subject"] == "【心育学时】学时已入账"
    assert letter["From"] == "心育学时 <noreply@xinyu.example.cn>"
    assert letter["To"] == ADDRESS
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "李老师，您好：" in text
    assert "2.5 学时，请核对。" in text
    assert "https://xinyu.example.cn/my/year/" in text
    assert "https://xinyu.example.cn/notices/choices/" in text
    assert '<a href="https://xinyu.example.cn/my/year/">查看详情</a>' in html
    assert "src=" not in html  # nothing is fetched when it is opened


def test_letter_when_asked_for_under_another_host_then_leads_to_our_own(
    post_office, committed, settings, client
):
    settings.ALLOWED_HOSTS = ["*"]
    settings.WAGTAILADMIN_BASE_URL = "https://xinyu.example.cn/"
    user = UserFactory(email=ADDRESS)
    client.force_login(user)
    with committed():
        client.get(
            "/notices/", headers={"host": "evil.example", "x-forwarded-host": "evil.example"}
        )
        tell(user)

    letter = post_office.letters[0][1]
    assert "evil.example" not in letter.as_string()
    assert "https://xinyu.example.cn/my/year/" in plain_of(letter)
    assert letter["Message-ID"].endswith("@xinyu.example.cn>")


def test_letter_when_words_look_like_markup_then_shown_as_written(post_office, teacher, committed):
    with committed():
        tell(
            teacher, title="<script>alert(1)</script>", body="{{7*7}} <img src=x>\nhttp://evil.cn/"
        )

    letter = post_office.letters[0][1]
    html = html_of(letter)
    assert letter["Subject"].strip() == "【心育学时】<script>alert(1)</script>"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "{{7*7}} &lt;img src=x&gt;<br>http://evil.cn/" in html
    assert "<script" not in html
    assert 'href="http://evil.cn/' not in html


def test_letter_when_it_carries_a_link_of_ours_then_it_can_be_followed(
    post_office, committed, settings
):
    settings.WAGTAILADMIN_BASE_URL = "https://xinyu.example.cn"
    body = "请在 3 天内打开：https://xinyu.example.cn/activate/a-b_c/?x=1&y=2\n逾期作废。"
    with committed():
        enqueue_mail(ADDRESS, kind=NoticeKind.ACTIVATION, subject="激活账号", body=body)

    letter = post_office.letters[0][1]
    link = "https://xinyu.example.cn/activate/a-b_c/?x=1&amp;y=2"
    assert body in plain_of(letter)
    assert f'打开：<a href="{link}">{link}</a><br>逾期' in html_of(letter)
    assert "接收方式" not in letter.as_string()


def test_letter_when_about_safety_then_offers_no_way_to_switch_it_off(
    post_office, teacher, committed
):
    with committed():
        notify(teacher, NoticeKind.NEW_DEVICE, title="新设备登录", body="如非本人操作，请改密码。")

    assert "/notices/choices/" not in plain_of(post_office.letters[0][1])


def test_delivery_when_the_recipient_is_refused_then_given_up_at_once(
    post_office, teacher, worker, committed, clock
):
    post_office.replies[ADDRESS] = "550 5.1.1 no such user li"
    with committed():
        notice = tell(teacher)
    worker()

    assert state_of(notice.delivery) == (DeliveryState.GIVEN_UP, MailFault.RECIPIENT)
    clock.shift(7 * 24 * 60 * 60)
    worker()
    call_command("send_waiting_mail", verbosity=0)
    assert Delivery.objects.get().attempts == 1
    assert ADDRESS not in Delivery.objects.get().last_error


def test_delivery_when_the_recipient_is_told_to_wait_then_tried_again(
    post_office, teacher, worker, committed, clock
):
    post_office.replies[ADDRESS] = "450 4.2.1 busy"
    with committed():
        notice = tell(teacher)
    worker()
    assert state_of(notice.delivery) == (DeliveryState.FAILED, MailFault.RECIPIENT_LATER)

    post_office.replies.clear()
    clock.shift(61)
    worker()
    assert state_of(notice.delivery) == (DeliveryState.SENT, "")
    assert len(post_office.letters) == 1


@pytest.mark.parametrize(
    ("reply", "state", "fault"),
    [
        ("554 5.7.1 looks like spam", DeliveryState.GIVEN_UP, MailFault.CONTENT),
        ("451 4.3.0 try later", DeliveryState.FAILED, MailFault.BUSY),
    ],
)
def test_delivery_when_the_content_is_refused_then_the_code_decides(
    post_office, teacher, queue, committed, worker, reply, state, fault
):
    post_office.after_data = reply
    with committed():
        notice = tell(teacher)
    worker()

    assert state_of(notice.delivery) == (state, fault)


def test_delivery_when_the_server_is_down_then_sent_once_when_it_is_back(
    post_office, teacher, worker, committed, clock
):
    post_office.close()
    with committed():
        notice = tell(teacher)
    worker()
    assert state_of(notice.delivery) == (DeliveryState.FAILED, MailFault.UNREACHABLE)

    post_office.open()
    worker()
    assert post_office.letters == []  # not yet time
    clock.shift(61)
    worker()
    worker()
    assert state_of(notice.delivery) == (DeliveryState.SENT, "")
    clock.shift(7 * 24 * 60 * 60)
    worker()
    assert len(post_office.letters) == 1


def test_delivery_when_the_server_offers_no_encryption_then_says_so(
    post_office, committed, settings
):
    settings.EMAIL_USE_TLS = True
    with committed():
        delivery = enqueue_mail(ADDRESS, kind=NoticeKind.ACTIVATION, subject="激活", body="链接")

    assert state_of(delivery) == (DeliveryState.FAILED, MailFault.ENCRYPTION)
    assert post_office.letters == []


def test_delivery_when_the_server_does_not_answer_then_times_out(settings, committed):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.3
        with committed():
            delivery = enqueue_mail(
                ADDRESS, kind=NoticeKind.ACTIVATION, subject="激活", body="链接"
            )

    assert state_of(delivery) == (DeliveryState.FAILED, MailFault.TIMEOUT)


def test_waiting_mail_when_no_worker_runs_then_sent_by_the_command(
    post_office, clock, queue, capsys
):
    DeliveryFactory(address=ADDRESS)
    DeliveryFactory(given_up=True)

    call_command("send_waiting_mail")
    call_command("send_waiting_mail")

    assert [address for address, _letter in post_office.letters] == [ADDRESS]
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "到期的邮件 1 封，已发送 1 封，未发送 0 封。",
        "到期的邮件 0 封，已发送 0 封，未发送 0 封。",
    ]
