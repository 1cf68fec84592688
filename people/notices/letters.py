"""What an e-mail says: plain text and the same as calm HTML, in Chinese."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from people.notices.addresses import absolute
from people.notices.enums import ALWAYS_BY_EMAIL
from people.notices.models import Delivery


def letter_for(delivery: Delivery) -> EmailMultiAlternatives:
    """The message, addressed and with headers; `delivery.notice` is loaded if there is one."""
    with translation.override(settings.LANGUAGE_CODE):
        notice = delivery.notice
        subject = notice.title if notice else delivery.subject
        context = _context(delivery, subject)
        message = EmailMultiAlternatives(
            subject=f"【{settings.WAGTAIL_SITE_NAME}】{subject}",
            body=render_to_string("notices/mail.txt", context),
            to=[delivery.address],
            headers=_headers(delivery),
        )
        message.attach_alternative(render_to_string("notices/mail.html", context), "text/html")
        return message


def _context(delivery: Delivery, subject: str) -> dict:
    notice = delivery.notice
    body = notice.body if notice else delivery.body
    can_choose = notice is not None and delivery.kind not in ALWAYS_BY_EMAIL
    return {
        "site": settings.WAGTAIL_SITE_NAME,
        "home": absolute("/"),
        "name": notice.user.get_full_name() if notice else "",
        "subject": subject,
        "body": body,
        "body_html": _with_own_links(body),
        "link": absolute(notice.url) if notice else "",
        "choices": absolute(reverse("notice-choices")) if can_choose else "",
    }


def _headers(delivery: Delivery) -> dict[str, str]:
    """Two attempts of which both arrived carry one Message-ID, by which mail programs tell them."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    return {
        "Message-ID": f"<delivery-{delivery.pk}-{delivery.created_at:%Y%m%d%H%M%S%f}@{host}>",
        "Auto-Submitted": "auto-generated",
    }


def _with_own_links(text: str) -> SafeString:
    """The text escaped, with addresses of this site as links; any other stays text."""
    own = re.escape(absolute("/"))
    parts = re.split(rf"({own}[!-~]*)", text)
    return format_html_join("", "{}", ((_link(part, index),) for index, part in enumerate(parts)))


def _link(part: str, index: int) -> str | SafeString:
    return format_html('<a href="{}">{}</a>', part, part) if index % 2 else part
