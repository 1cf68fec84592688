"""How django-allauth looks up, lets in and writes to people here."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.access_log.origin import client_address
from people.notices.addresses import absolute, validate_internal_path
from people.sign_in.accounts import as_typed, find_account
from people.sign_in.attempts import TooManyAttemptsError, begin_attempt, forget_attempts
from people.sign_in.devices import device_of
from people.sign_in.letters import send_confirmation
from people.sign_in.records import note_failure, note_lock
from people.sign_in.turns import TooManyAtOnceError, ones_turn

# What may be done without asking for the password once more, for a while after signing in.
SIGNED_IN_BY = frozenset({"password", "mfa", "socialaccount"})


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("账号或密码不正确。请核对后重新输入。"),
        "account_inactive": _("账号或密码不正确。请核对后重新输入。"),
        "enter_current_password": _("当前密码不正确。"),
        "incorrect_password": _("密码不正确。"),
        "incorrect_code": _("验证码不正确或已经用过。请输入最新的验证码。"),
        "invalid_password_reset": _("链接无效。"),
        "duplicate_email": _("这个邮箱已经在您的账号中。"),
        "email_taken": _("这个邮箱不能使用。请换一个。"),
        "cannot_remove_primary_email": _("这是常用邮箱。请先把另一个邮箱设为常用。"),
        "max_email_addresses": _("最多可以添加 %d 个邮箱。"),
        "too_many_login_attempts": _("尝试次数过多，请稍后再试。"),
        "too_many_at_once": _("现在登录的人较多，请过几秒再试。"),
        "rate_limited": _("操作过于频繁，请稍后再试。"),
    }

    def is_open_for_signup(self, request):
        """Never: people come from the roster."""
        return False

    def authenticate(self, request, **credentials):
        """The account that the name and the password belong to, or None.

        Raises ValidationError with a sentence that tells the time, where too much was tried, and
        where too many sign in at this moment.
        """
        try:
            with ones_turn():
                return self._look_at(request, **credentials)
        except TooManyAtOnceError as error:
            raise self.validation_error("too_many_at_once") from error

    def reauthenticate(self, user, password):
        return self.authenticate(context.request, username=user.username, password=password) == user

    def _look_at(self, request, **credentials):
        name = credentials.get("username") or ""
        account = find_account(name)
        attempt = self._begin(request, name, account)
        user = authenticate(request, username=name, password=credentials.get("password"))
        if user is not None:
            attempt.succeeded()
        else:
            attempt.failed()
            note_failure(request, account, _("账号或密码不正确"))
        return user

    def _begin(self, request, name, account):
        device = device_of(request)
        known = account is not None and device.knows(account)
        address = None if known else self.get_client_ip(request)
        try:
            return begin_attempt(_key_of(name, account, device if known else None), address=address)
        except TooManyAttemptsError as error:
            note_lock(request, account)
            raise ValidationError(error.sentence, code="too_many_login_attempts") from error

    def _delete_login_attempts_cached_email(self, request, **credentials):
        """After a reset of the password: what was tried before no longer holds the owner up."""
        account = find_account(credentials.get("email", ""))
        if account is not None:
            forget_attempts(_key_of("", account, None))

    def is_reauthentication_required(self, *, app, **kwargs):
        return not signed_in_recently(context.request)

    def get_reauthentication_methods(self, user):
        words = {
            "reauthenticate": _("使用密码"),
            "mfa_reauthenticate": _("使用身份验证器或恢复码"),
            "mfa_reauthenticate:webauthn": _("使用通行密钥"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]

    def get_client_ip(self, request):
        """As the access log knows it; a socket without addresses counts as one."""
        return client_address(request) or "0.0.0.0"  # noqa: S104  # stands for none, nothing listens

    def is_safe_url(self, url):
        """Only paths of this site, whatever other hosts it answers to."""
        try:
            validate_internal_path(url)
        except ValidationError:
            return False
        return True

    def get_password_change_redirect_url(self, request):
        return reverse("account-security")

    def get_email_verification_redirect_url(self, email_address):
        return reverse(
            "account-security" if self.request.user.is_authenticated else "account_login"
        )

    def get_reset_password_from_key_url(self, key):
        uid, _dash, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return absolute(path)

    def get_email_confirmation_url(self, request, emailconfirmation):
        return absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        address = emailconfirmation.email_address
        url = self.get_email_confirmation_url(request, emailconfirmation)
        send_confirmation(address.email, address.user, url)


def signed_in_recently(request) -> bool:
    """Whether whoever asks has shown who they are within ACCOUNT_REAUTHENTICATION_TIMEOUT."""
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(record["method"] in SIGNED_IN_BY and record["at"] > since for record in records)


def _key_of(name, account, device) -> str:
    """What failures are counted under: the account, whichever of its names was typed.

    A device that the owner is known by counts apart, or strangers could lock the owner out.
    """
    if account is None:
        return f"name:{as_typed(name).lower()}"
    return f"account:{account.pk}:{device.id}" if device else f"account:{account.pk}"
