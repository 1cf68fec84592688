"""How the list of accounts is narrowed."""

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from people.activation.enums import AccountState
from people.activation.states import held_posts
from people.models import Teacher
from people.roles import MANAGE_ACCOUNTS
from people.scopes import scope_of


class PeopleFilter(forms.Form):
    """A GET form over teachers with `account_state`. What is empty or nonsense narrows nothing."""

    q = forms.CharField(label=_("教师姓名或编号"), required=False, max_length=60)
    school = forms.CharField(label=_("学校名称或标识码"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("账号状态"), choices=[("", _("全部")), *AccountState.choices], required=False
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        self._area = scope_of(user).area(MANAGE_ACCOUNTS)
        if not self._area.everywhere and len(self._area.school_ids) < 2:
            del self.fields["school"]
        for field in self.fields.values():
            style = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = style

    @property
    def chosen(self) -> dict[str, str]:
        """The fields that narrow, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def apply(self, people: QuerySet[Teacher]) -> QuerySet[Teacher]:
        chosen = self.chosen
        if text := chosen.get("q"):
            people = people.filter(Q(name__icontains=text) | Q(number__icontains=text))
        if text := chosen.get("school"):
            posts = held_posts(self._area).filter(teacher=OuterRef("pk"))
            named = Q(school__name__icontains=text) | Q(school__code__icontains=text)
            people = people.filter(Exists(posts.filter(named)))
        if state := chosen.get("state"):
            people = people.filter(account_state=state)
        return people
