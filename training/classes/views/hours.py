"""Assessment, the hours before they are confirmed, confirming them, certificates, the summary."""

from decimal import Decimal, InvalidOperation
from uuid import uuid4

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView

from credits.certificates.exceptions import NothingToPrintError
from credits.certificates.jobs import start_batch
from credits.certificates.models import Certificate, CertificateTemplate
from credits.certificates.services.batches import order_batch
from credits.certificates.services.templating import default_template
from credits.enums import Category
from training.classes.enums import CONFIRMED_STATES, Assessment, ClassState
from training.classes.exceptions import ClassNotReadyError
from training.classes.forms import ReasonForm
from training.classes.models import Award, DayHours, Place
from training.classes.outcome_rows import row_of, totals_of
from training.classes.permissions import can_confirm
from training.classes.results.batches import series_of
from training.classes.services.assessing import assess
from training.classes.services.certifying import (
    certificates_of,
    certify_class,
    revoke_class_certificate,
    templates_for,
)
from training.classes.services.confirming import (
    changed_outcomes,
    confirm_hours,
    correct_hours,
    outcomes_of,
)
from training.classes.services.feeding_back import feedback_of
from training.classes.services.moving import lacking_for
from training.classes.views.access import EXPECTED, ActionView, DeskMixin, refusal_sentences
from training.classes.views.desk import desk_context
from training.classes.views.people import crumbs_in
from training.classes.words import lack_sentences


class HoursView(DeskMixin, TemplateView):
    """Who gets what and why not, before it is confirmed and after."""

    template_name = "classes/hours.html"

    def get_context_data(self, **kwargs):
        held = self.training_class
        is_confirmed = held.state in CONFIRMED_STATES
        kwargs.setdefault("form", ReasonForm())
        try:
            outcomes = outcomes_of(held)
            changed = changed_outcomes(held, outcomes) if is_confirmed else []
        except ClassNotReadyError:
            outcomes, changed = [], []
        return super().get_context_data(
            training_class=held,
            rows=[row_of(outcome) for outcome in outcomes],
            totals=totals_of(outcomes),
            changed=[row_of(outcome) for outcome in changed],
            is_confirmed=is_confirmed,
            can_confirm=held.state == ClassState.CLOSED and can_confirm(self.request.user, held),
            sits=not can_confirm(self.request.user, held),
            lacks=lack_sentences(lacking_for(held, "confirm")) if held.state == "closed" else [],
            confirmations=held.confirmations.all(),
            is_assessed=held.assessment != Assessment.NONE,
            certificates=certificates_of(held).count() if is_confirmed else 0,
            templates=templates_for(held) if is_confirmed else [],
            crumbs=crumbs_in(held, _("学时")),
            **desk_context(held),
            **kwargs,
        )


class ConfirmView(DeskMixin, ActionView):
    def act(self) -> str:
        confirm_hours(self.training_class, by=self.request.user)
        given = Award.objects.filter(
            place__training_class=self.training_class, stands=True, completed=True
        ).count()
        text = ngettext(
            "学时已确认，%(n)s 人的学时已入账。", "学时已确认，%(n)s 人的学时已入账。", given
        )
        return text % {"n": given}

    def back(self) -> str:
        return reverse("class-hours", args=[self.training_class.pk])


class CorrectView(DeskMixin, ActionView):
    def act(self) -> str:
        form = ReasonForm(self.request.POST)
        if not form.is_valid():
            return _("没有更正：请填写理由。")
        done = correct_hours(
            self.training_class, reason=form.cleaned_data["reason"], by=self.request.user
        )
        return _("已冲销原记录并重新入账。") if done else _("没有需要更正的学时。")

    def back(self) -> str:
        return reverse("class-hours", args=[self.training_class.pk])


class AssessView(DeskMixin, TemplateView):
    """Everybody with a mark to be entered."""

    template_name = "classes/assess.html"

    def people(self) -> list[Place]:
        places = Place.objects.in_class().filter(training_class=self.training_class)
        return list(places.select_related("teacher", "school", "unit").order_by("teacher__name"))

    def get_context_data(self, typed=None, **kwargs):
        """`typed` holds what was written and not taken, by key of the place."""
        typed = typed or {}
        return super().get_context_data(
            training_class=self.training_class,
            rows=[(place, typed.get(place.pk)) for place in self.people()],
            by_score=self.training_class.assessment == Assessment.SCORE,
            crumbs=crumbs_in(self.training_class, _("考核结果")),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        results, wrong = [], {}
        for place in self.people():
            written = request.POST.get(f"result-{place.pk}", "").strip()
            try:
                results.append((place, *self.read(written)))
            except (InvalidOperation, ValueError):
                wrong[place.pk] = written
        kept = assess(self.training_class, results, by=request.user)
        messages.success(request, _("已保存 %(n)s 人的考核结果。") % {"n": kept})
        if wrong:
            return self.render_to_response(self.get_context_data(typed=wrong))
        return HttpResponseRedirect(request.path)

    def read(self, written: str) -> tuple[bool | None, Decimal | None]:
        """(passed, score). Raises InvalidOperation or ValueError for what is no score."""
        if self.training_class.assessment != Assessment.SCORE:
            return {"yes": True, "no": False}.get(written), None
        if not written:
            return None, None
        score = Decimal(written)
        if (
            not score.is_finite()
            or not 0 <= score <= 100
            or score != score.quantize(Decimal("0.1"))
        ):
            raise ValueError(written)
        return None, score


class CertifyView(DeskMixin, ActionView):
    """Issues the certificates and orders their files."""

    def post(self, request, *args, **kwargs):
        template = self.template()
        try:
            certify_class(self.training_class, template=template, by=request.user)
            batch, is_new = order_batch(
                certificates_of(self.training_class),
                by=request.user,
                form_id=uuid4(),
                name=self.training_class.full_title,
            )
        except NothingToPrintError:
            messages.warning(request, _("没有结业的学员，没有证书可发。"))
            return HttpResponseRedirect(reverse("class-hours", args=[self.training_class.pk]))
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                messages.error(request, sentence)
            return HttpResponseRedirect(reverse("class-hours", args=[self.training_class.pk]))
        if is_new:
            start_batch(batch)
        return HttpResponseRedirect(reverse("certificate-batch", args=[batch.pk]))

    def template(self) -> CertificateTemplate:
        """The one that was chosen; where the unit has none, one without pictures is made."""
        chosen = self.request.POST.get("template", "")
        found = [one for one in templates_for(self.training_class) if str(one.pk) == chosen]
        if found:
            return found[0]
        if chosen:
            raise Http404
        return default_template(self.training_class.unit, by=self.request.user)


class CertificatesView(DeskMixin, TemplateView):
    """The certificates of the class, in force and revoked."""

    template_name = "classes/certificates.html"

    def get_context_data(self, **kwargs):
        held = self.training_class
        return super().get_context_data(
            training_class=held,
            certificates=certificates_of(held).select_related("teacher").order_by("number"),
            crumbs=crumbs_in(held, _("证书")),
            **kwargs,
        )


class RevokeView(DeskMixin, FormView):
    """Takes one certificate back, with a reason that stays on it."""

    template_name = "classes/form.html"
    form_class = ReasonForm

    @property
    def certificate(self) -> Certificate:
        return get_object_or_404(
            certificates_of(self.training_class), pk=self.kwargs["certificate"]
        )

    def get_context_data(self, **kwargs):
        certificate = self.certificate
        return super().get_context_data(
            title=_("撤销证书"),
            lead=f"{certificate.number} {certificate.name}",
            note=_("撤销后，扫码和按编号查验都显示“已撤销”和日期，不能恢复。"),
            submit=_("撤销证书"),
            back=reverse("class-certificates", args=[self.training_class.pk]),
            crumbs=crumbs_in(self.training_class, _("撤销证书")),
            **kwargs,
        )

    def form_valid(self, form):
        reason = form.cleaned_data["reason"]
        try:
            revoke_class_certificate(
                self.training_class, self.certificate, reason=reason, by=self.request.user
            )
            messages.success(self.request, _("已撤销，并已通知本人。"))
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                messages.error(self.request, sentence)
        return HttpResponseRedirect(reverse("class-certificates", args=[self.training_class.pk]))


class SummaryView(DeskMixin, TemplateView):
    """What came of the class: people, hours, lecturers, feedback."""

    template_name = "classes/summary.html"

    def get_context_data(self, **kwargs):
        held = self.training_class
        awards = Award.objects.filter(place__training_class=held, stands=True)
        completed = awards.filter(completed=True).count()
        hours = DayHours.objects.filter(award__in=awards)
        sums = dict(hours.values_list("category").annotate(total=Sum("hours")).order_by())
        return super().get_context_data(
            training_class=held,
            figures=[
                (_("录取"), held.places.filter(state="in").count()),
                (_("结业"), completed),
                (_("发放学时"), sum(sums.values(), Decimal(0))),
            ],
            by_category=[(Category(c).label, total) for c, total in sorted(sums.items())],
            lecturers=held.lecturers.prefetch_related("sessions"),
            feedback=feedback_of(held),
            has_batches=series_of(held, self.request.user).count() > 1,
            crumbs=crumbs_in(held, _("总结")),
            **desk_context(held),
            **kwargs,
        )
