"""How the certificates of a unit look: for those who answer for them."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, View
from django.views.generic import TemplateView as PageView

from common.clock import now, today
from credits.certificates.codes import site_address
from credits.certificates.documents import draw_certificates
from credits.certificates.exceptions import BadImageError
from credits.certificates.forms import TemplateForm
from credits.certificates.models import Certificate, CertificateTemplate
from credits.certificates.number_rules import number_of
from credits.certificates.permissions import units_of
from credits.certificates.services.templating import save_template
from credits.certificates.tables import TemplateTable
from credits.certificates.views.own import pdf_response
from credits.certificates.words import IMAGE_PROBLEMS
from credits.enums import Category
from people.roles import MANAGE_CERTIFICATES
from people.views.access import AbilityRequiredMixin


class TemplatesScreenMixin(AbilityRequiredMixin):
    ability = MANAGE_CERTIFICATES

    def templates(self):
        return CertificateTemplate.objects.visible_to(self.request.user).select_related("unit")


class TemplateListView(TemplatesScreenMixin, PageView):
    template_name = "certificates/templates.html"

    def get_context_data(self, **kwargs):
        table = TemplateTable(self.templates()).arranged(self.request)
        return super().get_context_data(table=table, **kwargs)


class _TemplateFormView(TemplatesScreenMixin, FormView):
    template_name = "certificates/template_form.html"
    form_class = TemplateForm

    def get_template(self) -> CertificateTemplate:
        raise NotImplementedError

    def get_form_kwargs(self):
        units = units_of(self.request.user).order_by("path")
        return super().get_form_kwargs() | {"instance": self.get_template(), "units": units}

    def get_context_data(self, **kwargs):
        template = kwargs.setdefault("form", self.get_form()).instance
        crumbs = [
            (_("证书模板"), reverse("certificate-templates")),
            (template.name if template.pk else _("新建模板"), ""),
        ]
        return super().get_context_data(template=template, crumbs=crumbs, **kwargs)

    def form_valid(self, form):
        try:
            saved = save_template(form.instance, by=self.request.user, pictures=form.pictures())
        except BadImageError as error:
            form.add_error(None, IMAGE_PROBLEMS[error.code])
            return self.form_invalid(form)
        messages.success(self.request, _("模板已保存。"))
        return HttpResponseRedirect(reverse("certificate-template", args=[saved.pk]))


class NewTemplateView(_TemplateFormView):
    def get_template(self):
        return CertificateTemplate()

    def get_initial(self):
        unit = units_of(self.request.user).order_by("path").first()
        if unit is None:
            return {}
        return {"unit": unit, "issuer": unit.name, "issuer_en": unit.name_en}


class TemplateView(_TemplateFormView):
    def get_template(self):
        return get_object_or_404(self.templates(), pk=self.kwargs["pk"])


class TemplatePreviewView(TemplatesScreenMixin, View):
    """A specimen: its code leads to the check by number, and no such number was given."""

    def get(self, request, pk):
        template = get_object_or_404(self.templates(), pk=pk)
        link = site_address(reverse("certificate-check"))
        pdf = draw_certificates([specimen(template)], link=link)
        return pdf_response(pdf, _("证书样张.pdf"), as_attachment=False)


def specimen(template: CertificateTemplate) -> Certificate:
    """A certificate of nobody, that is nowhere kept."""
    number = number_of(template.number_rule, unit=template.unit.code, year=today().year, seq=0)
    return Certificate(
        template=template,
        number=_("%(number)s（样张）") % {"number": number},
        name=_("样张"),
        title=_("心理健康教育骨干教师研修班"),
        starts_on=today() - timedelta(days=4),
        ends_on=today(),
        hours={Category.ETHICS.value: 40, Category.SKILL.value: 120},
        issuer=template.issuer,
        issuer_en=template.issuer_en,
        issued_at=now(),
    )
