"""A teacher's certificates, and each of them as a file for whoever may see it."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from common.pdf import PdfFontError
from credits.certificates.documents import draw_certificates
from credits.certificates.models import Certificate
from credits.certificates.pdf_signing import signed
from credits.certificates.services.batches import file_name
from people.access_log.origin import origin_of
from people.access_log.services.recording import record_opening
from people.roles import SEE_OWN_YEAR
from people.views.access import AbilityRequiredMixin


class MyCertificatesView(AbilityRequiredMixin, TemplateView):
    ability = SEE_OWN_YEAR
    template_name = "certificates/mine.html"

    def get_context_data(self, **kwargs):
        certificates = Certificate.objects.of_person(self.request.user)
        return super().get_context_data(certificates=certificates, **kwargs)


class CertificatePdfView(LoginRequiredMixin, View):
    """The file of one in force; that others open it is logged before it is drawn."""

    def get(self, request, pk):
        found = Certificate.objects.visible_to(request.user).valid().select_related("template")
        certificate = get_object_or_404(found, pk=pk)
        record_opening(
            certificate.teacher_id,
            by=request.user,
            origin=origin_of(request),
            what=_("结业证书 %(number)s") % {"number": certificate.number},
        )
        try:
            pdf = signed(draw_certificates([certificate]))
        except PdfFontError as error:
            context = {"certificate": certificate, "characters": error.characters}
            return render(request, "certificates/not_drawn.html", context, status=422)
        return pdf_response(pdf, file_name(certificate))


def pdf_response(pdf: bytes, name: str, *, as_attachment: bool = True) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment, name)
    response["Cache-Control"] = "no-store, private"
    return response
