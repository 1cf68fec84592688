"""Handing in a file."""

import logging

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import FormView

from common.upload_handler import CappedUploadHandler
from common.workbook_safety import LIMITS
from people.enums import BatchKind, BatchState
from portal.imports.forms import UploadForm
from portal.imports.jobs import start_job
from portal.imports.uploads import accept_upload
from portal.imports.views.access import ImportScreenMixin

logger = logging.getLogger(__name__)


@method_decorator(csrf_exempt, name="dispatch")
class UploadView(ImportScreenMixin, FormView):
    """Checked against forgery like any other: only after the body has got its own handler, because
    the check reads the body."""

    template_name = "imports/upload.html"
    form_class = UploadForm

    def post(self, request, *args, **kwargs):
        request.upload_handlers = [CappedUploadHandler(request, LIMITS.file_bytes)]
        return self._checked_post(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def _checked_post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs)

    def get_initial(self):
        kind = self.request.GET.get("kind")
        return {"kind": kind if kind in BatchKind.values else None}

    def get_context_data(self, **kwargs):
        return super().get_context_data(kinds=BatchKind, **kwargs)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_valid(self, form):
        try:
            batch, is_new = accept_upload(
                form.cleaned_data["file"],
                kind=form.cleaned_data["kind"],
                form_id=form.cleaned_data["form_id"],
                by=self.request.user,
            )
        except OSError:
            logger.exception("an upload could not be stored")
            form.add_error("file", _("服务器没能保存文件，可能是存储空间不足。请告诉管理员。"))
            return self.form_invalid(form)
        if not is_new:
            messages.info(self.request, _("这份文件刚才已经收到，没有重复登记。"))
        elif batch.state == BatchState.WAITING:
            start_job(batch)
        return HttpResponseRedirect(reverse("import-batch", args=[batch.pk]))
