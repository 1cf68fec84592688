"""What is sent and what is done in the background, a class a list."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult, TaskResultStatus, get_date_max

from common.clock import now
from common.tables import NumberColumn, SiteTable
from people.notices.enums import DeliveryState
from people.notices.models import Delivery

# The styles are those that components/badge.html knows.
STATE_STYLES = {
    DeliveryState.WAITING: "on_track",
    DeliveryState.SENT: "met",
    DeliveryState.FAILED: "behind",
    DeliveryState.GIVEN_UP: "short",
}

# By path, since those of the layers above cannot be imported here; an unknown one shows its path.
TASK_LABELS = {
    "courses.media.jobs.draw_document": _("生成 PDF 预览"),
    "people.notices.jobs.send_delivery": _("发送邮件"),
    "people.sign_in.jobs.send_reset_link": _("发送重设密码的邮件"),
    "portal.imports.jobs.rehearse_upload": _("核对上传的文件"),
    "portal.imports.jobs.import_upload": _("导入入库"),
}


def _moment(value) -> str:
    return date_format(localtime(value), "Y-m-d H:i")


def _badge(code: str, label) -> str:
    return render_to_string("components/badge.html", {"code": code, "label": label})


class DeliveryTable(SiteTable):
    """One row an e-mail, without what is written in it. Addresses are masked."""

    caption = _("邮件")

    address = tables.Column(verbose_name=_("收件人"), orderable=False)
    state = tables.Column(verbose_name=_("状态"))
    attempts = NumberColumn(verbose_name=_("已试次数"))
    created_at = tables.Column(verbose_name=_("提交时间"))
    next_try_at = tables.Column(verbose_name=_("下次发送"))
    steps = tables.Column(verbose_name=_("操作"), accessor="pk", orderable=False)

    def __init__(self, rows, *, empty_title: str, **kwargs):
        self.empty_title = empty_title
        super().__init__(rows, **kwargs)

    def render_address(self, record: Delivery):
        return format_html(
            '{}<span class="sub">{}</span>', record.masked_address, record.get_kind_display()
        )

    def render_state(self, record: Delivery):
        state = DeliveryState(record.state)
        return format_html(
            '{}<span class="sub">{}</span>',
            _badge(STATE_STYLES[state], state.label),
            record.get_last_error_display(),
        )

    def render_created_at(self, value):
        return _moment(value)

    def render_next_try_at(self, record: Delivery):
        if record.state == DeliveryState.SENT:
            return format_html(
                '—<span class="sub">{}</span>',
                gettext("%(moment)s 已发送") % {"moment": _moment(record.sent_at)},
            )
        return "—" if record.state == DeliveryState.GIVEN_UP else _moment(record.next_try_at)

    def render_steps(self, record: Delivery):
        return render_to_string(
            "notices/_delivery_steps.html", {"delivery": record}, request=self.request
        )


class TaskTable(SiteTable):
    """Background tasks that are stuck, without what they were asked to do."""

    caption = _("后台任务")
    empty_title = _("没有需要处理的后台任务")

    task_path = tables.Column(verbose_name=_("任务"))
    status = tables.Column(verbose_name=_("状态"))
    enqueued_at = tables.Column(verbose_name=_("提交时间"))
    started_at = tables.Column(verbose_name=_("开始时间"), default="—")
    steps = tables.Column(verbose_name=_("操作"), accessor="pk", orderable=False)

    def render_task_path(self, value):
        return TASK_LABELS.get(value, value)

    def render_status(self, record: DBTaskResult):
        return format_html(
            '{}<span class="sub">{}</span>',
            _badge(*_task_state(record)),
            record.exception_class_path.rpartition(".")[2],
        )

    def render_enqueued_at(self, value):
        return _moment(value)

    def render_started_at(self, value):
        return _moment(value)

    def render_steps(self, record: DBTaskResult):
        waits = record.status == TaskResultStatus.READY
        return render_to_string(
            "notices/_task_steps.html", {"task": record, "waits": waits}, request=self.request
        )


def _task_state(task: DBTaskResult) -> tuple[str, str]:
    if task.status == TaskResultStatus.FAILED:
        return "short", gettext("失败")
    if task.status == TaskResultStatus.RUNNING:
        return "behind", gettext("中断")
    since = task.enqueued_at if task.run_after == get_date_max() else task.run_after
    minutes = int((now() - since).total_seconds() // 60)
    return "on_track", gettext("已等待 %(minutes)d 分钟") % {"minutes": minutes}
