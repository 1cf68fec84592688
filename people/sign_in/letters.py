"""What is written to people about their sign-in, in Chinese whatever language was on screen."""

from contextlib import contextmanager

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from people.notices.enums import NoticeKind
from people.notices.services.mailing import enqueue_mail


@contextmanager
def in_chinese():
    with translation.override(settings.LANGUAGE_CODE):
        yield


def send_confirmation(address: str, user, url: str) -> None:
    """Asks whoever reads `address` to say that it is theirs."""
    with in_chinese():
        enqueue_mail(
            address,
            kind=NoticeKind.ACCOUNT,
            subject=_("确认邮箱"),
            body=_(
                "%(name)s：\n\n"
                "您在“%(site)s”的账号中添加了这个邮箱。请打开以下链接确认，一天内有效：\n\n"
                "%(url)s\n\n"
                "如果不是您本人操作，请不要打开链接，也不必理会这封邮件。"
            )
            % {"name": user.get_full_name(), "site": settings.WAGTAIL_SITE_NAME, "url": url},
        )


def send_reset(address: str, user, url: str) -> None:
    with in_chinese():
        enqueue_mail(
            address,
            kind=NoticeKind.PASSWORD_CHANGED,
            subject=_("重设密码"),
            body=_(
                "%(name)s：\n\n"
                "有人在“%(site)s”为您的账号（%(account)s）申请重设密码。请打开以下链接设置新密码，"
                "一小时内有效，只能使用一次：\n\n"
                "%(url)s\n\n"
                "如果不是您本人申请，请不必理会，密码不会变动。"
            )
            % {
                "name": user.get_full_name(),
                "site": settings.WAGTAIL_SITE_NAME,
                "account": user.username,
                "url": url,
            },
        )
