"""What a teacher fills in to activate, and what an administrator fills in to hand out codes."""

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.ids import uuid7
from people.activation.enums import Purpose

BIG = "form-control form-control-lg"


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("一次性码"),
        help_text=_("激活单上的 12 位字母和数字，不分大小写，横线可以不填。"),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "class": f"{BIG} code-field",
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "autocorrect": "off",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
        error_messages={
            "required": _("请输入激活单上的一次性码。"),
            "max_length": _("一次性码是 12 位字母和数字，请核对后重新输入。"),
        },
    )


class PersonForm(forms.Form):
    """Who the holder of the code is. Whether digits of the phone or of the number are asked, the
    page knows."""

    name = forms.CharField(
        label=_("姓名"),
        help_text=_("与花名册一致；打不出的生僻字可用“？”代替。"),
        max_length=120,
        widget=forms.TextInput(
            attrs={"class": BIG, "autocomplete": "name", "autofocus": True, "spellcheck": "false"}
        ),
        error_messages={
            "required": _("请填写姓名。"),
            "max_length": _("姓名过长，请核对后重新填写。"),
        },
    )
    last_four = forms.CharField(
        max_length=10,
        widget=forms.TextInput(attrs={"class": BIG, "autocomplete": "off"}),
        error_messages={
            "required": _("请填写末四位。"),
            "max_length": _("只填末四位。"),
        },
    )

    def __init__(self, *args, asks_phone: bool, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["last_four"]
        if asks_phone:
            field.label, field.help_text = _("手机号末四位"), _("花名册中登记的手机号。")
            field.widget.attrs["inputmode"] = "numeric"
        else:
            field.label = _("教师编号末四位")
            field.help_text = _("花名册中没有您的手机号，请填教师编号的末四位。")


class PasswordForm(forms.Form):
    """`user` is the account whose password it is going to be, saved or not."""

    password = forms.CharField(
        label=_("设置密码"),
        help_text=_("至少 10 位，不能是常用密码，也不能全是数字。可以用一句话。"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(
            attrs={"class": BIG, "autocomplete": "new-password", "autofocus": True}
        ),
        error_messages={"required": _("请设置密码。"), "max_length": _("密码最多 128 位。")},
    )
    again = forms.CharField(
        label=_("再次输入密码"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"class": BIG, "autocomplete": "new-password"}),
        error_messages={"required": _("请再次输入密码。"), "max_length": _("密码最多 128 位。")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self):
        first, second = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if first and second and first != second:
            self.add_error("again", ValidationError(_("两次输入的密码不一致，请重新输入。")))
        return self.cleaned_data


class IssueForm(forms.Form):
    """`purpose` is what the administrator saw: an account activated meanwhile is not reset."""

    purpose = forms.ChoiceField(choices=Purpose.choices, widget=forms.HiddenInput)


class MailForm(IssueForm):
    address = forms.EmailField(
        label=_("电子邮件地址"),
        help_text=_("地址只用于发送这一次，不作登记。"),
        max_length=200,
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={
            "required": _("请填写电子邮件地址。"),
            "invalid": _("电子邮件地址不完整，请核对，例如 zhang@school.edu.cn。"),
            "max_length": _("电子邮件地址过长，请核对。"),
        },
    )


class OrderForm(forms.Form):
    """`form_id` numbers the form, so that sending it twice is one order."""

    form_id = forms.UUIDField(initial=uuid7, widget=forms.HiddenInput)
