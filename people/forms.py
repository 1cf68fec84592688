"""Forms of the screens about roles."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clock import today
from people.enums import Role
from people.models import School, Unit, User
from people.roles import SCHOOL_ROLES, UNIT_ROLES
from people.scopes import Capacity


def _day(label, **kwargs) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}),
        error_messages={
            "invalid": gettext_lazy("请填写日期，如 2026-09-01。"),
            "required": gettext_lazy("请填写日期。"),
        },
        **kwargs,
    )


def _text(label, **kwargs) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.TextInput(attrs={"class": "form-control"}), **kwargs
    )


class PersonField(forms.CharField):
    """An account, by 教师编号 or user name."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "form-control"}))
        kwargs.setdefault("help_text", gettext_lazy("填写教师编号或用户名；对方须已激活账号。"))
        kwargs.setdefault("error_messages", {"required": gettext_lazy("请填写教师编号或用户名。")})
        super().__init__(max_length=150, **kwargs)

    def clean(self, value):
        written = super().clean(value)
        found = User.objects.filter(username=written).first()
        found = found or User.objects.filter(teacher__number=written).first()
        if found is None:
            raise ValidationError(
                _("没有找到“%(written)s”的账号，请核对编号，或请对方先激活账号。")
                % {"written": written}
            )
        return found


class GrantForm(forms.Form):
    """A role over a unit or a school; `cleaned_data` holds User, Role, Unit or School and days."""

    user = PersonField(label=gettext_lazy("授予谁"))
    role = forms.ChoiceField(
        label=gettext_lazy("角色"),
        choices=[(role.value, role.label) for role in Role if role != Role.TEACHER],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.all(),
        label=gettext_lazy("单位"),
        required=False,
        empty_label=gettext_lazy("不适用"),
        widget=forms.Select(attrs={"class": "form-select"}),
        help_text=gettext_lazy("培训者、编辑、管理单位和市教育局工作人员、安全审计员须选择。"),
    )
    school = _text(
        gettext_lazy("学校标识码"),
        required=False,
        max_length=10,
        help_text=gettext_lazy("学校管理员须填写，10 位数字。"),
    )
    starts_on = _day(gettext_lazy("生效日期"))
    ends_on = _day(gettext_lazy("失效日期"), required=False, help_text=gettext_lazy("不填为长期。"))
    reason = _text(gettext_lazy("依据"), max_length=200, required=False)

    def clean_school(self) -> School | None:
        code = self.cleaned_data["school"].strip()
        if not code:
            return None
        school = School.objects.filter(code=code).first()
        if school is None:
            raise ValidationError(
                _("没有标识码为“%(code)s”的学校，请核对后重新填写。") % {"code": code}
            )
        return school

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean(self):
        cleaned = super().clean()
        role, unit, school = (cleaned.get(name) for name in ("role", "unit", "school"))
        if role in UNIT_ROLES and not unit:
            self.add_error("unit", _("请选择这个角色负责的单位。"))
        if role in SCHOOL_ROLES and not school and "school" not in self.errors:
            self.add_error("school", _("请填写学校标识码。"))
        if role and role not in UNIT_ROLES and unit:
            self.add_error("unit", _("这个角色不按单位授予，请选择“不适用”。"))
        if role and role not in SCHOOL_ROLES and school:
            self.add_error("school", _("这个角色不按学校授予，请留空。"))
        self._check_days(cleaned.get("starts_on"), cleaned.get("ends_on"))
        return cleaned

    def _check_days(self, first: date | None, last: date | None) -> None:
        if first and last and last < first:
            self.add_error("ends_on", _("失效日期不能早于生效日期。"))
        if last and last < today():
            self.add_error("ends_on", _("失效日期已过，请重新填写。"))


class DelegationForm(forms.Form):
    """Which of one's capacities goes to whom, from when until when."""

    capacity = forms.ChoiceField(
        label=gettext_lazy("委托的工作"), widget=forms.Select(attrs={"class": "form-select"})
    )
    to = PersonField(label=gettext_lazy("受托人"))
    starts_on = _day(gettext_lazy("开始日期"))
    ends_on = _day(gettext_lazy("结束日期"), help_text=gettext_lazy("含当日，最长 180 天。"))
    reason = _text(
        gettext_lazy("事由"),
        max_length=200,
        help_text=gettext_lazy("如“外出培训”。双方可见。"),
        error_messages={"required": gettext_lazy("请填写事由。")},
    )

    def __init__(self, *args, capacities: list[tuple[Capacity, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self._capacities = {capacity.key: capacity for capacity, _label in capacities}
        self.fields["capacity"].choices = [(c.key, label) for c, label in capacities]

    def clean_capacity(self) -> Capacity:
        return self._capacities[self.cleaned_data["capacity"]]
