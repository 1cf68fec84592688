"""Writing a claim: the form, kept by a button or as it is typed, its evidence, and handing it in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import TemplateView

from common.clock import now, today
from common.upload_handler import CappedUploadHandler
from credits.claims.claim_rules import findings
from credits.claims.counting import prospect_of
from credits.claims.doubles import doubles_in
from credits.claims.enums import WRITABLE
from credits.claims.evidence_files import LARGEST
from credits.claims.exceptions import (
    BadEvidenceError,
    ChangedMeanwhileError,
    ClaimIncompleteError,
    ClaimStateError,
)
from credits.claims.forms import ClaimForm
from credits.claims.review_terms import review_terms, stated_in
from credits.claims.services.drafting import save_draft
from credits.claims.services.evidence import add_evidence, remove_evidence
from credits.claims.services.submitting import submit_claim
from credits.claims.views.access import ClaimantMixin
from credits.claims.views.own import appeal_until
from credits.claims.words import EXPECTED, double_sentence, finding_sentence, refusal_sentences


@method_decorator(csrf_exempt, name="dispatch")
class ClaimView(ClaimantMixin, TemplateView):
    """The form while the claim is its teacher's, how it stands while it is not.

    Checked against forgery like any other, but only after the body has got its own handler: the
    check reads the body. Whatever the button, what was typed is kept first.
    """

    def get(self, request, *args, **kwargs):
        if self.claim.state in WRITABLE:
            return self.show_form(ClaimForm(instance=self.claim))
        return self.show_standing()

    def post(self, request, *args, **kwargs):
        request.upload_handlers = [CappedUploadHandler(request, LARGEST)]
        return self._checked_post(request)

    @method_decorator(csrf_protect)
    def _checked_post(self, request):
        claim, form = self.claim, ClaimForm(request.POST, instance=self.fresh())
        try:
            values = form.sound
            self.claim = save_draft(claim, values, by=request.user, seen=_version(request.POST))
        except ClaimStateError as error:
            return self.refuse(error)
        except ChangedMeanwhileError:
            text = _("这份申报已在别处修改过，这里的内容还没有保存。再次保存将以这里的内容为准。")
            messages.error(request, text)
            return self.show_form(form, status=409)
        problems = self.keep_evidence()
        if form.errors or problems:
            for problem in problems:
                messages.error(request, problem)
            return self.show_form(form, status=422)
        return self.go_on(form)

    def fresh(self):
        """A copy for the form to write on: `claim` stays as it is in the database."""
        return type(self.claim).objects.get(pk=self.claim.pk)

    def keep_evidence(self) -> list[str]:
        """Takes in the file that was chosen and removes the one that was ticked; what went wrong."""
        by, posted = self.request.user, self.request.POST
        try:
            if key := _key(posted.get("remove", "")):
                for piece in self.claim.evidence.filter(pk=key):
                    remove_evidence(piece, by=by)
            if file := self.request.FILES.get("file"):
                add_evidence(self.claim, file, name=file.name, size=file.size, by=by)
        except (BadEvidenceError, ClaimStateError) as error:
            return refusal_sentences(error)
        return []

    def go_on(self, form):
        url = reverse("claim", args=[self.claim.pk])
        action = self.request.POST.get("action", "")
        if action != "check":
            messages.success(self.request, _("已保存。"))
            at_files = action == "upload" or self.request.POST.get("remove")
            return HttpResponseRedirect(f"{url}#evidence" if at_files else url)
        if found := self.wanting():
            for finding in found:
                if finding.about in form.fields:
                    form.add_error(finding.about, finding_sentence(finding))
                else:
                    messages.error(self.request, finding_sentence(finding))
            messages.error(self.request, _("还不能提交：标出的几处请补充。内容已保存。"))
            return self.show_form(form, status=422)
        return HttpResponseRedirect(reverse("claim-check", args=[self.claim.pk]))

    def wanting(self):
        terms = review_terms(today())
        return findings(
            stated_in(self.claim),
            today=today(),
            day_cap=terms.day_cap,
            evidence_required=terms.evidence_required,
        )

    def refuse(self, error):
        for sentence in refusal_sentences(error):
            messages.error(self.request, sentence)
        return HttpResponseRedirect(reverse("claim", args=[self.claim.pk]))

    def show_form(self, form, status: int = 200):
        self.template_name = "claims/write.html"
        claim = get_object_or_404(type(self.claim), pk=self.claim.pk)
        return self.show(
            status,
            claim=claim,
            form=form,
            evidence=claim.evidence.all(),
            largest=LARGEST // (1024 * 1024),
            hour_minutes=review_terms(today()).hour_minutes,
            **_notes(claim),
        )

    def show_standing(self):
        self.template_name = "claims/standing.html"
        claim = self.claim
        return self.show(
            200,
            claim=claim,
            evidence=claim.evidence.all(),
            events=claim.events.all(),
            appeal_until=appeal_until(claim),
        )

    def show(self, status: int, **context):
        crumbs = [(_("我的申报"), reverse("claims")), (str(context["claim"]), "")]
        return self.render_to_response(
            self.get_context_data(crumbs=crumbs, **context), status=status
        )


class AutosaveView(ClaimantMixin, TemplateView):
    """Keeps what is valid of what is being typed, says when, and what looks double already."""

    template_name = "claims/_saved.html"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        form = ClaimForm(request.POST, instance=type(self.claim).objects.get(pk=self.claim.pk))
        problem = ""
        try:
            claim = save_draft(self.claim, form.sound, by=request.user, seen=_version(request.POST))
        except ClaimStateError as error:
            [problem] = refusal_sentences(error)
            claim = self.claim
        except ChangedMeanwhileError:
            problem = _("没有保存：这份申报已在别处修改过。")
            claim = self.claim
        return self.render_to_response(
            self.get_context_data(
                claim=claim,
                version=request.POST.get("version", "") if problem else claim.version,
                problem=problem,
                some_left=bool(form.errors),
                saved_at=now(),
                automatic=True,
                **_notes(claim),
            )
        )


class CheckView(ClaimantMixin, TemplateView):
    """What will be handed in, what would count of it, what looks double; then it is handed in."""

    template_name = "claims/check.html"

    def get(self, request, *args, **kwargs):
        if self.claim.state not in WRITABLE:
            return HttpResponseRedirect(reverse("claim", args=[self.claim.pk]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        url = reverse("claim", args=[self.claim.pk])
        return super().get_context_data(
            claim=self.claim,
            evidence=self.claim.evidence.all(),
            crumbs=[
                (_("我的申报"), reverse("claims")),
                (str(self.claim), url),
                (_("核对并提交"), ""),
            ],
            **_notes(self.claim),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        url = reverse("claim", args=[self.claim.pk])
        try:
            submit_claim(self.claim, by=request.user)
        except ClaimIncompleteError as error:
            messages.error(request, _("还不能提交，请补充。"))
            for sentence in refusal_sentences(error):
                messages.error(request, sentence)
            return HttpResponseRedirect(url)
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                messages.error(request, sentence)
            return HttpResponseRedirect(reverse("claim-check", args=[self.claim.pk]))
        messages.success(request, _("已提交审核。每一步的结果会在“消息”中通知您。"))
        return HttpResponseRedirect(url)


def _notes(claim) -> dict:
    """What would count, and what looks double: (refused, sentence, link of the other claim)."""
    doubles = [
        (
            double.refused,
            double_sentence(double, other),
            reverse("claim", args=[other.claim.pk]) if other.claim else "",
        )
        for double, other in doubles_in(claim, of_others=False)
    ]
    return {
        "prospect": prospect_of(claim),
        "doubles": doubles,
        "is_double": any(refused for refused, _text, _url in doubles),
    }


def _version(posted) -> int | None:
    written = posted.get("version", "")
    return int(written) if written.isdecimal() and len(written) < 10 else None


def _key(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
