"""allauth's forms in our words."""

import json
import struct
from contextlib import contextmanager

from allauth.account import forms as account
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from people.sign_in.accounts import LONGEST, as_typed
from people.sign_in.codes import CheckedCodeMixin
from people.sign_in.jobs import send_reset_link

NAME_LENGTH = 40


class OurWordsMixin:
    """Labels and hints of our own, our look, and no grey words inside the fields."""

    labels: dict = {}
    hints: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            attrs = field.widget.attrs
            attrs.pop("placeholder", None)
            is_box = isinstance(field.widget, forms.CheckboxInput)
            attrs["class"] = "form-check-input" if is_box else "form-control"
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class TwicePasswordMixin(OurWordsMixin):
    """Two fields for one new password."""

    labels = {"password1": _("新密码"), "password2": _("再输入一次新密码")}
    hints = {"password1": _("至少 10 位，不能是常用密码，也不能全是数字。可以用一句话。")}

    def clean(self):
        cleaned = forms.Form.clean(self)
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("两次输入的密码不一致。"))
        return cleaned


class LoginForm(OurWordsMixin, account.LoginForm):
    labels = {"login": _("教师编号、手机号或邮箱"), "password": _("密码")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.max_length = LONGEST
        field.widget.attrs |= {
            "maxlength": LONGEST,
            "autocomplete": "username webauthn",
            "autocapitalize": "none",
            "spellcheck": "false",
            "autofocus": not self.is_bound,
        }


class ReauthenticateForm(OurWordsMixin, account.ReauthenticateForm):
    labels = {"password": _("密码")}


class ChangePasswordForm(TwicePasswordMixin, account.ChangePasswordForm):
    labels = {**TwicePasswordMixin.labels, "oldpassword": _("当前密码")}

    def clean_oldpassword(self):
        """Wrong ones count as guesses at the account: whoever has the session may not be its owner."""
        adapter = get_account_adapter()
        if not adapter.reauthenticate(self.user, self.cleaned_data["oldpassword"]):
            raise adapter.validation_error("enter_current_password")
        return self.cleaned_data["oldpassword"]


class SetPasswordForm(TwicePasswordMixin, account.SetPasswordForm):
    pass


class ResetPasswordKeyForm(TwicePasswordMixin, account.ResetPasswordKeyForm):
    pass


class ResetPasswordForm(OurWordsMixin, account.ResetPasswordForm):
    labels = {"email": _("邮箱")}

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def save(self, request, **kwargs):
        send_reset_link.enqueue(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class AddEmailForm(OurWordsMixin, account.AddEmailForm):
    labels = {"email": _("邮箱")}


class AuthenticateForm(OurWordsMixin, CheckedCodeMixin, mfa.AuthenticateForm):
    labels = {"code": _("验证码")}
    hints = {"code": _("身份验证器显示的 6 位数字，或一个恢复码。")}


class ReauthenticateCodeForm(OurWordsMixin, CheckedCodeMixin, mfa.ReauthenticateForm):
    labels = AuthenticateForm.labels
    hints = AuthenticateForm.hints


class ActivateTOTPForm(OurWordsMixin, totp.ActivateTOTPForm):
    labels = {"code": _("验证码")}
    hints = {"code": _("身份验证器显示的 6 位数字。")}

    def clean_code(self):
        self.cleaned_data["code"] = as_typed(self.cleaned_data["code"])
        return super().clean_code()


class CredentialMixin(OurWordsMixin):
    """What a browser says of a passkey; whatever is not that is refused in words."""

    def clean_credential(self):
        if "\\u0000" in json.dumps(self.cleaned_data["credential"]):
            raise get_adapter().validation_error("incorrect_code")
        with _refused_if_malformed():
            clean = getattr(super(), "clean_credential", None)
            return clean() if clean else self.cleaned_data["credential"]

    def clean(self):
        with _refused_if_malformed():
            return super().clean()


class AddWebAuthnForm(CredentialMixin, webauthn.AddWebAuthnForm):
    labels = {"name": _("名称"), "passwordless": _("以后可以直接用它登录，不必输入密码")}
    hints = {
        "name": _("方便日后辨认，例如“办公室电脑”“我的手机”。"),
        "passwordless": _("设备须能识别指纹、人脸，或要求输入 PIN 码。"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = NAME_LENGTH
        self.fields["name"].validators.append(MaxLengthValidator(NAME_LENGTH))
        self.fields["passwordless"].initial = True


class AuthenticateWebAuthnForm(CredentialMixin, webauthn.AuthenticateWebAuthnForm):
    pass


class ReauthenticateWebAuthnForm(CredentialMixin, webauthn.ReauthenticateWebAuthnForm):
    pass


class LoginWebAuthnForm(CredentialMixin, webauthn.LoginWebAuthnForm):
    pass


class EditWebAuthnForm(OurWordsMixin, webauthn.EditWebAuthnForm):
    labels = {"name": _("名称")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].validators.append(MaxLengthValidator(NAME_LENGTH))


@contextmanager
def _refused_if_malformed():
    try:
        yield
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, struct.error) as error:
        raise get_adapter().validation_error("incorrect_code") from error
