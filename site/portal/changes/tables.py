"""The list of changes. Rows are those of portal.changes.wording."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.tables import SiteTable
from people.access_log.tables import two_lines
from portal.changes.wording import Story


class ChangeTable(SiteTable):
    caption = gettext_lazy("变更记录")
    empty_title = gettext_lazy("没有符合条件的变更")

    at = tables.Column(verbose_name=gettext_lazy("时间"), attrs={"td": {"class": "log-at"}})
    who = tables.Column(verbose_name=gettext_lazy("经手人"), empty_values=())
    name = tables.Column(
        verbose_name=gettext_lazy("对象"),
        empty_values=(),
        attrs={"td": {"class": "log-text log-wide"}},
    )
    lines = tables.Column(
        verbose_name=gettext_lazy("变更前后"),
        empty_values=(),
        attrs={"td": {"class": "log-text log-wide log-lines"}},
    )

    class Meta:
        orderable = False

    def render_at(self, value):
        return date_format(localtime(value), "Y-m-d H:i:s")

    def render_who(self, record: Story):
        return two_lines(record.who or _("系统命令"), record.why)

    def render_name(self, record: Story):
        return two_lines(record.name, f"{record.kind} · {record.what}")

    def render_lines(self, record: Story):
        return render_to_string("access_log/_lines.html", {"lines": record.lines})
