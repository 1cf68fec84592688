"""How lists of classes and of people in them are narrowed. What is empty or nonsense narrows nothing."""

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.clock import now
from common.list_filters import ListFilter
from credits.enums import Category, Level
from people.models import Unit
from training.classes.enums import ClassState, PlaceState
from training.classes.models import Place, TrainingClass


def _text(label: str, **kwargs) -> filters.CharFilter:
    return filters.CharFilter(label=label, **kwargs)


class ClassFilter(ListFilter):
    """For whoever looks for a class."""

    q = _text(_("名称、班号或主办单位"), method="by_text")
    open = filters.ChoiceFilter(
        label=_("报名"),
        method="by_open",
        choices=[("yes", _("正在报名"))],
        empty_label=_("全部"),
    )
    category = filters.ChoiceFilter(
        label=_("培训内容"),
        method="by_category",
        choices=Category.choices,
        empty_label=_("全部"),
    )
    level = filters.ChoiceFilter(label=_("培训级别"), choices=Level.choices, empty_label=_("全部"))

    class Meta:
        model = TrainingClass
        fields = ["q", "open", "category", "level"]

    def by_text(self, classes, name, value):
        value = value.replace("\x00", "")
        return classes.filter(
            Q(title__icontains=value) | Q(number__icontains=value) | Q(unit__name__icontains=value)
        )

    def by_open(self, classes, name, value):
        return classes.enrolling(now())

    def by_category(self, classes, name, value):
        return classes.filter(sessions__category=value).distinct()


class DeskFilter(ClassFilter):
    """For whoever runs classes: by state as well."""

    open = None
    state = filters.ChoiceFilter(label=_("状态"), choices=ClassState.choices, empty_label=_("全部"))
    unit = filters.ModelChoiceFilter(
        label=_("主办单位"),
        queryset=lambda request: Unit.objects.filter(
            pk__in=TrainingClass.objects.managed_by(request.user).values("unit")
        ),
        empty_label=_("全部"),
    )

    class Meta:
        model = TrainingClass
        fields = ["q", "state", "category", "level", "unit"]


class PlaceFilter(ListFilter):
    q = _text(_("姓名、编号或学校"), method="by_text")
    state = filters.ChoiceFilter(label=_("状态"), choices=PlaceState.choices, empty_label=_("全部"))

    class Meta:
        model = Place
        fields = ["q", "state"]

    def by_text(self, places, name, value):
        value = value.replace("\x00", "")
        return places.filter(
            Q(teacher__name__icontains=value)
            | Q(teacher__number__icontains=value)
            | Q(school__name__icontains=value)
        )
