"""How the auditor narrows the log."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.access_log.enums import Action
from people.enums import Role
from people.models import Teacher

ALL = [("", gettext_lazy("全部"))]
# Of a name that more people bear than this, the log would be read from end to end.
MOST_PEOPLE = 200


# Days that every database can put into its own clock zone.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def _day_field(label) -> forms.DateField:
    message = gettext_lazy("日期应在 2000 年至 2099 年之间。")
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(FIRST_DAY, message), MaxValueValidator(LAST_DAY, message)],
    )


class EvidenceFilter(forms.Form):
    """A GET form over rows with a moment. Unlike in other lists, what cannot be used is told of: a
    search of evidence that leaves out a condition unseen would mislead.
    """

    since = _day_field(gettext_lazy("开始日期"))
    until = _day_field(gettext_lazy("结束日期"))

    def __init__(self, data):
        super().__init__(data)
        for field in self.fields.values():
            style = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = style

    @property
    def chosen(self) -> dict[str, object]:
        """The fields that narrow, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> dict[str, str]:
        """The parameters that lead here again."""
        return {name: str(value) for name, value in self.chosen.items()}

    def clean(self):
        found = super().clean()
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", _("结束日期不能早于开始日期。"))
        return found

    def within_days(self, moment: str) -> Q:
        """Condition on the field `moment`: on the days chosen, both included."""
        condition, chosen = Q(), self.chosen
        if "since" in chosen:
            condition &= Q(**{f"{moment}__gte": _start_of(chosen["since"])})
        if "until" in chosen:
            condition &= Q(**{f"{moment}__lt": _start_of(chosen["until"] + timedelta(days=1))})
        return condition


class AccessFilter(EvidenceFilter):
    """People are looked up first, so that the log is entered at their index."""

    teacher = forms.CharField(
        label=gettext_lazy("涉及教师（姓名或编号）"), required=False, max_length=60
    )
    actor = forms.CharField(
        label=gettext_lazy("经手人（姓名或用户名）"), required=False, max_length=60
    )
    action = forms.ChoiceField(
        label=gettext_lazy("事项"), choices=[*ALL, *Action.choices], required=False
    )
    role = forms.ChoiceField(
        label=gettext_lazy("身份"), choices=[*ALL, *Role.choices], required=False
    )
    address = forms.GenericIPAddressField(label=gettext_lazy("来源地址"), required=False)

    field_order = ["teacher", "actor", "action", "role", "since", "until", "address"]

    def clean_teacher(self):
        text = self.cleaned_data["teacher"]
        self._teacher_ids = _teachers(text) if text else []
        return _few_enough(text, self._teacher_ids)

    def clean_actor(self):
        text = self.cleaned_data["actor"]
        self._actor_ids = _accounts(text) if text else []
        return _few_enough(text, self._actor_ids)

    def apply(self, records: QuerySet) -> QuerySet:
        """None at all while a field cannot be used."""
        chosen = self.chosen
        if self.errors:
            return records.none()
        if "teacher" in chosen:
            records = records.about_any_of(self._teacher_ids)
        if "actor" in chosen:
            records = records.filter(self._by_actor(chosen["actor"]))
        plain = {name: chosen[name] for name in ("action", "role", "address") if name in chosen}
        return records.filter(self.within_days("at"), **plain)

    def _by_actor(self, text: str) -> Q:
        """An account that is gone left its name in the rows; they are read through for it."""
        return Q(actor__in=self._actor_ids) if self._actor_ids else Q(actor_name=text)


def _teachers(text: str) -> list[int]:
    named = Teacher.objects.filter(Q(number=text) | Q(name__icontains=text))
    return list(named.order_by("pk").values_list("pk", flat=True)[: MOST_PEOPLE + 1])


def _accounts(text: str) -> list[int]:
    users = get_user_model().objects.annotate(full_name=Concat("last_name", "first_name"))
    named = users.filter(Q(username=text) | Q(full_name__icontains=text))
    return list(named.order_by("pk").values_list("pk", flat=True)[: MOST_PEOPLE + 1])


def _few_enough(text: str, found: list[int]) -> str:
    if len(found) > MOST_PEOPLE:
        raise forms.ValidationError(
            _("符合的人超过 %(most)s 位。请写全姓名，或改用编号、用户名。") % {"most": MOST_PEOPLE}
        )
    return text


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
