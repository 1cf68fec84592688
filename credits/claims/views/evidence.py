"""Evidence as it is opened: by the teacher, the reviewers and the auditors, each opening logged (C3)."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import View

from credits.claims.models import Evidence
from credits.claims.services.evidence import file_of
from people.access_log.origin import origin_of
from people.access_log.services.recording import record_opening
from people.access_log.wording import log_language

TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
}
PICTURES = ("preview", "thumbnail")


class EvidenceView(LoginRequiredMixin, View):
    """`part` is the file itself, always handed over as a download, or a picture of it."""

    def get(self, request, pk, part: str):
        found = Evidence.objects.visible_to(request.user).select_related("claim")
        evidence = get_object_or_404(found, pk=pk)
        self.log(evidence)
        try:
            file = file_of(evidence, part).open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        kind = TYPES["webp" if part in PICTURES else evidence.suffix]
        response = FileResponse(file, content_type=kind)
        name = "" if part in PICTURES else evidence.name
        response["Content-Disposition"] = (
            content_disposition_header(True, name) if name else "inline"
        )
        response["Cache-Control"] = "private, max-age=600"
        return response

    def log(self, evidence: Evidence) -> None:
        with log_language():
            what = _("“%(title)s”的佐证材料") % {"title": str(evidence.claim)}
        origin = origin_of(self.request)
        record_opening(evidence.claim.teacher_id, by=self.request.user, origin=origin, what=what)
