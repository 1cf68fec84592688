"""The audit as a file to keep: the same scope and the same look at the year as the screens.

Each file handed over leaves a row in the access log, with everybody in it.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views import View

from people.access_log.enums import Action
from people.access_log.handing_over import MOST_NAME_CHARACTERS, UNSAFE
from people.access_log.origin import origin_of
from people.access_log.services.recording import record_access
from people.models import School, Unit
from people.roles import EXPORT_AUDIT
from people.scopes import may
from training.audit.joining import join_audits
from training.audit.roster import Reach
from training.audit.rows import Audit
from training.reaches import lone_schools
from training.views.access import AuditScreenMixin

UNIT, SCHOOL = "unit", "school"


class AuditExportView(AuditScreenMixin, View):
    """`?school=` or `?unit=` (codes) narrow the file; without either it holds the whole scope."""

    content_type = ""
    suffix = ""

    def get(self, request, year):
        if not may(request.user, EXPORT_AUDIT):
            raise Http404
        extent, audit = self.chosen()
        words = {"year": year, "extent": extent[:MOST_NAME_CHARACTERS]}
        name = _("%(year)s年度心理健康教育教师核查_%(extent)s") % words
        file_name = UNSAFE.sub("_", name) + self.suffix
        data = self.make(audit, extent)
        record_access(
            Action.EXPORTED,
            by=request.user,
            origin=origin_of(request),
            what=file_name,
            teacher_ids=[row.teacher_id for row in audit.teachers],
        )
        return HttpResponse(
            data,
            content_type=self.content_type,
            headers={"Content-Disposition": content_disposition_header(True, file_name)},
        )

    def make(self, audit: Audit, extent: str) -> bytes:
        raise NotImplementedError

    def chosen(self) -> tuple[str, Audit]:
        """What the address asks for, if it is within the scope, and its name."""
        if code := self.request.GET.get(SCHOOL):
            school = self.visible(School, code)
            return school.name, self.audit(Reach.of_school(school))
        if code := self.request.GET.get(UNIT):
            unit = self.visible(Unit, code)
            return unit.display_name, self.audit(Reach.of_unit(unit))
        audits = self.audits()
        if not audits:
            raise Http404
        return self.scope_name(), join_audits(audits)

    def visible(self, model, code: str):
        if not code.isprintable():  # PostgreSQL takes no NUL
            raise Http404
        return get_object_or_404(model.objects.visible_to(self.request.user), code=code)

    def scope_name(self) -> str:
        units = [unit.display_name for unit in self.roots]
        return _("、").join([*units, *(school.name for school in lone_schools(self.scope))])


class AuditWorkbookView(AuditExportView):
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    suffix = ".xlsx"

    def make(self, audit, extent):
        from training.reports.workbook import audit_workbook  # the writers cost a second to load

        return audit_workbook(audit, extent)


class AuditDocumentView(AuditExportView):
    content_type = "application/pdf"
    suffix = ".pdf"

    def make(self, audit, extent):
        from training.reports.document import audit_document  # the writers cost a second to load

        return audit_document(audit, extent)
