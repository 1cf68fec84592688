"""The lists of claims."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clock import today
from common.tables import NumberColumn, SiteTable
from credits.claims.enums import ClaimState, DoubleCode
from credits.claims.words import state_tone


def badge(code: str, label: str) -> str:
    return format_html('<span class="badge-code badge-{}">{}</span>', code, label)


def claim_badge(claim) -> str:
    """The state; in review with the stage that has it."""
    if claim.state == ClaimState.IN_REVIEW:
        return badge(state_tone(claim.state), claim.get_stage_display())
    return badge(state_tone(claim.state), claim.get_state_display())


class _ClaimTable(SiteTable):
    title = tables.Column(verbose_name=gettext_lazy("项目名称"), empty_values=())
    kind = tables.Column(verbose_name=gettext_lazy("类别"), order_by="kind__order")
    days = tables.Column(
        verbose_name=gettext_lazy("起止日期"),
        accessor="starts_on",
        order_by="starts_on",
        empty_values=(),
    )
    hours = NumberColumn(verbose_name=gettext_lazy("学时"), default="—")

    def render_days(self, record):
        if not (record.starts_on and record.ends_on):
            return "—"
        if record.starts_on == record.ends_on:
            return f"{record.starts_on:%Y-%m-%d}"
        days = {"first": f"{record.starts_on:%Y-%m-%d}", "last": f"{record.ends_on:%Y-%m-%d}"}
        return _("%(first)s 至 %(last)s") % days


class OwnClaimTable(_ClaimTable):
    """A teacher's own claims."""

    caption = gettext_lazy("我的申报")
    empty_title = gettext_lazy("没有申报")
    empty_text = gettext_lazy("参加其他单位举办的培训后，可以在这里申报学时。")

    state = tables.Column(verbose_name=gettext_lazy("状态"))

    def render_title(self, record):
        return format_html('<a href="{}">{}</a>', reverse("claim", args=[record.pk]), str(record))

    def render_state(self, record):
        return claim_badge(record)


class ReviewTable(_ClaimTable):
    """What a reviewer has before them. `chosen` adds a tick box to what may be approved in bulk."""

    caption = gettext_lazy("学时申报")
    empty_title = gettext_lazy("没有待审核的申报")
    empty_text = gettext_lazy("教师提交的申报会显示在这里。")

    tick = tables.Column(verbose_name="", accessor="pk", orderable=False)
    teacher = tables.Column(
        verbose_name=gettext_lazy("教师"), accessor="teacher__name", order_by="teacher__name"
    )
    school = tables.Column(
        verbose_name=gettext_lazy("学校或单位"),
        accessor="school__name",
        empty_values=(),
        order_by="school__name",
    )
    due = tables.Column(
        verbose_name=gettext_lazy("办理期限"), accessor="due_on", order_by="due_on", empty_values=()
    )
    flags = tables.Column(verbose_name=gettext_lazy("提示"), orderable=False, empty_values=())
    state = tables.Column(verbose_name=gettext_lazy("状态"))

    class Meta:
        sequence = (
            "tick",
            "title",
            "teacher",
            "school",
            "kind",
            "days",
            "hours",
            "due",
            "flags",
            "state",
        )

    def __init__(self, *args, query: str = "", **kwargs):
        self.query = query
        super().__init__(*args, **kwargs)

    def render_tick(self, record):
        if record.flags or record.state != ClaimState.IN_REVIEW:
            return ""
        return format_html(
            '<input class="form-check-input" type="checkbox" name="claim" value="{}:{}" '
            'aria-label="{}">',
            record.pk,
            record.version,
            _("选择 %(name)s 的申报") % {"name": record.teacher.name},
        )

    def render_title(self, record):
        url = reverse("claim-review", args=[record.pk])
        return format_html('<a href="{}{}">{}</a>', url, self.query, str(record))

    def render_school(self, record):
        return record.school.name if record.school else record.unit.display_name

    def render_due(self, record):
        if record.due_on is None:
            return "—"
        late = (today() - record.due_on).days
        if late <= 0:
            return f"{record.due_on:%m-%d}"
        text = _("超期 %(days)s 天") % {"days": late}
        return format_html("{} {}", f"{record.due_on:%m-%d}", badge("short", text))

    def render_flags(self, record):
        if not record.flags:
            return "—"
        return badge("behind", "、".join(str(DoubleCode(code).label) for code in record.flags))

    def render_state(self, record):
        return claim_badge(record)
