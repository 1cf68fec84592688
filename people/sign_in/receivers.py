"""What follows from the events of signing in: the history, and word to the person.

Connected in SignInConfig.ready; the events are Django's and allauth's own.
"""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as social
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.clock import now
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.access_log.origin import client_address
from people.notices.enums import NoticeKind
from people.notices.services.notifying import notify
from people.sign_in.accounts import as_typed
from people.sign_in.agents import browser_in_words
from people.sign_in.attempts import forget_attempts
from people.sign_in.codes import take_step
from people.sign_in.devices import device_of, remember_device
from people.sign_in.letters import in_chinese
from people.sign_in.records import methods_in_words, note, note_failure, provider_name

# In a session: when it began, and when it was last used. Its limits are counted from them.
SINCE, SEEN = "signed_in_at", "seen_at"


@receiver(user_logged_in)
def note_beginning(request, **kwargs):
    request.session[SINCE] = request.session[SEEN] = int(now().timestamp())


@receiver(account.user_logged_in)
def note_sign_in(request, user, **kwargs):
    with in_chinese():
        is_new = not device_of(request).knows(user)
        if is_new and _signed_in_before(user):
            _tell_of_device(request, user)
        remember_device(request, user)
        note(Action.SIGNED_IN, request, user, methods_in_words(request, user))


@receiver(user_logged_out)
def note_sign_out(request, user, **kwargs):
    if user is not None:
        note(Action.SIGNED_OUT, request, user)


@receiver(account.password_changed)
@receiver(account.password_set)
@receiver(account.password_reset)
def note_password(request, user, signal, **kwargs):
    with in_chinese():
        by_mail = signal is account.password_reset
        what = _("通过邮件重设密码") if by_mail else _("修改密码")
        note(Action.PASSWORD, request, user, what)
        tell(user, NoticeKind.PASSWORD_CHANGED, request, _("您的密码已修改"), what)
    forget_attempts(f"account:{user.pk}")
    if not by_mail:
        remember_device(request, user)


@receiver(account.email_changed)
def note_primary_email(request, user, from_email_address, to_email_address, **kwargs):
    with in_chinese():
        note(Action.CHANGED, request, user, _("更换常用邮箱"))
        if from_email_address is not None and from_email_address.verified:
            old = from_email_address.email
            tell(user, NoticeKind.ACCOUNT, request, _("您的常用邮箱已更换"), "", email=old)


@receiver(account.email_removed)
def note_removed_email(request, user, email_address, **kwargs):
    with in_chinese():
        note(Action.CHANGED, request, user, _("移除邮箱"))
        if email_address.verified:
            removed = email_address.email
            tell(user, NoticeKind.ACCOUNT, request, _("您的一个邮箱已移除"), "", email=removed)


@receiver(mfa.authenticator_added)
@receiver(mfa.authenticator_removed)
@receiver(mfa.authenticator_reset)
def note_factor(request, user, authenticator, signal, **kwargs):
    with in_chinese():
        verb = {
            mfa.authenticator_added: _("启用"),
            mfa.authenticator_removed: _("停用"),
            mfa.authenticator_reset: _("重新生成"),
        }[signal]
        what = _("%(verb)s：%(factor)s") % {"verb": verb, "factor": _factor_in_words(authenticator)}
        note(Action.SECOND_FACTOR, request, user, what)
        if authenticator.type != Authenticator.Type.RECOVERY_CODES:
            tell(user, NoticeKind.ACCOUNT, request, _("您的双因素验证有变动"), what)


@receiver(mfa.authenticator_added)
def use_up_first_code(request, authenticator, **kwargs):
    """The code that an app was set up with opens nothing afterwards."""
    if authenticator.type == Authenticator.Type.TOTP:
        take_step(authenticator, as_typed(request.POST.get("code", "")))


@receiver(mfa.authentication_failed)
def note_wrong_code(request, user, **kwargs):
    with in_chinese():
        note_failure(request, user, _("验证码不正确"))


@receiver(social.social_account_added)
def note_linked(request, sociallogin, **kwargs):
    with in_chinese():
        name = provider_name(request, sociallogin.account.provider)
        what = _("关联单点登录：%(name)s") % {"name": name}
        note(Action.CHANGED, request, sociallogin.user, what)
        tell(sociallogin.user, NoticeKind.ACCOUNT, request, _("您的账号关联了单点登录"), what)


@receiver(social.social_account_removed)
def note_unlinked(request, socialaccount, **kwargs):
    with in_chinese():
        name = provider_name(request, socialaccount.provider)
        what = _("取消关联单点登录：%(name)s") % {"name": name}
        note(Action.CHANGED, request, socialaccount.user, what)
        tell(socialaccount.user, NoticeKind.ACCOUNT, request, _("您的账号取消了单点登录"), what)


def tell(user, kind, request, title: str, what: str, *, email: str | None = None) -> None:
    """A notice about the account, with when and from where, and what to do if it was not them."""
    body = _("%(what)s\n%(place)s\n\n如果不是您本人操作，请立即修改密码，并结束其他会话。") % {
        "what": what,
        "place": _place(request),
    }
    notify(user, kind, title=title, body=body, url=reverse("account-security"), email=email)


def _tell_of_device(request, user) -> None:
    tell(
        user, NoticeKind.NEW_DEVICE, request, _("您的账号在新设备登录"), _("首次使用这台设备登录。")
    )


def _place(request) -> str:
    return _("时间：%(time)s\n地址：%(address)s\n浏览器：%(browser)s") % {
        "time": timezone.localtime(now()).strftime("%Y-%m-%d %H:%M"),
        "address": client_address(request) or _("未知"),
        "browser": browser_in_words(request.headers.get("User-Agent", "")),
    }


def _signed_in_before(user) -> bool:
    return AccessRecord.objects.filter(actor=user, action=Action.SIGNED_IN).exists()


def _factor_in_words(authenticator) -> str:
    match authenticator.type:
        case Authenticator.Type.TOTP:
            return _("身份验证器")
        case Authenticator.Type.WEBAUTHN:
            return _("通行密钥“%(name)s”") % {"name": authenticator.wrap().name}
    return _("恢复码")
