"""The tables of the account screens, a class a list."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.clock import now
from common.tables import SiteTable
from people.activation.badges import badge_of
from people.activation.codes import last_day_before
from people.activation.enums import AccountState
from people.activation.models import ActivationCode
from people.activation.querysets import MOST_FAILURES

NONE = "—"


def moment(value) -> str:
    return date_format(localtime(value), "Y-m-d H:i")


class PeopleTable(SiteTable):
    """One row a teacher, with the columns of `with_place` and `with_account_state`."""

    caption = _("教师账号")
    empty_title = _("没有符合条件的教师")

    name = tables.Column(verbose_name=_("教师"), order_by="number")
    place = tables.Column(verbose_name=_("学校"), order_by=("place_code", "number"), default=NONE)
    account_state = tables.Column(verbose_name=_("账号状态"), order_by=("account_state", "number"))

    def render_name(self, record):
        return render_to_string("activation/_pick.html", {"teacher": record})

    def render_account_state(self, value, record):
        badge = badge_of(AccountState(value))
        note = code_note(record)
        return format_html('{}<span class="sub">{}</span>', badge, note) if note else badge


def code_note(teacher) -> str:
    """What is to be said of the live code of a teacher with `account_state`."""
    if teacher.code_until is None:
        return ""
    if teacher.code_failures >= MOST_FAILURES:
        return gettext("一次性码已锁定")
    if teacher.code_until <= now():
        return gettext("一次性码已过期")
    last_day = date_format(last_day_before(teacher.code_until), "Y-m-d")
    return gettext("一次性码有效至 %(day)s") % {"day": last_day}


class CodeTable(SiteTable):
    """The codes of one person, the newest first."""

    caption = _("发放记录")
    empty_title = _("还没有发放过")

    issued_at = tables.Column(verbose_name=_("发放时间"))
    purpose = tables.Column(verbose_name=_("类别"))
    way = tables.Column(verbose_name=_("发放方式"))
    issued_by_name = tables.Column(verbose_name=_("发放人"), default=NONE)
    last_day = tables.Column(verbose_name=_("有效期至"))
    state = tables.Column(verbose_name=_("现状"))

    class Meta:
        orderable = False

    def render_issued_at(self, value):
        return moment(value)

    def render_purpose(self, record: ActivationCode):
        return record.get_purpose_display()

    def render_way(self, record: ActivationCode):
        way = record.get_way_display()
        if not record.sent_to:
            return way
        return format_html('{}<span class="sub">{}</span>', way, record.sent_to)

    def render_last_day(self, value):
        return date_format(value, "Y-m-d")

    def render_state(self, value, record: ActivationCode):
        badge = badge_of(value)
        if record.used_at is not None:
            return format_html('{}<span class="sub">{}</span>', badge, moment(record.used_at))
        if record.revoked_at is not None:
            who = f"{moment(record.revoked_at)} {record.revoked_by_name}"
            return format_html('{}<span class="sub">{}</span>', badge, who)
        return badge


class SheetTable(SiteTable):
    """The sheets one has ordered, the newest first."""

    caption = _("激活单")
    empty_title = _("还没有打印过激活单")

    ordered_at = tables.Column(verbose_name=_("提交时间"))
    count = tables.Column(verbose_name=_("人数"))
    state = tables.Column(verbose_name=_("状态"))

    class Meta:
        orderable = False

    def render_ordered_at(self, value, record):
        return format_html(
            '<a href="{}">{}</a>', reverse("activation-sheet", args=[record.pk]), moment(value)
        )

    def render_state(self, record):
        return render_to_string("activation/_sheet_state.html", {"job": record})
