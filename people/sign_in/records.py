"""The sign-in history: rows of the access log about a person's own account."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.models import SocialApp
from django.utils.translation import gettext as _

from people.access_log.enums import Action
from people.access_log.origin import origin_of
from people.access_log.services.recording import record_access
from people.sign_in.letters import in_chinese


def note(action: Action, request, user, what: str = "") -> None:
    """One row. `what` is kept in Chinese, and never what somebody typed."""
    with in_chinese():
        record_access(action, by=user, origin=origin_of(request), what=str(what))


def note_failure(request, account, what: str) -> None:
    """`account` is the one that was tried, None if there is none of that name."""
    note(Action.SIGN_IN_FAILED, request, account, what)


def note_lock(request, account) -> None:
    with in_chinese():
        note(Action.SIGN_IN_LOCKED, request, account, _("尝试次数过多"))


def methods_in_words(request, user) -> str:
    """By what the person showed who they are in this session, such as “密码、动态口令”."""
    words = [
        _method_in_words(request, record) for record in get_authentication_records(request, user)
    ]
    return "、".join(dict.fromkeys(word for word in words if word))


def _method_in_words(request, record: dict) -> str:
    match record["method"], record.get("type"):
        case "password", _type:
            return _("密码")
        case "mfa", "totp":
            return _("动态口令")
        case "mfa", "webauthn":
            return _("通行密钥")
        case "mfa", "recovery_codes":
            return _("恢复码")
        case "socialaccount", _type:
            return _("单点登录（%(name)s）") % {"name": provider_name(request, record["provider"])}
    return ""


def provider_name(request, provider: str) -> str:
    """What the deployment calls a provider of single sign-on; its id once it is configured no more."""
    try:
        return get_social_adapter().get_provider(request, provider).name
    except SocialApp.DoesNotExist:
        return provider
