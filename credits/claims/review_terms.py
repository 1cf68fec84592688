"""What the policy asks of claims (C1, H2): read from the edition in force."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credits.claims.claim_rules import Stated
from credits.claims.models import Claim
from credits.models import Policy
from people.rules import year_of


@dataclass(frozen=True, slots=True)
class ReviewTerms:
    """`levels` as routing_rules has them, days promised for each stage, days in which an appeal may
    be made, 学时 a day can hold, minutes of a 学时."""

    levels: str
    review_days: int
    appeal_days: int
    evidence_required: bool
    day_cap: Decimal
    hour_minutes: int
    year_starts: tuple[int, int]

    def year_of(self, ends_on: date) -> int:
        """The year to which training belongs that ended on this day (T3)."""
        return year_of(ends_on, self.year_starts)


def review_terms(day: date) -> ReviewTerms:
    """Those of the edition in force on `day`. One query. Raises Policy.DoesNotExist."""
    policy = Policy.objects.in_force_on(day)
    return ReviewTerms(
        levels=policy.review_levels,
        review_days=policy.review_days,
        appeal_days=policy.appeal_days,
        evidence_required=policy.evidence_required,
        day_cap=policy.day_cap,
        hour_minutes=policy.hour_minutes,
        year_starts=policy.year_starts,
    )


def stated_in(claim: Claim) -> Stated:
    """What the claim says, as the rules take it. One query."""
    return Stated(
        title=claim.title,
        organiser=claim.organiser,
        category=claim.category,
        level=claim.level,
        starts_on=claim.starts_on,
        ends_on=claim.ends_on,
        hours=claim.hours,
        pieces_of_evidence=claim.evidence.count(),
    )
