"""What is on record that may be of the same training as a claim (H7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from credits.claims.double_rules import Double, Record, doubles_of
from credits.claims.enums import ALIVE, ClaimState
from credits.claims.likeness import look_alike
from credits.claims.models import Claim, Evidence
from credits.enums import Source
from credits.models import Entry

STANDING = (*ALIVE, ClaimState.RECOGNISED)


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A claim or an entry beside which a claim was held; one of them is None."""

    claim: Claim | None = None
    entry: Entry | None = None


def doubles_in(claim: Claim, *, of_others: bool) -> list[tuple[Double, OnRecord]]:
    """The doubles of a claim among claims and entries that stand, the surest first.

    `of_others` also looks at other people's claims with the same file or certificate number: for
    reviewers, never for the teacher. Four queries.
    """
    evidence = list(claim.evidence.all())
    digests = {piece.digest for piece in evidence}
    claims = list(_claims(claim, digests, of_others))
    alike = _alike(evidence, [other for other in claims if other.teacher_id == claim.teacher_id])
    entries = _entries(claim, of_others)
    by_key: dict[object, OnRecord] = {one.pk: OnRecord(claim=one) for one in claims}
    by_key |= {one.pk: OnRecord(entry=one) for one in entries}
    others = [*(_record(one) for one in claims), *(_of_entry(one) for one in entries)]
    record = _record(claim, digests)
    return [(double, by_key[double.other]) for double in doubles_of(record, others, alike)]


def _claims(claim: Claim, digests: set[str], of_others: bool):
    """Claims that come into question. Two queries."""
    own = Q(teacher=claim.teacher_id)
    if of_others:
        same = Q(evidence__digest__in=digests)
        if claim.certificate_no:
            same |= Q(certificate_no__iexact=claim.certificate_no.strip())
        own |= same
    found = Claim.objects.filter(own, state__in=STANDING).exclude(pk=claim.pk)
    return found.select_related("teacher").prefetch_related("evidence").distinct()


def _entries(claim: Claim, of_others: bool) -> list[Entry]:
    """Entries that stand; those of other people by certificate number alone. What claims brought is
    looked at as claims. One query."""
    near = Q(pk__in=[])
    if claim.starts_on and claim.ends_on:
        near = Q(starts_on__lte=claim.ends_on, ends_on__gte=claim.starts_on)
    number = claim.certificate_no.strip()
    same = ~Q(certificate_no="") & Q(certificate_no=number)
    condition = Q(teacher=claim.teacher_id) & (near | same)
    if of_others and number:
        condition |= same
    found = Entry.objects.filter(condition, reverses__isnull=True, reversed_by__isnull=True)
    return list(found.exclude(source=Source.CLAIM).select_related("teacher"))


def _alike(evidence: Iterable[Evidence], claims: Iterable[Claim]) -> set[UUID]:
    """Those with a picture that looks almost like one of these. The evidence comes prefetched."""
    seen = [piece.likeness for piece in evidence if piece.likeness]
    return {
        claim.pk
        for claim in claims
        for other in claim.evidence.all()
        if any(look_alike(likeness, other.likeness) for likeness in seen)
    }


def _record(claim: Claim, digests: Iterable[str] | None = None) -> Record:
    if digests is None:
        digests = [piece.digest for piece in claim.evidence.all()]
    return Record(
        key=claim.pk,
        teacher=claim.teacher_id,
        title=claim.title,
        starts_on=claim.starts_on,
        ends_on=claim.ends_on,
        certificate_no=claim.certificate_no,
        digests=frozenset(digests),
    )


def _of_entry(entry: Entry) -> Record:
    return Record(
        key=entry.pk,
        teacher=entry.teacher_id,
        title=entry.title,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        certificate_no=entry.certificate_no,
    )
