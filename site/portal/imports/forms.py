"""What an officer fills in to hand in a file and to take a batch back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.ids import uuid7
from people.enums import BatchKind

# History rows keep a reason of 100 characters, ledger entries one of 200.
LONGEST_REASON = 100


class UploadForm(forms.Form):
    """`form_id` numbers the form, so that sending it twice is one upload.

    An empty file is let through: what is wrong with a file is said in one place.
    """

    kind = forms.ChoiceField(
        label=_("表格种类"),
        choices=BatchKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择表格种类。"),
            "invalid_choice": _("请选择表格种类。"),
        },
    )
    file = forms.FileField(
        label=_("文件"),
        help_text=_("Excel 工作簿（.xlsx）或 CSV 文件，不超过 20 MB。"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv", "class": "form-control"}),
        error_messages={
            "required": _("请选择要上传的文件。"),
            "missing": _("请选择要上传的文件。"),
            "invalid": _("请选择要上传的文件。"),
        },
    )
    form_id = forms.UUIDField(required=False, initial=uuid7, widget=forms.HiddenInput)


class UndoForm(forms.Form):
    reason = forms.CharField(
        label=_("撤销原因"),
        help_text=_("将记入修改记录，至多 100 字。"),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={
            "required": _("请填写撤销原因。"),
            "max_length": _("撤销原因至多 100 字。"),
        },
    )
