"""The steps an officer takes with a batch. Each is a POST and leads back to the batch."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from credits.exceptions import BatchStateError
from credits.services.batches import AT_WORK, confirm_batch, wait_again
from people.enums import BatchState
from people.models import ImportBatch
from portal.imports.access_rows import log_confirmed
from portal.imports.expiry import files_deleted_on
from portal.imports.jobs import run_job_now, start_job
from portal.imports.progress import progress_of
from portal.imports.views.access import BatchMixin


class StepView(BatchMixin, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        batch = self.get_batch()
        if files_deleted_on(batch):
            messages.info(request, _("没有执行：文件已按保存期限删除。请重新上传。"))
            return HttpResponseRedirect(reverse("import-batch", args=[batch.pk]))
        try:
            self.take(batch)
        except BatchStateError as error:
            messages.info(request, self.too_late(BatchState(error.state)))
        return HttpResponseRedirect(reverse("import-batch", args=[batch.pk]))

    def take(self, batch: ImportBatch) -> None:
        raise NotImplementedError

    def too_late(self, state: BatchState) -> str:
        return _("没有执行：这一批现在的状态是“%(state)s”。") % {"state": state.label}


class ConfirmView(StepView):
    def take(self, batch):
        with transaction.atomic():
            confirm_batch(batch, by=self.request.user)
            log_confirmed(self.request, batch)
        start_job(batch)

    def too_late(self, state):
        if state in (BatchState.CONFIRMED, BatchState.IMPORTED):
            return _("这一批已经确认过，没有重复入库。")
        return super().too_late(state)


class RehearseAgainView(StepView):
    def take(self, batch):
        wait_again(batch)
        start_job(batch)


class ContinueView(StepView):
    """Does here and now what no worker has taken up, or what a killed one left."""

    def take(self, batch):
        if batch.state not in AT_WORK:
            raise BatchStateError(batch, batch.state)
        progress = progress_of(batch.pk)
        if progress and progress.is_alive:
            messages.info(self.request, _("后台正在处理这一批，请稍候。"))
        else:
            run_job_now(batch)
