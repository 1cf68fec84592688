"""The lists of classes as sheets: what can be found, one's own, and those of the desk."""

from django.db.models import F
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import View

from common.clock import now
from common.spreadsheets import Book, Column, Kind
from people.access_log.handing_over import XLSX, hand_over
from people.roles import ATTEND_CLASSES, NOMINATE, RUN_CLASSES
from people.views.access import AnyAbilityMixin
from training.classes.filters import ClassFilter, DeskFilter
from training.classes.models import TrainingClass
from training.classes.reading import announced_to, own_places
from training.classes.tables import days_text


class _ListExportView(AnyAbilityMixin, View):
    """One sheet: what every list says of a class, then `more()` of its own."""

    def get(self, request):
        name = self.name()
        book = Book(title=name, issued_at=localtime(now()))
        book.add_list(name, [*_columns(), *self.more()], list(self.rows()))
        return hand_over(request, book.to_bytes(), content_type=XLSX, name=self.name)

    def name(self) -> str:
        return _("培训班")

    def more(self) -> list[Column]:
        raise NotImplementedError

    def rows(self):
        raise NotImplementedError


class FoundExportView(_ListExportView):
    """The announced classes, narrowed as on the screen."""

    abilities = (ATTEND_CLASSES, NOMINATE, RUN_CLASSES)

    def more(self):
        return [
            Column("capacity", _("名额"), Kind.COUNT),
            Column("seated", _("已录取"), Kind.COUNT),
            Column("state", _("状态"), width=12),
        ]

    def rows(self):
        classes = announced_to(self.request.user)
        filters = ClassFilter(self.request.GET, queryset=classes, request=self.request)
        for held in filters.found.order_by("-enrol_until", "-pk"):
            yield (*_cells(held, held), held.capacity, held.seated, held.get_state_display())


class OwnExportView(_ListExportView):
    """One's own classes and the 学时 they gave."""

    abilities = (ATTEND_CLASSES,)

    def name(self):
        return _("我的培训班")

    def more(self):
        return [
            Column("state", _("报名状态"), width=14),
            Column("hours", _("学时"), Kind.DECIMAL),
        ]

    def rows(self):
        places = own_places(self.request.user).select_related("training_class__unit")
        for place in places.order_by(F("starts_at").desc(nulls_last=True), "pk"):
            cells = _cells(place.training_class, place)
            yield (*cells, place.get_state_display(), place.given_hours)


class DeskExportView(_ListExportView):
    """The classes of the desk, narrowed as on the screen."""

    abilities = (RUN_CLASSES,)

    def more(self):
        return [
            Column("capacity", _("名额"), Kind.COUNT),
            Column("seated", _("已录取"), Kind.COUNT),
            Column("waiting", _("候补"), Kind.COUNT),
            Column("state", _("状态"), width=12),
        ]

    def rows(self):
        classes = TrainingClass.objects.managed_by(self.request.user).with_times().with_counts()
        classes = classes.select_related("unit")
        filters = DeskFilter(self.request.GET, queryset=classes, request=self.request)
        for held in filters.found:
            counts = (held.capacity, held.seated, held.waiting)
            yield (*_cells(held, held), *counts, held.get_state_display())


def _columns() -> list[Column]:
    return [
        Column("number", _("班号"), width=20),
        Column("title", _("培训班"), width=36),
        Column("unit", _("主办单位"), width=16),
        Column("level", _("级别")),
        Column("days", _("时间"), width=26),
    ]


def _cells(held: TrainingClass, times) -> tuple:
    """`times` is what holds `starts_at` and `ends_at`: the class, or somebody's place in it."""
    return (
        held.number,
        held.full_title,
        held.unit.display_name,
        held.get_level_display(),
        days_text(times.starts_at, times.ends_at),
    )
