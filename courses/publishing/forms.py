"""What a teacher fills in for a lesson, and what a school's administrator confirms."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.ids import uuid7
from courses.enums import FileKind, Grade, LessonKind, Licence, Topic
from courses.publishing.admin_forms import LONGEST_REASON

CHOOSE = ("", gettext_lazy("请选择"))
LONGEST_AIM = 200
MOST_AIMS = 20
LONGEST_TEXT = 20_000


def _input(**attrs):
    return forms.TextInput(attrs={"class": "form-control", **attrs})


def _area(rows: int):
    return forms.Textarea(attrs={"class": "form-control", "rows": rows})


def _select():
    return forms.Select(attrs={"class": "form-select"})


def _required(sentence):
    return {"required": sentence, "invalid_choice": sentence, "invalid": sentence}


class LessonHeadForm(forms.Form):
    """What a lesson cannot be without, even as a draft. `form_id` numbers the form."""

    title = forms.CharField(
        label=gettext_lazy("标题"),
        max_length=80,
        widget=_input(),
        error_messages={
            "required": gettext_lazy("请填写标题。"),
            "max_length": gettext_lazy("标题至多 80 字。"),
        },
    )
    grade_from = forms.TypedChoiceField(
        label=gettext_lazy("适用年级（起）"),
        choices=[CHOOSE, *Grade.choices],
        coerce=int,
        widget=_select(),
        error_messages=_required(gettext_lazy("请选择年级。")),
    )
    grade_to = forms.TypedChoiceField(
        label=gettext_lazy("适用年级（止）"),
        choices=[CHOOSE, *Grade.choices],
        coerce=int,
        widget=_select(),
        error_messages=_required(gettext_lazy("请选择年级。")),
    )
    topic = forms.ChoiceField(
        label=gettext_lazy("内容领域"),
        choices=[CHOOSE, *Topic.choices],
        widget=_select(),
        error_messages=_required(gettext_lazy("请选择内容领域。")),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("课型"),
        choices=LessonKind.choices,
        widget=_select(),
        error_messages=_required(gettext_lazy("请选择课型。")),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("课时长度（分钟）"),
        min_value=5,
        max_value=240,
        initial=40,
        widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("请填写分钟数。"),
            "invalid": gettext_lazy("请填写整数，如 40。"),
            "min_value": gettext_lazy("课时长度在 5 至 240 分钟之间。"),
            "max_value": gettext_lazy("课时长度在 5 至 240 分钟之间。"),
        },
    )
    form_id = forms.UUIDField(required=False, initial=uuid7, widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("grade_from"), cleaned.get("grade_to")
        if first and last and first > last:
            self.add_error("grade_to", _("止的年级不能低于起的年级。"))
            cleaned.pop("grade_from")
        return cleaned

    @property
    def values(self) -> dict:
        """The fields that hold something valid."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if name != "form_id"}


class LessonForm(LessonHeadForm):
    """The whole of it but the steps and the files."""

    infused_subject = forms.CharField(
        label=gettext_lazy("渗透学科"),
        required=False,
        max_length=20,
        widget=_input(),
        help_text=gettext_lazy("学科渗透课填写，例如：语文。"),
    )
    needed = forms.CharField(
        label=gettext_lazy("材料准备"),
        required=False,
        max_length=200,
        widget=_input(),
        help_text=gettext_lazy("上课前要准备的东西，用顿号隔开。"),
    )
    summary = forms.CharField(
        label=gettext_lazy("摘要"),
        required=False,
        max_length=200,
        widget=_area(2),
        help_text=gettext_lazy("一两句话，显示在列表和搜索结果中。"),
    )
    aims = forms.CharField(
        label=gettext_lazy("教学目标"),
        required=False,
        max_length=MOST_AIMS * (LONGEST_AIM + 2),
        widget=_area(4),
        help_text=gettext_lazy("一行一条，写学生能做到什么。"),
    )
    reflection = forms.CharField(
        label=gettext_lazy("教学反思"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=_area(4),
        help_text=gettext_lazy("上过之后的体会与改进。不写学生个人情况。"),
    )
    licence = forms.ChoiceField(
        label=gettext_lazy("使用许可"),
        choices=Licence.choices,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages=_required(gettext_lazy("请选择使用许可。")),
    )
    consent = forms.BooleanField(
        label=gettext_lazy(
            "我有权分享这些材料；其中没有能辨认出学生的面部、姓名和作品署名，"
            "确需出现的已取得监护人书面同意并由学校留存。"
        ),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def clean_aims(self) -> list[str]:
        aims = [line.strip() for line in self.cleaned_data["aims"].splitlines() if line.strip()]
        if len(aims) > MOST_AIMS:
            raise ValidationError(_("教学目标至多 %(most)d 条。") % {"most": MOST_AIMS})
        if any(len(aim) > LONGEST_AIM for aim in aims):
            raise ValidationError(_("每条教学目标至多 %(most)d 字。") % {"most": LONGEST_AIM})
        return aims


class StepForm(forms.Form):
    """One step of the lesson. `key` names the one it was before."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("环节名称"), required=False, max_length=60, widget=_input()
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("分钟"),
        required=False,
        min_value=1,
        max_value=180,
        widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("请填写整数，如 5。"),
            "min_value": gettext_lazy("每个环节在 1 至 180 分钟之间。"),
            "max_value": gettext_lazy("每个环节在 1 至 180 分钟之间。"),
        },
    )
    text = forms.CharField(
        label=gettext_lazy("教师做什么，学生做什么"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=_area(5),
    )
    purpose = forms.CharField(
        label=gettext_lazy("设计意图"), required=False, max_length=200, widget=_input()
    )


class FileForm(forms.Form):
    """One file more, of those that the library takes."""

    file_kind = forms.ChoiceField(
        label=gettext_lazy("文件类别"),
        choices=FileKind.choices,
        required=False,
        widget=_select(),
    )
    file = forms.FileField(
        label=gettext_lazy("文件"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={"class": "form-control", "accept": ".pdf,.docx,.pptx,.xlsx,.txt"}
        ),
        help_text=gettext_lazy("PDF、Word、PPT、Excel 或文本文件，不超过 20 MB，一次一个。"),
    )


class ApprovalForm(forms.Form):
    """What the school has looked at; each point must be confirmed."""

    no_faces = forms.BooleanField(
        label=gettext_lazy("没有能辨认出学生的面部；或已留存监护人书面同意")
    )
    no_names = forms.BooleanField(label=gettext_lazy("没有学生的姓名、学号和能辨认出个人的案例"))
    rights = forms.BooleanField(label=gettext_lazy("材料可以公开分享，使用许可填写属实"))
    version = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.points:
            field.field.error_messages["required"] = _("请核对后勾选。")
            field.field.widget.attrs["class"] = "form-check-input"

    @property
    def points(self):
        return [self[name] for name in ("no_faces", "no_names", "rights")]


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("退回原因"),
        max_length=LONGEST_REASON,
        widget=_area(4),
        help_text=gettext_lazy("写明要改什么，作者会看到。"),
        error_messages={
            "required": gettext_lazy("请写明退回的原因。"),
            "max_length": gettext_lazy("退回的原因至多 1000 字。"),
        },
    )
    version = forms.CharField(widget=forms.HiddenInput, max_length=60)
