"""What organisers fill in about a class."""

import re
import unicodedata
from datetime import datetime

from django import forms
from django.db.models import Q
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from credits.enums import Category, Level, Mode
from people.enums import PostKind, Stage, UnitLevel
from people.forms import PersonField
from people.models import Unit
from people.roles import RUN_CLASSES
from people.scopes import may, scope_of
from training.classes.enums import LecturerKind
from training.classes.models import Lecturer, PlannedClass, Session, TrainingClass, UnitQuota

LOCAL = "%Y-%m-%dT%H:%M"


def styled(form: forms.Form) -> None:
    """Gives each field of the form the look of the site's controls."""
    for field in form.fields.values():
        widget = field.widget
        if isinstance(widget, forms.CheckboxInput):
            widget.attrs.setdefault("class", "form-check-input")
        elif isinstance(widget, forms.CheckboxSelectMultiple):
            continue
        elif isinstance(widget, forms.Select):
            widget.attrs.setdefault("class", "form-select")
        else:
            widget.attrs.setdefault("class", "form-control")


class MomentField(forms.DateTimeField):
    """A day and a time, as the browser's own picker gives them."""

    def __init__(self, **kwargs):
        kwargs.setdefault(
            "widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
        )
        kwargs.setdefault(
            "error_messages",
            {
                "required": gettext_lazy("请填写日期和时间。"),
                "invalid": gettext_lazy("日期或时间有误，例如 2026-03-08 14:00。"),
            },
        )
        super().__init__(input_formats=[LOCAL, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)


class CodesField(forms.MultipleChoiceField):
    """Several of a coded value, as tick boxes; none ticked narrows nothing."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.CheckboxSelectMultiple, required=False, **kwargs)


class ClassForm(forms.ModelForm):
    enrol_from = MomentField(label=gettext_lazy("报名开始"))
    enrol_until = MomentField(label=gettext_lazy("报名截止"))
    online_link = forms.URLField(
        label=gettext_lazy("线上地址"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={
            "invalid": gettext_lazy("请填写完整的网址，例如 https://meeting.example.com/1。")
        },
    )
    audience_kinds = CodesField(
        label=gettext_lazy("面向岗位"),
        choices=PostKind.choices,
        help_text=gettext_lazy("不选则不限。"),
    )
    audience_stages = CodesField(
        label=gettext_lazy("面向学段"),
        choices=Stage.choices,
        help_text=gettext_lazy("不选则不限。"),
    )
    audience_units = forms.ModelMultipleChoiceField(
        label=gettext_lazy("面向单位"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("不选则不限。各单位名额另行分配。"),
    )

    GROUPS = (
        (gettext_lazy("基本信息"), ("title", "title_en", "unit", "planned", "host", "level", "mode", "batch_no", "about", "general")),
        (gettext_lazy("地点与联系"), ("place", "online_link", "contact", "contact_phone")),
        (gettext_lazy("培训对象"), ("audience_kinds", "audience_stages", "audience_units", "backbone_only")),
        (gettext_lazy("名额与报名"), ("capacity", "entry", "needs_approval", "enrol_from", "enrol_until", "accept_hours")),
        (gettext_lazy("考勤与结业"), ("needs_check_out", "min_attendance_percent", "assessment", "pass_score", "leave_rule")),
    )  # fmt: skip

    class Meta:
        model = TrainingClass
        fields = [
            "title",
            "title_en",
            "unit",
            "planned",
            "host",
            "level",
            "mode",
            "batch_no",
            "about",
            "general",
            "place",
            "online_link",
            "contact",
            "contact_phone",
            "audience_kinds",
            "audience_stages",
            "audience_units",
            "backbone_only",
            "capacity",
            "entry",
            "needs_approval",
            "enrol_from",
            "enrol_until",
            "accept_hours",
            "needs_check_out",
            "min_attendance_percent",
            "assessment",
            "pass_score",
            "leave_rule",
        ]
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        area = scope_of(user).area(RUN_CLASSES)
        units = Unit.objects.filter(area.units()).filter(level__in=[UnitLevel.CITY, UnitLevel.UNIT])
        self.fields["unit"].queryset = units
        self.fields["unit"].empty_label = None
        self.fields["planned"].queryset = PlannedClass.objects.filter(
            Q(plan__unit__in=units.values("pk"))
        ).select_related("plan")
        self.fields["planned"].empty_label = _("不在计划内")
        self.fields["audience_units"].queryset = Unit.objects.managing()
        self.fields["level"].choices = Level.choices
        self.fields["mode"].choices = Mode.choices
        styled(self)

    @property
    def groups(self):
        """(heading, bound fields), for the template."""
        return [(heading, [self[name] for name in names]) for heading, names in self.GROUPS]

    def clean(self):
        values = super().clean()
        opens, closes = values.get("enrol_from"), values.get("enrol_until")
        if opens and closes and closes <= opens:
            self.add_error("enrol_until", _("报名截止应晚于报名开始。"))
        return values


class SessionForm(forms.ModelForm):
    day = forms.DateField(
        label=gettext_lazy("日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("请填写日期。"),
            "invalid": gettext_lazy("日期有误，例如 2026-03-08。"),
        },
    )
    starts = forms.TimeField(
        label=gettext_lazy("开始时间"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("请填写时间。"),
            "invalid": gettext_lazy("时间有误，例如 14:00。"),
        },
    )
    ends = forms.TimeField(
        label=gettext_lazy("结束时间"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("请填写时间。"),
            "invalid": gettext_lazy("时间有误，例如 17:00。"),
        },
    )
    field_order = ["title", "category", "day", "starts", "ends", "lecturer", "place"]

    class Meta:
        model = Session
        fields = ["title", "category", "lecturer", "place"]

    def __init__(self, *args, training_class, **kwargs):
        super().__init__(*args, **kwargs)
        self.training_class = training_class
        self.fields["category"].choices = Category.choices
        self.fields["lecturer"].queryset = training_class.lecturers.all()
        self.fields["lecturer"].empty_label = _("未定")
        if not self.instance._state.adding:
            starts, ends = localtime(self.instance.starts_at), localtime(self.instance.ends_at)
            self.initial |= {"day": starts.date(), "starts": starts.time(), "ends": ends.time()}
        styled(self)

    def clean(self):
        values = super().clean()
        day, starts, ends = (values.get(name) for name in ("day", "starts", "ends"))
        if not (day and starts and ends):
            return values
        if ends <= starts:
            self.add_error("ends", _("结束时间应晚于开始时间。跨零点的场次请分成两场。"))
            return values
        values["starts_at"] = make_aware(datetime.combine(day, starts))
        values["ends_at"] = make_aware(datetime.combine(day, ends))
        others = self.training_class.sessions.exclude(pk=self.instance.pk)
        if others.filter(starts_at__lt=values["ends_at"], ends_at__gt=values["starts_at"]).exists():
            self.add_error("starts", _("与本班另一场次的时间重叠。"))
        return values

    def save(self, commit=True):
        session = super().save(commit=False)
        session.training_class = self.training_class
        session.starts_at = self.cleaned_data["starts_at"]
        session.ends_at = self.cleaned_data["ends_at"]
        if commit:
            session.save()
        return session


class LecturerForm(forms.ModelForm):
    class Meta:
        model = Lecturer
        fields = ["name", "kind", "organisation"]

    def __init__(self, *args, training_class, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.training_class = training_class
        self.fields["kind"].choices = LecturerKind.choices
        styled(self)

    def clean(self):
        values = super().clean()
        known = self.instance.training_class.lecturers.exclude(pk=self.instance.pk)
        named = known.filter(name=values.get("name"), organisation=values.get("organisation", ""))
        if named.exists():
            self.add_error("name", _("这位主讲人已在名单中。"))
        return values


class QuotaForm(forms.ModelForm):
    class Meta:
        model = UnitQuota
        fields = ["unit", "places"]

    def __init__(self, *args, training_class, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.training_class = training_class
        self.fields["unit"].queryset = Unit.objects.managing()
        self.fields["unit"].empty_label = None
        styled(self)


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


class PeopleForm(forms.Form):
    """People by their numbers: typed, or pasted from a list."""

    MOST = 500

    numbers = forms.CharField(
        label=gettext_lazy("教师编号"),
        widget=forms.Textarea(attrs={"rows": 8, "class": "form-control"}),
        help_text=gettext_lazy("每行一个，可以从名册中整列粘贴。"),
        error_messages={"required": gettext_lazy("请填写教师编号。")},
    )

    def clean_numbers(self) -> list[str]:
        written = re.split(
            r"[\s,，;；、]+", unicodedata.normalize("NFKC", self.cleaned_data["numbers"])
        )
        numbers = list(dict.fromkeys(number for number in written if number))
        if len(numbers) > self.MOST:
            text = _("一次最多 %(most)s 人，所填为 %(count)s 人。请分次办理。")
            raise forms.ValidationError(text % {"most": self.MOST, "count": len(numbers)})
        return numbers


class SubstituteForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("替换人的教师编号"),
        max_length=32,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": gettext_lazy("请填写教师编号。")},
    )


class MessageForm(forms.Form):
    """A message to all people of the class."""

    title = forms.CharField(
        label=gettext_lazy("标题"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": gettext_lazy("请填写标题。")},
    )
    body = forms.CharField(
        label=gettext_lazy("内容"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "form-control"}),
        error_messages={"required": gettext_lazy("请填写内容。")},
    )
    waiting = forms.BooleanField(
        label=gettext_lazy("同时发给候补人员"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class RulingForm(forms.Form):
    """The organiser's word on one presence."""

    present = forms.ChoiceField(
        label=gettext_lazy("出勤"),
        choices=[("yes", gettext_lazy("到场")), ("no", gettext_lazy("缺席"))],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    starts = forms.TimeField(
        label=gettext_lazy("到场时间"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "form-control"}, format="%H:%M"),
    )
    ends = forms.TimeField(
        label=gettext_lazy("离场时间"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "form-control"}, format="%H:%M"),
    )
    reason = forms.CharField(
        label=gettext_lazy("更正理由"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": gettext_lazy("请填写更正理由。")},
    )

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.session = session

    def clean(self):
        """Adds `starts_at` and `ends_at`, both None for an absence."""
        values = super().clean()
        if values.get("present") == "no":
            return values | {"starts_at": None, "ends_at": None}
        starts, ends = values.get("starts"), values.get("ends")
        day = localtime(self.session.starts_at).date()
        starts_at = make_aware(datetime.combine(day, starts)) if starts else self.session.starts_at
        ends_at = make_aware(datetime.combine(day, ends)) if ends else self.session.ends_at
        if ends_at <= starts_at:
            self.add_error("ends", _("离场时间应晚于到场时间。"))
        return values | {"starts_at": starts_at, "ends_at": ends_at}


class PeopleFileForm(forms.Form):
    """A list of people, with or without results."""

    file = forms.FileField(
        label=gettext_lazy("名单文件"),
        help_text=gettext_lazy(
            "Excel 或 CSV，表头含“教师编号”“姓名”，以及“序号”“学校名称”“成绩”“考核结果”中的一列。"
        ),
        widget=forms.ClearableFileInput(attrs={"class": "form-control", "accept": ".xlsx,.csv"}),
        error_messages={"required": gettext_lazy("请选择文件。")},
    )


class OrganiserForm(forms.Form):
    """Somebody who is to run the class too."""

    user = PersonField(label=gettext_lazy("教师编号或用户名"))

    def clean_user(self):
        user = self.cleaned_data["user"]
        if not may(user, RUN_CLASSES):
            raise forms.ValidationError(_("此人没有办班的权限，请先由系统管理员授予培训者等角色。"))
        return user


class AttendanceFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("签到表或会议记录"),
        help_text=gettext_lazy(
            "Excel 或 CSV。可以是纸质签到表的录入表，也可以是腾讯会议、钉钉导出的参会记录。"
        ),
        widget=forms.ClearableFileInput(attrs={"class": "form-control", "accept": ".xlsx,.csv"}),
        error_messages={"required": gettext_lazy("请选择文件。")},
    )
    meeting = forms.BooleanField(
        label=gettext_lazy("这是会议平台导出的记录"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class FeedbackForm(forms.Form):
    """Three marks from 1 to 5, and a word if somebody has one."""

    MARKS = [
        (5, gettext_lazy("非常满意")),
        (4, gettext_lazy("满意")),
        (3, gettext_lazy("一般")),
        (2, gettext_lazy("不满意")),
        (1, gettext_lazy("很不满意")),
    ]

    useful = forms.TypedChoiceField(label=gettext_lazy("对工作的帮助"), choices=MARKS, coerce=int)
    lecturing = forms.TypedChoiceField(label=gettext_lazy("授课质量"), choices=MARKS, coerce=int)
    organisation = forms.TypedChoiceField(label=gettext_lazy("组织安排"), choices=MARKS, coerce=int)
    comment = forms.CharField(
        label=gettext_lazy("意见和建议"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("可不填。不写姓名和学生个人情况。"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        styled(self)
