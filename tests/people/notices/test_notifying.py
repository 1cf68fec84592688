"""Writing a notice, and who may see it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from common.clock import now
from people.notices.enums import DeliveryState, NoticeKind
from people.notices.models import Delivery, Notice
from people.notices.services.mailing import enqueue_mail, mail_notice
from people.notices.services.notifying import notify
from people.notices.services.reading import mark_all_read, mark_read, unread_count
from tests.factories.notices import DeliveryFactory, NoticeFactory
from tests.factories.people import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    return UserFactory(last_name="李", first_name="老师", email="li@school.example.cn")


def tell(user, kind=NoticeKind.RECORD, **changed):
    text = {"title": "学时已入账", "body": "请核对。", "url": "/my/year/"} | changed
    return notify(user, kind, **text)


def test_notice_when_written_then_sent_after_the_commit_only(teacher, committed):
    with committed():
        notice = tell(teacher)
        assert mail.outbox == []

    assert [message.to for message in mail.outbox] == [["li@school.example.cn"]]
    assert notice.delivery.kind == NoticeKind.RECORD
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_notice_when_the_caller_fails_then_neither_kept_nor_sent(teacher, committed):
    with committed(), pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(teacher)
        raise ZeroDivisionError

    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()
    assert mail.outbox == []


def test_notice_when_another_address_is_given_then_sent_there(teacher, committed):
    with committed():
        tell(teacher, NoticeKind.ACCOUNT, email="old@school.example.cn")

    assert [message.to for message in mail.outbox] == [["old@school.example.cn"]]


@pytest.mark.parametrize("address", ["", "no address", "a@b@c", "x@school.example.cn\nBcc: y@z.cn"])
def test_notice_when_the_account_has_no_usable_address_then_shown_only(address, committed):
    with committed():
        tell(UserFactory(email=address), NoticeKind.ACCOUNT)

    assert Notice.objects.count() == 1
    assert not Delivery.objects.exists()


def test_notice_when_its_mail_is_asked_for_twice_then_there_is_one(teacher, committed):
    with committed():
        notice = tell(teacher)
        mail_notice(notice, teacher.email)

    assert len(mail.outbox) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        DeliveryFactory(notice=notice)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\/evil.example",
        "javascript:alert(1)",
        "my/year/",
        "/a\nLocation: https://evil.example/",
        "/a\tb",
        " /a",
        "/a b",
    ],
)
def test_notice_when_its_address_leads_elsewhere_then_refused(teacher, url):
    with pytest.raises(ValidationError):
        tell(teacher, url=url)
    assert not Notice.objects.exists()


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example/"])
def test_notice_table_when_written_to_past_the_service_then_refuses_addresses_elsewhere(url):
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeFactory(url=url)


def test_notice_when_its_words_are_untidy_then_kept_without_control_characters(teacher):
    notice = tell(teacher, title="第一行\r\nBcc: a@b.cn\x00" + "长" * 200, body="一\r\n二\x00\x1b")

    assert notice.title.startswith("第一行 Bcc: a@b.cn 长")
    assert notice.title.endswith("长…")
    assert len(notice.title) == 120
    assert notice.body == "一\n二"


def test_mail_when_sent_to_somebody_without_account_then_its_text_is_not_kept(committed):
    with committed():
        delivery = enqueue_mail(
            "new@school.example.cn", kind=NoticeKind.ACTIVATION, subject="激活", body="链接"
        )
        assert delivery.body == "链接"

    delivery.refresh_from_db()
    assert (delivery.state, delivery.body) == (DeliveryState.SENT, "")
    assert "链接" in mail.outbox[0].body


def test_mail_when_the_address_is_none_then_refused():
    with pytest.raises(ValidationError):
        enqueue_mail("none", kind=NoticeKind.ACTIVATION, subject="激活", body="链接")


def test_mail_when_its_subject_has_line_ends_then_adds_no_header(committed):
    with committed():
        enqueue_mail(
            "new@school.example.cn",
            kind=NoticeKind.ACTIVATION,
            subject="激活\r\nBcc: evil@evil.example",
            body="链接",
        )

    message = mail.outbox[0].message()
    assert message["Bcc"] is None
    assert mail.outbox[0].recipients() == ["new@school.example.cn"]


def test_notices_when_asked_for_then_each_person_sees_their_own(teacher):
    own, other = NoticeFactory(user=teacher), NoticeFactory()
    keeper = RoleGrantFactory(site_admin=True).user

    assert list(Notice.objects.visible_to(teacher)) == [own]
    assert list(Notice.objects.visible_to(other.user)) == [other]
    assert list(Notice.objects.visible_to(keeper)) == []
    assert list(Notice.objects.visible_to(AnonymousUser())) == []


def test_deliveries_when_asked_for_then_only_the_keeper_sees_all(teacher):
    own = DeliveryFactory(notice=NoticeFactory(user=teacher))
    other = DeliveryFactory()
    keeper = RoleGrantFactory(site_admin=True).user
    officer = RoleGrantFactory().user

    assert list(Delivery.objects.visible_to(teacher)) == [own]
    assert set(Delivery.objects.visible_to(keeper)) == {own, other}
    assert list(Delivery.objects.visible_to(officer)) == []
    assert list(Delivery.objects.visible_to(AnonymousUser())) == []


def test_unread_count_when_notices_are_read_then_falls_at_one_query(teacher):
    first, _second = NoticeFactory(user=teacher), NoticeFactory(user=teacher)
    NoticeFactory(user=teacher, read=True)
    NoticeFactory()

    with CaptureQueriesContext(connection) as queries:
        assert unread_count(teacher) == 2
    assert len(queries) == 1
    mark_read(first, by=teacher)
    assert unread_count(teacher) == 1
    assert mark_all_read(by=teacher) == 1
    assert unread_count(teacher) == 0
    with CaptureQueriesContext(connection) as queries:
        assert unread_count(AnonymousUser()) == 0
    assert len(queries) == 0


def test_notice_when_read_twice_or_by_another_then_the_first_reading_stands(teacher):
    notice = NoticeFactory(user=teacher)
    mark_read(notice, by=UserFactory())
    notice.refresh_from_db()
    assert notice.read_at is None

    mark_read(notice, by=teacher)
    notice.refresh_from_db()
    first = notice.read_at
    mark_read(notice, by=teacher)
    notice.refresh_from_db()
    assert notice.read_at == first is not None


def test_rows_when_older_than_a_moment_then_found_unless_still_to_be_sent(teacher):
    past = now() - timedelta(days=400)
    notice = NoticeFactory(created_at=past)
    NoticeFactory()
    sent = DeliveryFactory(sent=True, created_at=past)
    given_up = DeliveryFactory(given_up=True, created_at=past)
    DeliveryFactory(created_at=past)
    DeliveryFactory(sent=True)
    year_ago = now() - timedelta(days=365)

    assert list(Notice.objects.older_than(year_ago)) == [notice]
    assert set(Delivery.objects.older_than(year_ago)) == {sent, given_up}
