"""E-mails: written with what they tell, sent in the background after the commit."""

from django.core.validators import validate_email
from django.db import transaction

from people.notices.enums import NoticeKind
from people.notices.jobs import send_soon
from people.notices.models import TITLE_LENGTH, Delivery, Notice
from people.notices.wording import many_lines, one_line


@transaction.atomic
def enqueue_mail(address: str, *, kind: NoticeKind, subject: str, body: str) -> Delivery:
    """An e-mail to somebody without an account; `body` is plain text in Chinese.

    Raises ValidationError if `address` is none. Calling twice sends two: the caller decides.
    """
    validate_email(address)
    delivery = Delivery.objects.create(
        kind=kind,
        address=address,
        subject=one_line(subject, TITLE_LENGTH),
        body=many_lines(body),
    )
    send_soon(delivery)
    return delivery


@transaction.atomic
def mail_notice(notice: Notice, address: str) -> Delivery:
    """The e-mail of a notice; there is one at most."""
    delivery, is_new = Delivery.objects.get_or_create(
        notice=notice, defaults={"kind": notice.kind, "address": address}
    )
    if is_new:
        send_soon(delivery)
    return delivery
