"""How the list of lecturers is narrowed."""

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.classes.enums import LecturerKind
from training.classes.filters import ListFilter
from training.classes.models import Session


class LecturerFilter(ListFilter):
    q = filters.CharFilter(label=_("姓名或单位"), method="by_text")
    kind = filters.ChoiceFilter(
        label=_("来自"),
        field_name="lecturer__kind",
        choices=LecturerKind.choices,
        empty_label=_("全部"),
    )
    year = filters.ChoiceFilter(
        label=_("年度"),
        field_name="starts_at__year",
        choices=lambda: [(year, str(year)) for year in _years()],
        empty_label=_("全部"),
    )

    class Meta:
        model = Session
        fields = ["q", "kind", "year"]

    def by_text(self, sessions, name, value):
        value = value.replace("\x00", "")
        return sessions.filter(
            Q(lecturer__name__icontains=value) | Q(lecturer__organisation__icontains=value)
        )


def _years() -> list[int]:
    """Those with sessions, the latest first. One query."""
    days = Session.objects.filter(lecturer__isnull=False).dates("starts_at", "year", order="DESC")
    return [day.year for day in days]
