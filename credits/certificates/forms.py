"""What is typed in to check a certificate, and to say how those of a unit look."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.pdf import missing_glyphs
from credits.certificates.exceptions import BadNumberRuleError
from credits.certificates.models import CertificateTemplate
from credits.certificates.number_rules import LONGEST_NUMBER, check_rule
from credits.certificates.services.templating import IMAGES, Picture
from credits.certificates.words import RULE_PROBLEMS

ACCEPTED = "image/png,image/jpeg"
DRAWN = ("title", "title_en", "issuer", "issuer_en")


class CheckForm(forms.Form):
    number = forms.CharField(
        label=_("证书编号"),
        help_text=_("印在证书左下角二维码旁，照样输入。"),
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput(
            attrs={
                "class": "form-control form-control-lg",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


def _picture_field(label):
    return forms.FileField(
        label=label,
        required=False,
        help_text=_("PNG 或 JPEG，不超过 2 MB；底色透明的 PNG 效果最好。不上传则保留现有图片。"),
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ACCEPTED}),
    )


def _removal_field(label):
    return forms.BooleanField(
        label=label,
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class TemplateForm(forms.ModelForm):
    """`units` are those in whose name the user may have certificates issued."""

    seal_file = _picture_field(_("印章图片"))
    seal_removed = _removal_field(_("去掉现有印章"))
    signature_1_file = _picture_field(_("签发人一的签名图片"))
    signature_1_removed = _removal_field(_("去掉现有签名"))
    signature_2_file = _picture_field(_("签发人二的签名图片"))
    signature_2_removed = _removal_field(_("去掉现有签名"))

    class Meta:
        model = CertificateTemplate
        fields = (
            "unit",
            "name",
            "title",
            "title_en",
            "issuer",
            "issuer_en",
            "number_rule",
            "is_active",
        )
        help_texts = {
            "issuer": _("印在证书右下角，一般写单位全称。"),
            "number_rule": _(
                "{unit} 为单位代码，{year} 为发证年份，{seq:05d} 为五位序号。"
                "如 {unit}-{year}-{seq:05d}。修改后只用于新发的证书。"
            ),
            "is_active": _("停用后不能再用来发证，已发的证书不受影响。"),
        }

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["unit"].empty_label = None
        if self.instance.pk:
            # Numbers and names of certificates already issued tell of the unit.
            self.fields["unit"].disabled = True
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Select):
                field.widget.attrs["class"] = "form-select"
            elif isinstance(field.widget, forms.TextInput):
                field.widget.attrs["class"] = "form-control"
            elif name == "is_active":
                field.widget.attrs["class"] = "form-check-input"

    def clean_number_rule(self) -> str:
        rule = self.cleaned_data["number_rule"]
        try:
            check_rule(rule)
        except BadNumberRuleError as error:
            problem = str(RULE_PROBLEMS[error.code]).replace("%(part)s", error.part)
            raise ValidationError(problem) from error
        return rule

    def clean(self):
        for name in DRAWN:
            if missing := missing_glyphs(self.cleaned_data.get(name) or ""):
                self.add_error(
                    name,
                    ValidationError(
                        _("字库中没有“%(characters)s”，印不出来，请改用其他字。"),
                        params={"characters": missing},
                    ),
                )
        return super().clean()

    def pictures(self) -> dict[str, Picture]:
        """Those that were sent, or are to go; a valid form's."""
        found = {}
        for name in IMAGES:
            file = self.cleaned_data[f"{name}_file"]
            if file:
                found[name] = Picture(file, file.size)
            elif self.cleaned_data[f"{name}_removed"]:
                found[name] = Picture()
        return found

    @property
    def picture_rows(self) -> list[tuple]:
        """(is there one now, the field to send one, the field to take it away) of each picture."""
        return [
            (bool(getattr(self.instance, name)), self[f"{name}_file"], self[f"{name}_removed"])
            for name in IMAGES
        ]
