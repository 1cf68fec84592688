"""Workbooks to fill in, and workbooks of refused rows to mend."""

from pathlib import PurePath

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import View

from common.refusals import FileRefusedError
from people.enums import BatchKind
from portal.imports.access_rows import log_refused_rows
from portal.imports.files import UploadLostError
from portal.imports.views.access import BatchMixin, ImportScreenMixin
from portal.imports.workbooks.blank import blank_workbook
from portal.imports.workbooks.refused import refused_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class BlankWorkbookView(ImportScreenMixin, View):
    def get(self, request, kind):
        if kind not in BatchKind.values:
            raise Http404
        name = _("%(kind)s（空白模板）.xlsx") % {"kind": BatchKind(kind).label}
        return _as_file(blank_workbook(kind), name)


class RefusedWorkbookView(BatchMixin, View):
    def get(self, request, pk):
        batch = self.get_batch()
        try:
            data = refused_workbook(batch)
        except (UploadLostError, FileRefusedError):
            raise Http404 from None
        log_refused_rows(request, batch)
        name = _("%(file)s（退回的行）.xlsx") % {"file": PurePath(batch.file_name).stem}
        return _as_file(data, name)


def _as_file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
