"""What a teacher fills in about a claim, and what reviewers answer."""

from django import forms
from django.utils.translation import gettext_lazy

from credits.claims.models import Claim, ClaimKind
from credits.claims.services.drafting import FIELDS
from credits.enums import Category, Level, Mode


def styled(form: forms.Form) -> None:
    """Gives each field of the form the look of the site's controls."""
    for field in form.fields.values():
        is_choice = isinstance(field.widget, forms.Select)
        field.widget.attrs.setdefault("class", "form-select" if is_choice else "form-control")


def _day(label) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("日期有误，例如 2026-03-08。")},
    )


class ClaimForm(forms.ModelForm):
    """Everything may be left empty: a draft is kept as it is typed."""

    kind = forms.ModelChoiceField(
        label=gettext_lazy("申报类别"),
        queryset=ClaimKind.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("请从列表中选择申报类别。")},
    )
    starts_on = _day(gettext_lazy("开始日期"))
    ends_on = _day(gettext_lazy("结束日期"))
    hours = forms.DecimalField(
        label=gettext_lazy("学时"),
        required=False,
        min_value=0,
        max_value=2000,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
        help_text=gettext_lazy("1 学时为 45 分钟，按 0.5 学时填写，不足的舍去。"),
        error_messages={
            "invalid": gettext_lazy("学时填写有误，例如 16 或 7.5。"),
            "min_value": gettext_lazy("学时须大于 0。"),
            "max_value": gettext_lazy("学时过多，请核对。"),
            "max_decimal_places": gettext_lazy("学时按 0.5 填写，例如 7.5。"),
            "max_digits": gettext_lazy("学时过多，请核对。"),
        },
    )
    level = forms.ChoiceField(
        label=gettext_lazy("培训级别"),
        required=False,
        choices=[("", gettext_lazy("请选择")), *Level.choices],
        error_messages={"invalid_choice": gettext_lazy("请从列表中选择培训级别。")},
    )
    category = forms.ChoiceField(
        label=gettext_lazy("培训内容"),
        required=False,
        choices=[("", gettext_lazy("请选择")), *Category.choices],
        error_messages={"invalid_choice": gettext_lazy("请从列表中选择培训内容。")},
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("培训形式"),
        required=False,
        choices=Mode.choices,
        error_messages={"invalid_choice": gettext_lazy("请从列表中选择培训形式。")},
    )

    class Meta:
        model = Claim
        fields = FIELDS
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": gettext_lazy("按证书上的名称填写。"),
            "organiser": gettext_lazy("按证书落款填写。"),
            "certificate_no": gettext_lazy("没有编号的不填。"),
            "note": gettext_lazy("需要向审核人说明的情况。请勿填写学生个人信息。"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = ClaimKind.objects.active()
        if self.instance.kind_id:
            known = known | ClaimKind.objects.filter(pk=self.instance.kind_id)
        self.fields["kind"].queryset = known
        styled(self)

    def clean_mode(self):
        return self.cleaned_data["mode"] or Mode.ONSITE

    @property
    def sound(self) -> dict:
        """The values of the fields that are right, for a draft of which others are not yet."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}


class ReasonForm(forms.Form):
    """A step that needs a reason."""

    reason = forms.CharField(
        label=gettext_lazy("理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={
            "required": gettext_lazy("请填写理由。"),
            "max_length": gettext_lazy("理由最多 300 字，请删减。"),
        },
    )
