"""The lists of grants and of delegations."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clock import today
from common.tables import SiteTable
from people.models import RoleGrant
from people.services.grant_words import place_of


def state_of(grant: RoleGrant) -> str:
    """Whether the grant holds today, by its own dates and its post's."""
    if grant.ended_at:
        return _("已收回")
    day = today()
    if grant.starts_on > day:
        return _("未生效")
    return _("有效") if grant.in_force_on(day) else _("已到期")


class GrantTable(SiteTable):
    caption = gettext_lazy("授权")
    empty_title = gettext_lazy("没有符合条件的授权")

    user = tables.Column(verbose_name=gettext_lazy("人员"), order_by="user__username")
    role = tables.Column(verbose_name=gettext_lazy("角色与范围"))
    starts_on = tables.Column(verbose_name=gettext_lazy("期限"))
    state = tables.Column(verbose_name=gettext_lazy("状态"), accessor="pk", orderable=False)
    granted_by = tables.Column(
        verbose_name=gettext_lazy("授权人"), empty_values=(), orderable=False
    )
    steps = tables.Column(
        verbose_name=gettext_lazy("操作"), accessor="pk", orderable=False, empty_values=()
    )

    def __init__(self, rows, *, reader, **kwargs):
        self.reader = reader
        super().__init__(rows, **kwargs)

    def render_user(self, value):
        return format_html('{}<span class="sub">{}</span>', value.get_full_name(), value.username)

    def render_role(self, record):
        return format_html(
            '{}<span class="sub">{}</span>', record.get_role_display(), place_of(record)
        )

    def render_starts_on(self, record):
        last = record.ends_on.isoformat() if record.ends_on else _("长期")
        hangs = _("随任职终止") if record.post_id else ""
        return format_html(
            '<span class="nowrap">{} —</span> <span class="nowrap">{}</span>'
            '<span class="sub">{}</span>',
            record.starts_on.isoformat(),
            last,
            hangs,
        )

    def render_state(self, record):
        return state_of(record)

    def render_granted_by(self, record):
        by = record.granted_by.get_full_name() if record.granted_by else _("系统命令")
        return format_html('{}<span class="sub">{}</span>', by, record.reason)

    def render_steps(self, record):
        own = record.user_id == self.reader.pk and not record.on_behalf_of_id
        return render_to_string(
            "people/_grant_steps.html",
            {"grant": record, "may_end": not own and state_of(record) in (_("有效"), _("未生效"))},
            request=self.request,
        )


class DelegationTable(GrantTable):
    """Those one gave and those one received."""

    caption = gettext_lazy("工作委托")
    empty_title = gettext_lazy("还没有委托")

    granted_by = tables.Column(
        verbose_name=gettext_lazy("委托人"),
        accessor="on_behalf_of",
        empty_values=(),
        orderable=False,
    )
    user = tables.Column(verbose_name=gettext_lazy("受托人"), order_by="user__username")

    class Meta:
        sequence = ("granted_by", "user", "...")

    def render_granted_by(self, record):
        return format_html(
            '{}<span class="sub">{}</span>', record.on_behalf_of.get_full_name(), record.reason
        )
