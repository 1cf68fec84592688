"""Notices and e-mails as plain rows. One factory a model."""

import factory
from factory.django import DjangoModelFactory

from common.clock import now
from people.notices.enums import DeliveryState, MailFault, NoticeKind
from people.notices.models import Delivery, Notice
from tests.factories.people import UserFactory


class NoticeFactory(DjangoModelFactory):
    """Unread; `read` is one that was opened."""

    class Meta:
        model = Notice

    class Params:
        read = factory.Trait(read_at=factory.LazyFunction(now))

    user = factory.SubFactory(UserFactory)
    kind = NoticeKind.RECORD
    title = factory.Sequence(lambda n: f"第{n}条学时已入账")
    body = "请在“我的学时”中核对。"
    url = "/my/year/"


class DeliveryFactory(DjangoModelFactory):
    """An e-mail of its own text that waits; `failed`, `given_up` and `sent` are the other states."""

    class Meta:
        model = Delivery

    class Params:
        failed = factory.Trait(
            state=DeliveryState.FAILED, attempts=1, last_error=MailFault.UNREACHABLE
        )
        given_up = factory.Trait(
            state=DeliveryState.GIVEN_UP, attempts=6, last_error=MailFault.UNREACHABLE
        )
        sent = factory.Trait(state=DeliveryState.SENT, sent_at=factory.LazyFunction(now), body="")

    kind = NoticeKind.ACTIVATION
    address = factory.Sequence(lambda n: f"teacher{n}@school.example.cn")
    subject = "激活您的账号"
    body = "请打开链接，设置密码。"
