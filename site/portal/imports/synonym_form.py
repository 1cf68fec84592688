"""A written form and what it means, checked so that it is read one way only."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.enums import Vocabulary
from people.imports.vocabulary import squeezed
from people.models import Synonym
from portal.imports.meanings import meanings, official_code

BETWEEN = ":"


class SynonymForm(forms.ModelForm):
    """`meaning` is vocabulary and code in one choice, so that the two always fit."""

    meaning = forms.ChoiceField(
        label=gettext_lazy("读作"),
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": gettext_lazy("请选择这种写法读作什么。"),
            "invalid_choice": gettext_lazy("这个栏目没有这一项，请从列表中选择。"),
        },
    )

    class Meta:
        model = Synonym
        fields = ["written"]
        labels = {"written": gettext_lazy("写法")}
        help_texts = {
            "written": gettext_lazy("名册中出现的写法。空格、全角半角和大小写不计。"),
        }
        widgets = {"written": forms.TextInput(attrs={"class": "form-control"})}
        error_messages = {
            "written": {
                "required": gettext_lazy("请填写写法。"),
                "max_length": gettext_lazy("写法至多 60 个字符。"),
            }
        }

    def __init__(self, *args, vocabulary: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(Vocabulary.choices)
        wanted = [vocabulary] if vocabulary in names else list(names)
        self.fields["meaning"].choices = [("", _("请选择"))] + [
            (
                names[name],
                [(name + BETWEEN + code, label) for code, label in self.meanings[name].items()],
            )
            for name in wanted
        ]
        if self.instance.pk:
            kept = self.instance.vocabulary + BETWEEN + self.instance.code
            self.fields["meaning"].initial = kept

    @cached_property
    def meanings(self) -> dict[str, dict[str, str]]:
        return meanings()

    def clean_written(self) -> str:
        written = self.cleaned_data["written"]
        if not squeezed(written):
            raise forms.ValidationError(_("请填写写法。"))
        return written

    def clean(self):
        cleaned = super().clean()
        if "meaning" in cleaned:
            vocabulary, _between, code = cleaned["meaning"].partition(BETWEEN)
            self.instance.vocabulary, self.instance.code = vocabulary, code
            if "written" in cleaned:
                self._refuse_second_reading(cleaned["written"])
        return cleaned

    def _refuse_second_reading(self, written: str) -> None:
        official = official_code(self.instance.vocabulary, written)
        if official is not None:
            self._refuse(_("“%(written)s”是“%(meaning)s”的正式写法，不必另加。"), written, official)
            return
        others = Synonym.objects.filter(vocabulary=self.instance.vocabulary)
        for other in others.exclude(pk=self.instance.pk):
            if squeezed(other.written) == squeezed(written):
                self._refuse(
                    _("“%(written)s”已经登记，读作“%(meaning)s”。"), other.written, other.code
                )
                return

    def _refuse(self, sentence: str, written: str, code: str) -> None:
        meaning = self.meanings[self.instance.vocabulary].get(code, code)
        self.add_error("written", sentence % {"written": written, "meaning": meaning})
