"""How the lists of the import screens are narrowed."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from people.enums import BatchKind, BatchState, Vocabulary

ALL = [("", _("全部"))]


class ListFilter(forms.Form):
    """A GET form over rows. A field left empty, or filled with nonsense, narrows nothing.

    `lookups` maps each field to what it asks of the rows.
    """

    lookups: dict[str, str] = {}

    def __init__(self, data):
        super().__init__(data)
        for field in self.fields.values():
            style = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = style

    @property
    def chosen(self) -> dict[str, str]:
        """The fields that narrow, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def apply(self, rows: QuerySet) -> QuerySet:
        return rows.filter(**{self.lookups[name]: value for name, value in self.chosen.items()})


def _text(label):
    return forms.CharField(label=label, required=False, max_length=60)


def _choice(label, choices):
    return forms.ChoiceField(label=label, choices=[*ALL, *choices], required=False)


class BatchFilter(ListFilter):
    q = _text(_("文件名"))
    kind = _choice(_("表格种类"), BatchKind.choices)
    state = _choice(_("状态"), BatchState.choices)

    lookups = {"q": "file_name__icontains", "kind": "kind", "state": "state"}


class RowFilter(ListFilter):
    """Over the rows of a batch, which are no query: the view asks for `chosen`."""

    q = _text(_("在明细中查找"))


class SynonymFilter(ListFilter):
    q = _text(_("写法"))
    vocabulary = _choice(_("栏目"), Vocabulary.choices)

    lookups = {"q": "written__icontains", "vocabulary": "vocabulary"}
