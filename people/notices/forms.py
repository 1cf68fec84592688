from django import forms
from django.utils.translation import gettext_lazy as _

from people.notices.services.choosing import CHOOSABLE


class ChoicesForm(forms.Form):
    """Which kinds are sent by e-mail as well; those of an account's safety are not asked."""

    kinds = forms.MultipleChoiceField(
        label=_("同时发送邮件的消息"),
        required=False,
        choices=[(kind.value, kind.label) for kind in CHOOSABLE],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
