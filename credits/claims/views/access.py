"""Who may enter the screens of claims; to others they are not there."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from common.action_view import ActionView as PlainActionView
from credits.claims.models import Claim
from credits.claims.words import EXPECTED, refusal_sentences
from people.roles import CHECK_CLAIMS, CLAIM_HOURS, RECOGNISE_CLAIMS
from people.views.access import AnyAbilityMixin


class ClaimantMixin(AnyAbilityMixin):
    """A teacher's screens about their own claims."""

    abilities = (CLAIM_HOURS,)

    @cached_property
    def claim(self) -> Claim:
        claims = Claim.objects.own_of(self.request.user)
        related = ("teacher", "kind", "school", "unit", "desk")
        return get_object_or_404(claims.select_related(*related), pk=self.kwargs["pk"])


class ReviewerMixin(AnyAbilityMixin):
    """A reviewer's screens; `claim` is one handed in from their schools and units."""

    abilities = (CHECK_CLAIMS, RECOGNISE_CLAIMS)

    @cached_property
    def claim(self) -> Claim:
        claims = Claim.objects.reviewable_by(self.request.user)
        related = ("teacher", "kind", "school", "unit", "desk", "handed_to")
        return get_object_or_404(claims.select_related(*related), pk=self.kwargs["pk"])


class ActionView(PlainActionView):
    """What is expected of these screens is put into words."""

    expected = EXPECTED

    def sentences_of(self, error: Exception) -> list[str]:
        return refusal_sentences(error)
