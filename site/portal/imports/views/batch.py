"""One batch: the work going on, or what it would do or has done, row by row."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from django_htmx.http import HttpResponseClientRefresh

from credits.services.batches import AT_WORK
from credits.services.importing import refusal_from_json
from people.enums import BatchState
from people.models import ImportBatch
from portal.imports.breakdown import (
    breakdown_of,
    differs_from_rehearsal,
    sheets_set_aside,
    totals_that_differ,
)
from portal.imports.expiry import files_deleted_on
from portal.imports.files import has_upload
from portal.imports.outcomes import badge_of_state
from portal.imports.progress import Progress, progress_of
from portal.imports.views.access import BatchMixin

WITH_ROWS = (BatchState.REHEARSED, BatchState.IMPORTED, BatchState.UNDONE)


class BatchView(BatchMixin, TemplateView):
    template_name = "imports/batch.html"

    def get_context_data(self, **kwargs):
        # Asked for first: a job that ends in between leaves a state, and no progress.
        progress = progress_of(self.kwargs["pk"])
        batch = self.get_batch()
        return super().get_context_data(
            batch=batch,
            badge=badge_of_state(BatchState(batch.state)),
            crumbs=[(_("数据导入"), reverse("imports")), (batch.file_name, "")],
            files_deleted_on=files_deleted_on(batch),
            twin=self.twin_of(batch),
            **self.context_of(batch, progress),
            **kwargs,
        )

    def context_of(self, batch: ImportBatch, progress: Progress | None) -> dict:
        if batch.state in AT_WORK:
            return {} if files_deleted_on(batch) else work_context(batch, progress)
        if batch.state == BatchState.REFUSED:
            return {"refusal": refusal_from_json(batch.report["refusal"])}
        if batch.state not in WITH_ROWS:
            return {}
        return {
            "breakdown": breakdown_of(batch, self.request.GET),
            "set_aside": sheets_set_aside(batch),
            "totals": totals_that_differ(batch),
            "differs": differs_from_rehearsal(batch),
            "foreseen": batch.report.get("foreseen"),
            "can_download_refused": batch.rejected and has_upload(batch),
        }

    def twin_of(self, batch: ImportBatch) -> ImportBatch | None:
        """An import of the very same bytes that stands."""
        if batch.state not in (BatchState.WAITING, BatchState.REHEARSED):
            return None
        batches = ImportBatch.objects.visible_to(self.request.user).for_list()
        same = batches.filter(kind=batch.kind, digest=batch.digest, state=BatchState.IMPORTED)
        return same.order_by("-imported_at").first()


class StatusView(BatchMixin, View):
    """The part of the page that is asked for every second while somebody is at work."""

    def get(self, request, pk) -> HttpResponse:
        progress = progress_of(pk)
        batch = self.get_batch()
        if batch.state not in AT_WORK:
            return HttpResponseClientRefresh()
        context = work_context(batch, progress)
        if context["seen"] == request.GET.get("seen"):
            # Nothing to exchange: the focus stays where it is.
            return HttpResponse(status=204)
        return render(request, "imports/_progress.html", {"batch": batch, **context})


def work_context(batch: ImportBatch, progress: Progress | None) -> dict:
    overdue = progress is None or progress.is_overdue
    return {
        "progress": progress,
        "overdue": overdue,
        "importing": batch.state == BatchState.CONFIRMED,
        "seen": f"{batch.state}-{overdue or progress.stage}",
    }
