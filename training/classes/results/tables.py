"""The lists of batches, of who taught, and of what somebody taught."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.tables import NumberColumn, SiteTable
from training.classes.enums import LecturerKind
from training.classes.results.batches import Result, Sums
from training.classes.results.lecturers import Teaching
from training.classes.tables import class_badge, days_text

NONE = "—"


def mean_text(value: float | None) -> str:
    """Of 1 to 5, to one place."""
    return NONE if value is None else f"{value:.1f}"


def share_text(value: float | None) -> str:
    return NONE if value is None else f"{value:.0%}"


class BatchTable(SiteTable):
    """One row a batch, and their sums under them. Rows are results."""

    phone = "scroll"
    caption = gettext_lazy("各期情况")
    empty_title = gettext_lazy("没有培训班")

    title = tables.Column(
        verbose_name=gettext_lazy("期次"), order_by="batch_no", footer=gettext_lazy("合计")
    )
    days = tables.Column(verbose_name=gettext_lazy("时间"), accessor="starts_at", empty_values=())
    state = tables.Column(verbose_name=gettext_lazy("状态"))
    capacity = NumberColumn(
        verbose_name=gettext_lazy("名额"), footer=lambda table: table.sums.capacity
    )
    asked = NumberColumn(verbose_name=gettext_lazy("报名"), footer=lambda table: table.sums.asked)
    seated = NumberColumn(verbose_name=gettext_lazy("录取"), footer=lambda table: table.sums.seated)
    completed = NumberColumn(
        verbose_name=gettext_lazy("结业"), footer=lambda table: table.sums.completed
    )
    share = NumberColumn(verbose_name=gettext_lazy("出勤率"), empty_values=())
    hours = NumberColumn(
        verbose_name=gettext_lazy("发放学时"), footer=lambda table: table.sums.hours
    )
    useful = NumberColumn(verbose_name=gettext_lazy("对工作的帮助"), empty_values=())
    lecturing = NumberColumn(verbose_name=gettext_lazy("授课质量"), empty_values=())
    organisation = NumberColumn(verbose_name=gettext_lazy("组织安排"), empty_values=())

    def __init__(self, rows: list[Result], *, sums: Sums, **kwargs):
        self.sums = sums
        super().__init__(rows, **kwargs)

    def render_title(self, record):
        url = reverse("class-summary", args=[record.key])
        text = _("第 %(batch)s 期") % {"batch": record.batch_no}
        return format_html('<a href="{}">{}</a>', url, text)

    def render_days(self, record):
        return days_text(record.starts_at, record.ends_at)

    def render_state(self, value):
        return class_badge(value)

    def render_share(self, value):
        return share_text(value)

    def render_useful(self, value):
        return mean_text(value)

    def render_lecturing(self, value):
        return mean_text(value)

    def render_organisation(self, value):
        return mean_text(value)


class LecturerTable(SiteTable):
    """One row a person. Rows are Teaching."""

    caption = gettext_lazy("主讲人")
    empty_title = gettext_lazy("没有符合条件的主讲人")
    empty_text = gettext_lazy("场次结束后，在场次中登记的主讲人显示在这里。")

    name = tables.Column(verbose_name=gettext_lazy("姓名"))
    organisation = tables.Column(verbose_name=gettext_lazy("单位"), empty_values=())
    kind = tables.Column(verbose_name=gettext_lazy("来自"))
    class_count = NumberColumn(verbose_name=gettext_lazy("培训班"))
    sessions = NumberColumn(verbose_name=gettext_lazy("场次"))
    hours = NumberColumn(verbose_name=gettext_lazy("授课学时"))
    people = NumberColumn(verbose_name=gettext_lazy("听课人次"))
    mean = NumberColumn(verbose_name=gettext_lazy("授课质量"), empty_values=())
    years = tables.Column(verbose_name=gettext_lazy("年度"), accessor="years_text")

    def render_name(self, record: Teaching):
        url = reverse("lecturer", args=[record.key])
        return format_html('<a href="{}">{}</a>', url, record.name)

    def render_organisation(self, value):
        return value or NONE

    def render_kind(self, value):
        return LecturerKind(value).label

    def render_mean(self, value):
        return mean_text(value)


class TaughtTable(SiteTable):
    """The sessions of one person, the latest first."""

    caption = gettext_lazy("授课场次")
    empty_title = gettext_lazy("还没有结束的场次")

    starts_at = tables.Column(verbose_name=gettext_lazy("时间"))
    title = tables.Column(verbose_name=gettext_lazy("内容"))
    training_class = tables.Column(
        verbose_name=gettext_lazy("培训班"),
        accessor="training_class__full_title",
        order_by="training_class__title",
    )
    category = tables.Column(verbose_name=gettext_lazy("培训内容"))

    def render_starts_at(self, record):
        starts, ends = localtime(record.starts_at), localtime(record.ends_at)
        return f"{starts:%Y-%m-%d %H:%M}–{ends:%H:%M}"

    def render_training_class(self, record):
        held = record.training_class
        return format_html(
            '<a href="{}">{}</a>', reverse("class-desk", args=[held.pk]), held.full_title
        )

    def render_category(self, record):
        return record.get_category_display()
