"""A teacher's own claims: the list, a new one, how one stands, and what can be done about it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView

from common.clock import today
from credits.claims.enums import ClaimState
from credits.claims.exceptions import BadEvidenceError
from credits.claims.filters import OwnClaimFilter
from credits.claims.forms import ReasonForm
from credits.claims.models import Claim, ClaimKind
from credits.claims.review_terms import review_terms
from credits.claims.services.drafting import copy_claim, discard_draft, start_claim
from credits.claims.services.evidence import add_evidence, remove_stored
from credits.claims.services.submitting import (
    appeal_claim,
    last_day_of_appeal,
    why_no_appeal,
    withdraw_claim,
)
from credits.claims.tables import OwnClaimTable
from credits.claims.views.access import ActionView, ClaimantMixin
from credits.claims.words import EXPECTED, refusal_sentences, sentence_of
from people.models import Teacher
from people.scopes import scope_of

# As many photos as become drafts in one go.
MOST_AT_ONCE = 10


class OwnClaimsView(ClaimantMixin, TemplateView):
    template_name = "claims/own.html"

    def get_context_data(self, **kwargs):
        claims = Claim.objects.own_of(self.request.user).select_related("kind")
        filters = OwnClaimFilter(self.request.GET, queryset=claims, request=self.request)
        table = OwnClaimTable(filters.found.order_by("-created_at", "-pk"))
        table.arranged(self.request)
        return super().get_context_data(
            filters=filters.form,
            kept=[("sort", value) for value in self.request.GET.getlist("sort")],
            reset=reverse("claims"),
            narrowed=filters.narrowed,
            table=table,
            found=table.paginator.count,
            most=MOST_AT_ONCE,
            **kwargs,
        )


class NewClaimView(ClaimantMixin, TemplateView):
    """Chooses the kind; a draft is made with the answer."""

    template_name = "claims/new.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            kinds=ClaimKind.objects.active(),
            crumbs=[(_("我的申报"), reverse("claims")), (_("新建申报"), "")],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        code = request.POST.get("kind", "").replace("\x00", "")[:30]
        kind = get_object_or_404(ClaimKind.objects.active(), code=code)
        claim = start_claim(own_teacher(request.user), kind, by=request.user)
        return HttpResponseRedirect(reverse("claim", args=[claim.pk]))


class PhotosView(ClaimantMixin, TemplateView):
    """Several photos at once: each becomes the evidence of a draft of its own."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        files = request.FILES.getlist("files")
        if not files:
            messages.error(request, _("请选择要上传的照片或 PDF 文件。"))
        if len(files) > MOST_AT_ONCE:
            text = _("一次最多上传 %(most)s 个文件，其余的请再次上传。")
            messages.warning(request, text % {"most": MOST_AT_ONCE})
        made = sum(self.take(file) for file in files[:MOST_AT_ONCE])
        if made:
            text = ngettext("已建立 %(count)s 份草稿。", "已建立 %(count)s 份草稿。", made)
            messages.success(request, text % {"count": made})
        return HttpResponseRedirect(f"{reverse('claims')}?state={ClaimState.DRAFT}")

    def take(self, file) -> bool:
        user = self.request.user
        try:
            with transaction.atomic():
                kind = ClaimKind.objects.active().first()
                claim = start_claim(own_teacher(user), kind, by=user)
                add_evidence(claim, file, name=file.name, size=file.size, by=user)
        except BadEvidenceError as error:
            messages.error(self.request, f"{file.name[:60]}：{sentence_of(error)}")
            return False
        return True


class WithdrawView(ClaimantMixin, ActionView):
    def act(self) -> str:
        withdraw_claim(self.claim, by=self.request.user)
        return _("已撤回，修改后可以重新提交。")

    def back(self) -> str:
        return reverse("claim", args=[self.claim.pk])


class CopyView(ClaimantMixin, ActionView):
    def act(self) -> str:
        self.copy = copy_claim(self.claim, by=self.request.user)
        return _("已复制为新的草稿，请填写日期并上传佐证材料。")

    def back(self) -> str:
        return reverse("claim", args=[self.copy.pk])


class DiscardView(ClaimantMixin, ActionView):
    def act(self) -> str:
        remove_stored(discard_draft(self.claim, by=self.request.user))
        return _("草稿已删除。")

    def back(self) -> str:
        return reverse("claims")


class AppealView(ClaimantMixin, FormView):
    """Asks the level above to look again."""

    template_name = "claims/appeal.html"
    form_class = ReasonForm

    def get_context_data(self, **kwargs):
        url = reverse("claim", args=[self.claim.pk])
        return super().get_context_data(
            claim=self.claim,
            back=url,
            crumbs=[
                (_("我的申报"), reverse("claims")),
                (str(self.claim), url),
                (_("申请复核"), ""),
            ],
            **kwargs,
        )

    def form_valid(self, form):
        try:
            reason = form.cleaned_data["reason"]
            appeal_claim(self.claim, reason=reason, by=self.request.user)
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                form.add_error(None, sentence)
            return self.form_invalid(form)
        messages.success(self.request, _("已申请复核，由上一级审核。"))
        return HttpResponseRedirect(reverse("claim", args=[self.claim.pk]))


def own_teacher(user) -> Teacher:
    return get_object_or_404(Teacher, pk=scope_of(user).teacher_id)


def appeal_until(claim: Claim):
    """The last day on which the claim may be appealed, or None."""
    if claim.state != ClaimState.REJECTED:
        return None
    terms = review_terms(today())
    return None if why_no_appeal(claim, terms) else last_day_of_appeal(claim, terms)
