"""What officers fill in about a year's plan."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from credits.enums import Category, Level
from people.enums import PostKind
from people.models import Unit
from training.classes.enums import Term
from training.classes.forms import CodesField, styled
from training.classes.models import PlannedClass

MOST_HOURS, MOST_PLACES, MOST_BUDGET = 500, 100_000, 999_999_999
WHOLE = {"required": _("请填写一个整数。"), "invalid": _("请填写一个整数，不带小数和单位。")}


class StartForm(forms.Form):
    """Whose plan of the year is to be begun."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("单位"),
        empty_label=None,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": _("请选择单位。"),
            "invalid_choice": _("请从列表中选择单位。"),
        },
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class NoteForm(forms.Form):
    """What is to be said of the whole plan."""

    note = forms.CharField(
        label=_("说明"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "form-control"}),
        help_text=_("编制依据、总体安排等，可不填。"),
        error_messages={"max_length": _("说明最多 2000 字，请删减。")},
    )


class LineForm(forms.ModelForm):
    level = forms.ChoiceField(label=_("培训级别"), choices=Level.choices)
    audience_kinds = CodesField(
        label=_("培训对象"), choices=PostKind.choices, help_text=_("不选则不限。")
    )
    category = forms.ChoiceField(
        label=_("主要培训内容"),
        choices=[choice for choice in Category.choices if choice[0] != Category.OTHER],
    )
    hours = forms.DecimalField(
        label=_("学时"),
        min_value=Decimal("0.5"),
        max_value=MOST_HOURS,
        decimal_places=1,
        help_text=_("每位学员学完全部内容可得的学时。"),
        error_messages={
            "required": _("请填写学时。"),
            "invalid": _("请填写数字，例如 16 或 7.5。"),
            "max_decimal_places": _("学时最多一位小数。"),
            "min_value": _("学时应不少于 %(limit_value)s。"),
            "max_value": _("学时应不多于 %(limit_value)s。"),
        },
    )
    term = forms.ChoiceField(label=_("时间"), choices=Term.choices)
    places = forms.IntegerField(
        label=_("名额"),
        min_value=1,
        max_value=MOST_PLACES,
        error_messages=WHOLE
        | {
            "min_value": _("名额至少是 %(limit_value)s。"),
            "max_value": _("名额最多是 %(limit_value)s。"),
        },
    )
    budget = forms.IntegerField(
        label=_("经费预算（元）"),
        required=False,
        min_value=0,
        max_value=MOST_BUDGET,
        help_text=_("整数元；尚未核定时不填。"),
        error_messages=WHOLE
        | {
            "min_value": _("经费预算不能是负数。"),
            "max_value": _("经费预算最多是 %(limit_value)s 元。"),
        },
    )

    class Meta:
        model = PlannedClass
        fields = [
            "title",
            "level",
            "category",
            "term",
            "hours",
            "places",
            "budget",
            "backbone",
            "audience_kinds",
        ]
        error_messages = {
            "title": {
                "required": _("请填写培训班名称。"),
                "max_length": _("培训班名称最多 120 字，请缩短。"),
            }
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        styled(self)
