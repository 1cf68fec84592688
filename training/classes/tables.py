"""The lists of classes and of the people in them."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.tables import NumberColumn, SiteTable
from training.classes.enums import ClassState, PlaceState
from training.classes.models import Place


def badge(code: str, label: str) -> str:
    return format_html('<span class="badge-code badge-{}">{}</span>', code, label)


# The tone of each state, of those that badges have.
CLASS_TONES = {
    ClassState.ENROLLING: "on_track",
    ClassState.RUNNING: "on_track",
    ClassState.CONFIRMED: "met",
    ClassState.ARCHIVED: "met",
    ClassState.PROPOSED: "behind",
    ClassState.CLOSED: "behind",
    ClassState.CANCELLED: "short",
}
PLACE_TONES = {
    PlaceState.IN: "met",
    PlaceState.OFFERED: "behind",
    PlaceState.INVITED: "behind",
    PlaceState.REQUESTED: "behind",
    PlaceState.WAITING: "behind",
    PlaceState.REFUSED: "short",
    PlaceState.LAPSED: "short",
}


def class_badge(state: str) -> str:
    return badge(CLASS_TONES.get(state, "plain"), ClassState(state).label)


def place_badge(state: str) -> str:
    return badge(PLACE_TONES.get(state, "plain"), PlaceState(state).label)


def days_text(starts_at, ends_at) -> str:
    """ "3 月 9 日" or "3 月 9 日至 11 日": the days of a class."""
    if starts_at is None:
        return _("时间未定")
    first, last = localtime(starts_at).date(), localtime(ends_at).date()
    if first == last:
        return f"{first:%Y-%m-%d}"
    return _("%(first)s 至 %(last)s") % {
        "first": f"{first:%Y-%m-%d}",
        "last": f"{last:%m-%d}" if first.year == last.year else f"{last:%Y-%m-%d}",
    }


class ClassTable(SiteTable):
    """For whoever looks for a class. `own` holds the reader's state by key of the class."""

    caption = gettext_lazy("培训班")
    empty_title = gettext_lazy("没有符合条件的培训班")
    empty_text = gettext_lazy("可以放宽条件，或过几天再来看看。")

    title = tables.Column(verbose_name=gettext_lazy("培训班"))
    days = tables.Column(
        verbose_name=gettext_lazy("时间"),
        accessor="starts_at",
        empty_values=(),
        order_by="starts_at",
    )
    unit = tables.Column(
        verbose_name=gettext_lazy("主办单位"), accessor="unit__display_name", order_by="unit__path"
    )
    level = tables.Column(verbose_name=gettext_lazy("级别"))
    places = NumberColumn(verbose_name=gettext_lazy("名额"), accessor="seated", order_by="seated")
    state = tables.Column(verbose_name=gettext_lazy("状态"))

    def __init__(self, *args, own=None, moment=None, **kwargs):
        self.own, self.moment = own or {}, moment
        super().__init__(*args, **kwargs)

    def render_title(self, record):
        return format_html(
            '<a href="{}">{}</a>', reverse("class", args=[record.pk]), record.full_title
        )

    def render_days(self, record):
        return days_text(record.starts_at, record.ends_at)

    def render_places(self, record):
        return f"{record.seated} / {record.capacity}"

    def render_state(self, record):
        if record.pk in self.own:
            return place_badge(self.own[record.pk])
        return class_badge(record.state)


class DeskTable(ClassTable):
    """For whoever runs classes."""

    number = tables.Column(verbose_name=gettext_lazy("班号"))
    waiting = NumberColumn(verbose_name=gettext_lazy("候补"))

    class Meta:
        sequence = ("title", "number", "days", "unit", "level", "places", "waiting", "state")

    def render_title(self, record):
        return format_html(
            '<a href="{}">{}</a>', reverse("class-desk", args=[record.pk]), record.full_title
        )


class OwnPlaceTable(SiteTable):
    """The classes of one person. Rows are places with `starts_at` and `ends_at` of the class."""

    caption = gettext_lazy("我的培训班")
    empty_title = gettext_lazy("还没有报名的培训班")
    empty_text = gettext_lazy("在“培训班”中查找并报名。")

    title = tables.Column(
        verbose_name=gettext_lazy("培训班"),
        accessor="training_class__full_title",
        order_by="training_class__title",
    )
    days = tables.Column(
        verbose_name=gettext_lazy("时间"),
        accessor="starts_at",
        empty_values=(),
        order_by="starts_at",
    )
    state = tables.Column(verbose_name=gettext_lazy("状态"))
    hours = NumberColumn(
        verbose_name=gettext_lazy("学时"),
        accessor="given_hours",
        order_by="given_hours",
        default="—",
    )

    def render_title(self, record):
        url = reverse("class", args=[record.training_class_id])
        return format_html('<a href="{}">{}</a>', url, record.training_class.full_title)

    def render_days(self, record):
        return days_text(record.starts_at, record.ends_at)

    def render_state(self, record):
        return place_badge(record.state)


class PlaceTable(SiteTable):
    """The people of one class. `reasons` and actions are on the person's own screen."""

    caption = gettext_lazy("学员名单")
    empty_title = gettext_lazy("还没有学员")
    empty_text = gettext_lazy("开放报名后，学员显示在这里。")

    name = tables.Column(
        verbose_name=gettext_lazy("姓名"), accessor="teacher__name", order_by="teacher__name"
    )
    number = tables.Column(verbose_name=gettext_lazy("教师编号"), accessor="teacher__number")
    school = tables.Column(
        verbose_name=gettext_lazy("学校或单位"), accessor="school__name", empty_values=()
    )
    post_kind = tables.Column(verbose_name=gettext_lazy("岗位"))
    way = tables.Column(verbose_name=gettext_lazy("途径"))
    asked_at = tables.DateTimeColumn(verbose_name=gettext_lazy("报名时间"), format="m-d H:i")
    state = tables.Column(verbose_name=gettext_lazy("状态"))

    class Meta:
        model = Place
        fields = ()

    def render_name(self, record):
        url = reverse("class-place", args=[record.training_class_id, record.pk])
        return format_html('<a href="{}">{}</a>', url, record.teacher.name)

    def render_school(self, record):
        return record.school.name if record.school else record.unit.display_name

    def render_state(self, record):
        return place_badge(record.state)
