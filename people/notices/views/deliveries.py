"""For whoever keeps the site running: what did not go out, what was not done, and starting over."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from common.clock import now
from people.notices.backlog import overdue_since, stuck_tasks, task_counts, tasks
from people.notices.models import Delivery
from people.notices.services.mending import run_again, send_again, send_all_again
from people.notices.tables import DeliveryTable, TaskTable
from people.roles import MANAGE_SITE
from people.views.access import AbilityRequiredMixin

A_DAY = timedelta(hours=24)
# The lists, by the name in the address or in their class.
STUCK, ALL, TASKS = "stuck", "all", "tasks"


class KeeperListView(AbilityRequiredMixin, TemplateView):
    """The figures and the tabs that the lists share."""

    ability = MANAGE_SITE
    template_name = "notices/deliveries.html"
    shown: str

    def deliveries(self):
        return Delivery.objects.visible_to(self.request.user).for_list()

    def get_context_data(self, **kwargs):
        mail = self.deliveries().counts(overdue_since(), sent_since=now() - A_DAY)
        jobs = task_counts()
        return super().get_context_data(
            mail=mail, jobs=jobs, tabs=self.tabs(mail, jobs), shown=self.shown, **kwargs
        )

    def tabs(self, mail: dict[str, int], jobs: dict[str, int]) -> list[dict]:
        stuck, lame = reverse("deliveries"), reverse("delivery-tasks")
        found = (
            (STUCK, _("待处理的邮件"), stuck, mail["stuck"]),
            (ALL, _("全部邮件"), f"{stuck}?show={ALL}", mail["all"]),
            (TASKS, _("待处理的任务"), lame, jobs["stuck"]),
        )
        return [
            {"label": label, "href": href, "count": count, "current": name == self.shown}
            for name, label, href, count in found
        ]


class DeliveryListView(KeeperListView):
    @property
    def shown(self) -> str:
        return ALL if self.request.GET.get("show") == ALL else STUCK

    def get_context_data(self, **kwargs):
        if self.shown == ALL:
            rows, empty = self.deliveries(), _("还没有发送过邮件")
        else:
            rows, empty = self.deliveries().stuck(overdue_since()), _("没有需要处理的邮件")
        table = DeliveryTable(rows, empty_title=empty).arranged(self.request)
        return super().get_context_data(table=table, **kwargs)


class TaskListView(KeeperListView):
    shown = TASKS

    def get_context_data(self, **kwargs):
        table = TaskTable(stuck_tasks()).arranged(self.request)
        return super().get_context_data(table=table, **kwargs)


class KeeperStepView(AbilityRequiredMixin, View):
    ability = MANAGE_SITE
    http_method_names = ["post"]


class SendAgainView(KeeperStepView):
    def post(self, request, pk: int):
        deliveries = Delivery.objects.visible_to(request.user).for_list()
        if send_again(get_object_or_404(deliveries, pk=pk), by=request.user):
            messages.success(request, _("已重新提交，稍后由后台发送。"))
        else:
            messages.info(request, _("没有重新提交：这封邮件已经发送，或正在发送。"))
        return HttpResponseRedirect(reverse("deliveries"))


class SendAllAgainView(KeeperStepView):
    def post(self, request):
        count = send_all_again(by=request.user)
        if count:
            text = ngettext("已重新提交 %(count)s 封邮件。", "已重新提交 %(count)s 封邮件。", count)
            messages.success(request, text % {"count": count})
        else:
            messages.info(request, _("没有可以重新发送的邮件。"))
        return HttpResponseRedirect(reverse("deliveries"))


class RunAgainView(KeeperStepView):
    def post(self, request, pk):
        if run_again(get_object_or_404(tasks(), pk=pk), by=request.user):
            messages.success(request, _("已重新提交，稍后由后台执行。"))
        else:
            messages.info(request, _("没有重新提交：这项任务已在排队、执行中或已完成。"))
        return HttpResponseRedirect(reverse("delivery-tasks"))
