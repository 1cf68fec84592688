"""What a teacher fills in about a lesson that was given."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.clock import today
from courses.enums import Grade


class UseForm(forms.Form):
    used_on = forms.DateField(
        label=_("上课日期"),
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("请填写上课日期。"),
            "invalid": _("日期有误，例如 2026-03-08。"),
        },
    )
    grade = forms.TypedChoiceField(
        label=_("年级"),
        coerce=int,
        choices=Grade.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": _("请选择年级。"), "required": _("请选择年级。")},
    )
    reflection = forms.CharField(
        label=_("使用体会"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        help_text=_("可不填。经编辑审阅后公开。不写班级、学生姓名和学生个人情况。"),
        error_messages={"max_length": _("使用体会最多 500 字，请删减。")},
    )

    def clean_used_on(self):
        day = self.cleaned_data["used_on"]
        if day > today():
            raise forms.ValidationError(_("上课日期不能晚于今天。上完课后再登记。"))
        if day.year < today().year - 1:
            raise forms.ValidationError(_("只能登记今年和去年的使用。"))
        return day


class ListForm(forms.Form):
    list_name = forms.CharField(
        label=_("清单"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "form-control", "list": "own-lists"}),
        help_text=_("不填则放入“我的收藏”。"),
        error_messages={"max_length": _("清单名称最多 40 字，请缩短。")},
    )
