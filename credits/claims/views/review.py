"""The reviewers' desk: what waits, one claim beside its evidence, and the decision."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from credits.claims.counting import prospect_of
from credits.claims.doubles import doubles_in
from credits.claims.enums import Stage
from credits.claims.filters import ReviewFilter
from credits.claims.models import Claim
from credits.claims.permissions import can_decide
from credits.claims.services.reviewing import (
    approve_claim,
    approve_many,
    hand_over,
    reject_claim,
    return_claim,
)
from credits.claims.tables import ReviewTable
from credits.claims.views.access import ActionView, ReviewerMixin
from credits.claims.words import (
    EXPECTED,
    double_sentence,
    refusal_sentences,
    standard_reasons,
)
from people.access_log.origin import origin_of
from people.access_log.services.recording import record_opening
from people.access_log.wording import log_language
from people.holders import holders
from people.models import User
from people.roles import CHECK_CLAIMS, RECOGNISE_CLAIMS

RELATED = ("teacher", "kind", "school", "unit", "desk", "handed_to")
# The part of the address that says what is being gone through, kept from claim to claim.
KEPT = ("q", "kind", "show", "unit", "all")


class QueueMixin(ReviewerMixin):
    """What the reader goes through: what waits for them, or with ?all= everything of their area."""

    @property
    def shows_all(self) -> bool:
        return bool(self.request.GET.get("all"))

    def queue(self):
        user = self.request.user
        everything = Claim.objects.reviewable_by(user)
        return everything if self.shows_all else Claim.objects.waiting_for(user)

    @cached_property
    def filters(self) -> ReviewFilter:
        rows = self.queue().select_related(*RELATED)
        return ReviewFilter(self.request.GET, queryset=rows, request=self.request)

    def in_order(self):
        """The oldest first: nobody waits longer because somebody else was quicker."""
        order = ("-submitted_at", "-pk") if self.shows_all else ("stage_since", "pk")
        return self.filters.found.order_by(*order)

    @property
    def query(self) -> str:
        kept = {name: self.request.GET[name] for name in KEPT if self.request.GET.get(name)}
        return f"?{urlencode(kept)}" if kept else ""


class QueueView(QueueMixin, TemplateView):
    template_name = "claims/queue.html"

    def get_context_data(self, **kwargs):
        table = ReviewTable(self.in_order(), query=self.query)
        table.arranged(self.request)
        return super().get_context_data(
            filters=self.filters.form,
            kept=[("all", "1")] if self.shows_all else [],
            reset=reverse("claim-queue") + ("?all=1" if self.shows_all else ""),
            narrowed=self.filters.narrowed,
            table=table,
            found=table.paginator.count,
            shows_all=self.shows_all,
            query=self.query,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """Approves what was ticked, each by itself."""
        pairs = self.ticked()
        if not pairs:
            messages.error(request, _("请先勾选要通过的申报。"))
        outcomes = approve_many(pairs, by=request.user)
        done = sum(error is None for _claim, error in outcomes)
        if done:
            text = ngettext("已通过 %(count)s 项。", "已通过 %(count)s 项。", done)
            messages.success(request, text % {"count": done})
        for claim, error in outcomes:
            if error is not None:
                sentences = "".join(refusal_sentences(error))
                messages.error(request, f"{claim.teacher.name}“{claim}”：{sentences}")
        return HttpResponseRedirect(reverse("claim-queue") + self.query)

    def ticked(self) -> list[tuple[Claim, int]]:
        seen = {}
        for written in self.request.POST.getlist("claim")[:200]:
            key, _colon, version = written.partition(":")
            try:
                seen[UUID(key)] = _number(version)
            except ValueError:  # a key that is none
                continue
        claims = Claim.objects.waiting_for(self.request.user).filter(pk__in=seen)
        return [(claim, seen[claim.pk]) for claim in claims.select_related("teacher")]


class ReviewView(QueueMixin, TemplateView):
    """One claim: what it says, its evidence, its doubles, and the buttons."""

    template_name = "claims/review.html"

    def get(self, request, *args, **kwargs):
        claim = self.claim
        with log_language():
            what = _("学时申报“%(title)s”") % {"title": str(claim)}
        origin = origin_of(request)
        record_opening(claim.teacher_id, by=request.user, origin=origin, what=what)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        claim, user = self.claim, self.request.user
        decides = can_decide(user, claim)
        doubles = doubles_in(claim, of_others=True)
        return super().get_context_data(
            claim=claim,
            evidence=claim.evidence.all(),
            events=claim.events.all(),
            decides=decides,
            prospect=prospect_of(claim) if decides else None,
            doubles=[
                (double.refused, double_sentence(double, other, name=True), self.link(other))
                for double, other in doubles
            ],
            needs_reason=bool(doubles),
            blocked=any(double.refused for double, _other in doubles),
            reasons=standard_reasons(),
            colleagues=colleagues_of(claim, user) if decides else [],
            others_waiting=self.others().count(),
            query=self.query,
            crumbs=[
                (_("学时申报审核"), reverse("claim-queue") + self.query),
                (claim.teacher.name, ""),
            ],
            **kwargs,
        )

    def link(self, other) -> str:
        """To the other claim, where the reader may open it."""
        if other.claim is None:
            return ""
        mine = Claim.objects.reviewable_by(self.request.user).filter(pk=other.claim.pk)
        return reverse("claim-review", args=[other.claim.pk]) if mine.exists() else ""

    def others(self):
        return self.in_order().exclude(pk=self.claim.pk)

    def post(self, request, *args, **kwargs):
        try:
            text = self.decide()
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                messages.error(request, sentence)
            here = reverse("claim-review", args=[self.claim.pk])
            return HttpResponseRedirect(here + self.query)
        messages.success(request, text)
        return HttpResponseRedirect(self.next_url())

    def decide(self) -> str:
        claim, by, posted = self.claim, self.request.user, self.request.POST
        reason = posted.get("reason", "").strip()[:300]
        seen = _number(posted.get("version", ""))
        words = {"name": claim.teacher.name, "title": str(claim)}
        match posted.get("decision"):
            case "approve":
                held = approve_claim(claim, by=by, seen=seen, reason=reason)
                if held.stage:
                    return _("%(name)s“%(title)s”已通过，交上一级审核。") % words
                return _("%(name)s“%(title)s”已认定，学时已入账。") % words
            case "return":
                return_claim(claim, reason=reason, by=by, seen=seen)
                return _("%(name)s“%(title)s”已退回修改。") % words
            case "reject":
                reject_claim(claim, reason=reason, by=by, seen=seen)
                return _("%(name)s“%(title)s”已回复不予认定。") % words
        raise Http404

    def next_url(self) -> str:
        """The next one that waits, or the list."""
        following = self.in_order().exclude(pk=self.claim.pk).first()
        if following is None or self.shows_all:
            return reverse("claim-queue") + self.query
        return reverse("claim-review", args=[following.pk]) + self.query


class SkipView(QueueMixin, TemplateView):
    """On to the next one without a word; from the last to the first."""

    def get(self, request, *args, **kwargs):
        rows = list(self.in_order().values_list("pk", flat=True)[:2000])
        others = [pk for pk in rows if pk != self.claim.pk]
        if not others:
            return HttpResponseRedirect(reverse("claim-queue") + self.query)
        place = rows.index(self.claim.pk) if self.claim.pk in rows else -1
        following = rows[(place + 1) % len(rows)]
        return HttpResponseRedirect(reverse("claim-review", args=[following]) + self.query)


class HandOverView(QueueMixin, ActionView):
    """Leaves a claim to a colleague."""

    def act(self) -> str:
        to = get_object_or_404(User, pk=_number(self.request.POST.get("to", "")), is_active=True)
        seen = _number(self.request.POST.get("version", ""))
        hand_over(self.claim, to, by=self.request.user, seen=seen)
        return _("已移交给 %(name)s。") % {"name": to.get_full_name()}

    def back(self) -> str:
        return reverse("claim-review", args=[self.claim.pk]) + self.query


def colleagues_of(claim: Claim, user) -> list[User]:
    """Who else may decide it at the stage where it lies: those of the place itself."""
    if claim.stage == Stage.SCHOOL:
        found = holders(CHECK_CLAIMS, school=claim.school)
    else:
        found = holders(RECOGNISE_CLAIMS, unit=claim.desk)
    return [other for other in found if other.pk != user.pk and can_decide(other, claim)]


def _number(written: str) -> int:
    """0 for what is none: it names no row and no version."""
    return int(written) if written.isdecimal() and len(written) < 19 else 0
