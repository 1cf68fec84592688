"""Which claims and which evidence a person may see, and which wait for their word."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from credits.claims.enums import ClaimState, Stage, Step
from people.roles import CHECK_CLAIMS, RECOGNISE_CLAIMS, SEE_EVIDENCE
from people.scopes import scope_of

# Who has done this to a claim has had their say in this round.
DECIDED = (Step.PASS, Step.REJECT)


class ClaimQuerySet(models.QuerySet):
    def own_of(self, user):
        teacher_id = scope_of(user).teacher_id
        return self.filter(teacher_id=teacher_id) if teacher_id else self.none()

    def handed_in(self):
        """What reviewers may know of: not what was never handed in, nor what was taken back."""
        return self.exclude(state__in=[ClaimState.DRAFT, ClaimState.WITHDRAWN])

    def in_review(self):
        return self.filter(state=ClaimState.IN_REVIEW)

    def reviewable_by(self, user):
        """Those handed in from one's schools and units, whatever their stage."""
        scope = scope_of(user)
        if not scope.abilities & {CHECK_CLAIMS, RECOGNISE_CLAIMS}:
            return self.none()
        check, recognise = scope.area(CHECK_CLAIMS), scope.area(RECOGNISE_CLAIMS)
        return self.handed_in().filter(check.schools("school__") | recognise.units("unit__"))

    def waiting_for(self, user):
        """Those that lie at this person's desk; never one's own, nor one of which they have decided
        a stage of this round before (C1)."""
        scope = scope_of(user)
        if not scope.abilities & {CHECK_CLAIMS, RECOGNISE_CLAIMS}:
            return self.none()
        at_school = scope.area(CHECK_CLAIMS).schools("school__")
        at_unit = scope.area(RECOGNISE_CLAIMS).units("desk__")
        events = self.model._meta.get_field("events").related_model.objects
        decided = events.filter(
            claim=OuterRef("pk"), by=user, at__gte=OuterRef("submitted_at"), step__in=DECIDED
        )
        return (
            self.in_review()
            .filter(Q(at_school, stage=Stage.SCHOOL) | Q(at_unit, desk__isnull=False))
            .exclude(teacher_id=scope.teacher_id or 0)
            .exclude(Exists(decided))
        )

    def visible_to(self, user):
        """One's own, those handed in from one's area, and for the auditor those of the units audited."""
        scope = scope_of(user)
        audited = scope.area(SEE_EVIDENCE).units("unit__")
        return self.filter(
            Q(pk__in=self.model.objects.own_of(user).values("pk"))
            | Q(pk__in=self.model.objects.reviewable_by(user).values("pk"))
            | Q(audited) & ~Q(state__in=[ClaimState.DRAFT, ClaimState.WITHDRAWN])
        )


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That of the claims one may see."""
        claims = self.model._meta.get_field("claim").related_model.objects
        return self.filter(claim__in=claims.visible_to(user).values("pk"))
