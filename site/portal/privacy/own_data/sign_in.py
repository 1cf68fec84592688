"""How a person signs in, and from where they did. Of what keeps others out, only that it is there."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from people.access_log.models import AccessRecord
from portal.privacy.own_data.section import Section, of_rows, text


def sign_in_sections(user) -> list[Section]:
    return [
        _emails(user),
        _identities(user),
        _second_factors(user),
        _sessions(user),
        _sign_ins(user),
    ]


def _emails(user) -> Section:
    columns = [
        text("email", _("邮箱"), 28),
        text("verified", _("已验证"), 10),
        text("primary", _("常用"), 10),
    ]
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    return Section("emails", _("邮箱"), columns, of_rows(addresses, columns))


def _identities(user) -> Section:
    columns = [
        text("provider", _("单点登录")),
        text("uid", _("对方标识"), 28),
        text("date_joined", _("关联时间"), 20),
        text("last_login", _("最近使用"), 20),
    ]
    accounts = SocialAccount.objects.filter(user=user).order_by("pk")
    return Section("identities", _("单点登录"), columns, of_rows(accounts, columns))


def _second_factors(user) -> Section:
    columns = [
        text("type", _("方式")),
        text("created_at", _("启用时间"), 20),
        text("last_used_at", _("最近使用"), 20),
    ]
    factors = Authenticator.objects.filter(user=user).defer("data").order_by("pk")
    words = {
        Authenticator.Type.TOTP: _("身份验证器"),
        Authenticator.Type.WEBAUTHN: _("通行密钥"),
        Authenticator.Type.RECOVERY_CODES: _("恢复码"),
    }
    rows = [(words[found], *times) for found, *times in of_rows(factors, columns)]
    return Section("second_factors", _("双因素验证"), columns, rows)


def _sessions(user) -> Section:
    columns = [
        text("created_at", _("登录时间"), 20),
        text("last_seen_at", _("最近使用"), 20),
        text("ip", _("来源地址")),
        text("user_agent", _("浏览器"), 40),
    ]
    sessions = UserSession.objects.filter(user=user).order_by("created_at", "pk")
    return Section("sessions", _("登录设备"), columns, of_rows(sessions, columns))


def _sign_ins(user) -> Section:
    columns = [
        text("at", _("时间"), 20),
        text("get_action_display", _("事项")),
        text("what", _("内容"), 40),
        text("address", _("来源地址")),
        text("agent", _("浏览器"), 40),
    ]
    records = AccessRecord.objects.sign_ins_of(user).order_by("at", "pk")
    return Section("sign_ins", _("登录记录"), columns, of_rows(records, columns))
