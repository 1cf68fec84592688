"""The lists of the access log. Texts come from rows alone: no list costs a query a row."""

from collections.abc import Mapping

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.tables import SiteTable, counted
from people.access_log.models import AccessRecord

NONE = "—"
BROKEN = {"td": {"class": "log-text"}}
WIDE = {"td": {"class": "log-text log-wide"}}


def moment_of(record: AccessRecord) -> str:
    return date_format(localtime(record.at), "Y-m-d H:i:s")


def actor_of(record: AccessRecord) -> str:
    """Who, by the name of then; a command is the system, whoever did not sign in a stranger."""
    if record.actor_name:
        return record.actor_name
    return _("未登录的访问者") if record.address else _("系统命令")


def two_lines(first: object, second: object) -> str:
    return format_html('{}<span class="log-more">{}</span>', first, second)


class LogTable(SiteTable):
    """Latest first; any other order would have to sort the whole log."""

    at = tables.Column(verbose_name=gettext_lazy("时间"), attrs={"td": {"class": "log-at"}})

    class Meta:
        orderable = False

    def render_at(self, record):
        return moment_of(record)


class ReaderTable(LogTable):
    """Who read one's record."""

    caption = gettext_lazy("谁看过我的记录")
    empty_title = gettext_lazy("还没有人看过您的记录")
    empty_text = gettext_lazy("工作人员查看、导出您的记录时，会在这里留下一条。")

    who = tables.Column(accessor="actor_name", verbose_name=gettext_lazy("经手人"), empty_values=())
    role = tables.Column(verbose_name=gettext_lazy("身份"), empty_values=())
    what = tables.Column(verbose_name=gettext_lazy("做了什么"), empty_values=(), attrs=WIDE)

    class Meta(LogTable.Meta):
        sequence = ("at", "who", "role", "what")

    def render_who(self, record):
        return actor_of(record)

    def render_role(self, record):
        return record.get_role_display() or NONE

    def render_what(self, record):
        more = record.what
        if record.people > 1:
            count = _("共涉及 %(count)s 人") % {"count": counted(record.people)}
            more = f"{more}　{count}" if more else count
        return two_lines(record.get_action_display(), more)


class AccessTable(LogTable):
    """The log as its auditor reads it. `subjects` maps the rows about one person to that person."""

    caption = gettext_lazy("访问日志")
    empty_title = gettext_lazy("没有符合条件的访问记录")

    who = tables.Column(accessor="actor_name", verbose_name=gettext_lazy("经手人"), empty_values=())
    action = tables.Column(verbose_name=gettext_lazy("事项"), attrs=BROKEN)
    whose = tables.Column(accessor="people", verbose_name=gettext_lazy("涉及教师"), empty_values=())
    path = tables.Column(verbose_name=gettext_lazy("页面"), empty_values=(), attrs=WIDE)
    address = tables.Column(verbose_name=gettext_lazy("来源地址"))

    class Meta(LogTable.Meta):
        sequence = ("at", "who", "action", "whose", "path", "address")

    def __init__(self, records, *, subjects: Mapping, **kwargs):
        self.subjects = subjects
        super().__init__(records, **kwargs)

    def render_who(self, record):
        return two_lines(actor_of(record), record.get_role_display())

    def render_action(self, record):
        return two_lines(record.get_action_display(), record.what)

    def render_whose(self, record):
        teacher = self.subjects.get(record.pk)
        if teacher:
            return two_lines(teacher.name, teacher.number)
        if not record.people:
            return NONE
        return _("%(count)s 人") % {"count": counted(record.people)}

    def render_path(self, record):
        return two_lines(record.path or NONE, record.status or "")
