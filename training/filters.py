"""Narrowing the audit's lists. Rows are in memory already: no text typed here reaches a query."""

from collections.abc import Callable, Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from credits.enums import Standing, VerdictCode
from people.enums import PSYCHOLOGY_POSTS, SchoolKind
from people.models import Unit
from people.rules import BINDING, LEFT
from training.audit.rows import SchoolRow, TeacherRow

ALL = [("", _("全部"))]
YES, NO, ANY, NONE = "yes", "no", "any", "none"
STAFFING = [
    (YES, _("达标")),
    (NO, _("未达标")),
    (ANY, _("有专职或兼职教师")),
    (NONE, _("没有任何教师")),
]


def _text(label):
    return forms.CharField(label=label, required=False, max_length=60)


def _choice(label, choices=()):
    return forms.ChoiceField(label=label, choices=[*ALL, *choices], required=False)


def _found(text: str, *places: str) -> bool:
    return any(text.casefold() in place.casefold() for place in places)


def _staffed(row: SchoolRow) -> dict[str, bool]:
    somebody = row.full_time + row.part_time > 0
    return {YES: row.meets, NO: not row.meets, ANY: somebody, NONE: not somebody}


class RowFilter(forms.Form):
    """A GET form over rows. A field left empty, or filled with nonsense, narrows nothing.

    `unit` narrows what is audited rather than the rows: the view asks for it.
    """

    tests: dict[str, Callable[[object, str], bool]] = {}

    def __init__(self, data, *, units: Iterable[Unit]):
        super().__init__(data)
        self._units = {unit.code: unit for unit in units}
        if len(self._units) > 1:
            names = [(unit.code, unit.display_name) for unit in units]
            self.fields["unit"].choices = [*ALL, *names]
        else:
            del self.fields["unit"]
        for field in self.fields.values():
            style = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = style

    @property
    def chosen(self) -> dict[str, str]:
        """The fields that narrow, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def unit(self) -> Unit | None:
        return self._units.get(self.chosen.get("unit"))

    def apply(self, rows: Iterable) -> list:
        chosen = self.chosen
        tests = [(test, chosen[name]) for name, test in self.tests.items() if name in chosen]
        return [row for row in rows if all(test(row, value) for test, value in tests)]


class SchoolFilter(RowFilter):
    q = _text(_("学校名称或标识码"))
    unit = _choice(_("管理单位"))
    meets = _choice(_("教师配备"), STAFFING)
    kind = _choice(_("办学类型"), SchoolKind.choices)

    tests: dict[str, Callable[[SchoolRow, str], bool]] = {
        "q": lambda row, text: _found(text, row.name, row.code),
        "meets": lambda row, answer: _staffed(row)[answer],
        "kind": lambda row, kind: row.kind == kind,
    }


class TeacherFilter(RowFilter):
    q = _text(_("教师姓名或编号"))
    unit = _choice(_("管理单位"))
    school = _text(_("学校名称或标识码"))
    standing = _choice(_("类别"), Standing.choices)
    verdict = _choice(_("考核结果"), VerdictCode.choices)
    post = _choice(_("在岗"), [(kind.value, kind.label) for kind in PSYCHOLOGY_POSTS])

    tests: dict[str, Callable[[TeacherRow, str], bool]] = {
        "q": lambda row, text: _found(text, row.name, row.number),
        "school": lambda row, text: _found(text, row.school_name, row.school_code),
        "standing": lambda row, standing: row.standing == standing,
        "verdict": lambda row, verdict: row.standing == BINDING and row.verdict == verdict,
        "post": lambda row, kind: row.standing != LEFT and row.post_kind == kind,
    }
