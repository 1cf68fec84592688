"""May this person do this with a claim: views and templates ask, services ask again."""

from credits.claims.enums import WRITABLE
from credits.claims.models import Claim
from people.roles import CLAIM_HOURS
from people.scopes import may, scope_of


def can_write(user, claim: Claim) -> bool:
    """Whether `user` is the claim's teacher, and it is open for writing."""
    return may(user, CLAIM_HOURS) and is_own(user, claim) and claim.state in WRITABLE


def is_own(user, claim: Claim) -> bool:
    return scope_of(user).teacher_id == claim.teacher_id


def can_decide(user, claim: Claim) -> bool:
    """Whether the claim lies at this person's desk now. One query."""
    return Claim.objects.waiting_for(user).filter(pk=claim.pk).exists()
