"""Files of many certificates: watching them being made, taking them home."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from django_htmx.http import HttpResponseClientRefresh

from common.clock import now
from credits.certificates.enums import BatchState
from credits.certificates.exceptions import BatchGoneError
from credits.certificates.jobs import run_batch_now
from credits.certificates.models import CertificateBatch
from credits.certificates.querysets import SILENCE
from credits.certificates.services.batches import SINGLES, open_file
from credits.certificates.tables import BatchTable
from people.access_log.origin import origin_of
from people.roles import MANAGE_CERTIFICATES, RUN_CLASSES
from people.scopes import may

AT_WORK = (BatchState.WAITING, BatchState.WORKING)
# A worker looks for work every second; one that is free has begun by then.
PATIENCE = timedelta(seconds=6)


class BatchScreenMixin(LoginRequiredMixin):
    """Signed out: to the log-in page. To those who have nothing to do with certificates: not there."""

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        entitled = may(user, MANAGE_CERTIFICATES) or may(user, RUN_CLASSES)
        if user.is_authenticated and not entitled:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_batch(self) -> CertificateBatch:
        batches = CertificateBatch.objects.visible_to(self.request.user)
        return get_object_or_404(batches, pk=self.kwargs["pk"])

    def back(self, batch: CertificateBatch):
        return HttpResponseRedirect(reverse("certificate-batch", args=[batch.pk]))


class BatchListView(BatchScreenMixin, TemplateView):
    template_name = "certificates/batches.html"

    def get_context_data(self, **kwargs):
        batches = CertificateBatch.objects.visible_to(self.request.user).for_list()
        table = BatchTable(batches).arranged(self.request)
        return super().get_context_data(table=table, **kwargs)


class BatchView(BatchScreenMixin, TemplateView):
    template_name = "certificates/batch.html"

    def get_context_data(self, **kwargs):
        batch = self.get_batch()
        crumbs = [
            (_("证书文件"), reverse("certificate-batches")),
            (localtime(batch.ordered_at).strftime("%Y-%m-%d %H:%M"), ""),
        ]
        return super().get_context_data(
            batch=batch,
            crumbs=crumbs,
            at_work=batch.state in AT_WORK,
            revoked=batch.count - batch.drawn - len(batch.refused),
            is_overdue=is_overdue(batch),
            **kwargs,
        )


class BatchStatusView(BatchScreenMixin, View):
    """The part of the page that is asked for every second while somebody is at work."""

    def handle_no_permission(self):
        # A part of a page must not turn into the log-in form: the whole page goes there.
        return HttpResponseClientRefresh() if self.request.htmx else super().handle_no_permission()

    def get(self, request, pk):
        batch = self.get_batch()
        if batch.state not in AT_WORK:
            return HttpResponseClientRefresh()
        context = {"batch": batch, "is_overdue": is_overdue(batch)}
        return render(request, "certificates/_progress.html", context)


class BatchContinueView(BatchScreenMixin, View):
    """Does the work now where no worker takes it up."""

    http_method_names = ["post"]

    def post(self, request, pk):
        batch = self.get_batch()
        if batch.state in AT_WORK:
            run_batch_now(batch)
        return self.back(batch)


class BatchFileView(BatchScreenMixin, View):
    """Sent as it lies on the disk, a piece at a time."""

    file = ""

    def get(self, request, pk):
        batch = self.get_batch()
        try:
            opened = open_file(batch, self.file, by=request.user, origin=origin_of(request))
        except BatchGoneError:
            messages.warning(request, _("文件已删除。需要时请重新生成，证书本身不受影响。"))
            return self.back(batch)
        values = {
            "count": batch.drawn,
            "when": localtime(batch.ready_at).strftime("%Y%m%d-%H%M"),
            "suffix": "zip" if self.file == SINGLES else "pdf",
        }
        name = _("结业证书-%(count)d份-%(when)s.%(suffix)s") % values
        response = FileResponse(opened, as_attachment=True, filename=name)
        response["Cache-Control"] = "no-store, private"
        return response


def is_overdue(batch: CertificateBatch) -> bool:
    """Whether nobody is at work, and somebody should be."""
    if batch.state == BatchState.WAITING:
        return now() - batch.ordered_at >= PATIENCE
    return batch.state == BatchState.WORKING and now() - batch.beat_at >= SILENCE
