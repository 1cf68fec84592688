"""Issuing certificates and revoking them. Who may do so is asked by the caller, who knows for what
they are issued; nothing here asks anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from common.clock import now
from common.hours import to_tenths
from credits.certificates.exceptions import AlreadyReissuedError, NotRevokedError
from credits.certificates.models import Certificate, CertificateTemplate
from credits.certificates.services.numbering import draw_numbers, take_turn
from credits.enums import Category
from people.models import Teacher, User

BATCH = 500


@dataclass(frozen=True, slots=True)
class CertificateDraft:
    """What one teacher is to be certified. `fact` names the source for good, as "class:<uuid>:<key>".

    `hours` are 学时 by category, with one decimal place at most; categories without any are left out.
    """

    fact: str
    teacher: Teacher
    title: str
    starts_on: date
    ends_on: date
    hours: Mapping[Category, Decimal] = field(hash=False)
    class_no: str = ""
    level: str = ""
    name_en: str = ""


@transaction.atomic
def issue_certificates(
    drafts: Sequence[CertificateDraft], *, template: CertificateTemplate, by: User
) -> list[Certificate]:
    """The certificates of the drafts' facts, in their order; those that are there already, unchanged.

    A fact whose certificate was revoked is left out: that is issued anew by `reissue_certificate`
    alone. Raises ValueError if hours have more than one decimal place, are below 0, or are none.
    """
    take_turn()
    standing = _latest_of({draft.fact for draft in drafts})
    fresh = {draft.fact: draft for draft in drafts if draft.fact not in standing}
    for made in _write(list(fresh.values()), template, by, round_=1):
        standing[made.fact] = made
    facts = dict.fromkeys(draft.fact for draft in drafts)
    return [standing[fact] for fact in facts if standing[fact].revoked_at is None]


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, by: User, reason: str) -> Certificate:
    """The certificate, revoked. Where it was before, what was said then stands. ValueError without a
    reason."""
    said = " ".join(reason.split())[:200]
    if not said:
        raise ValueError("a certificate is revoked for a reason")
    take_turn()
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if locked.revoked_at is None:
        locked.revoked_at, locked.revoked_reason = now(), said
        locked.revoked_by, locked.revoked_by_name = by, by.get_full_name()[:150]
        locked.save(update_fields=["revoked_at", "revoked_reason", "revoked_by", "revoked_by_name"])
    return locked


@transaction.atomic
def reissue_certificate(
    revoked: Certificate, draft: CertificateDraft, *, template: CertificateTemplate, by: User
) -> Certificate:
    """A new certificate with a number of its own in the place of a revoked one.

    Raises NotRevokedError while it is in force, AlreadyReissuedError if another came after it,
    ValueError if the draft is about another fact.
    """
    if draft.fact != revoked.fact:
        raise ValueError(f"{draft.fact} is not what {revoked.number} was issued for")
    take_turn()
    latest = _latest_of({draft.fact})[draft.fact]
    if latest.pk != revoked.pk:
        raise AlreadyReissuedError(latest.number)
    if latest.revoked_at is None:
        raise NotRevokedError(latest.number)
    (made,) = _write([draft], template, by, round_=latest.round + 1)
    return made


def _latest_of(facts: set[str]) -> dict[str, Certificate]:
    found: dict[str, Certificate] = {}
    asked = sorted(facts)
    for start in range(0, len(asked), BATCH):
        some = Certificate.objects.filter(fact__in=asked[start : start + BATCH])
        found |= {certificate.fact: certificate for certificate in some.order_by("round")}
    return found


def _write(
    drafts: list[CertificateDraft], template: CertificateTemplate, by: User, *, round_: int
) -> list[Certificate]:
    moment = now()
    numbers = draw_numbers(template, year=localdate(moment).year, count=len(drafts))
    made = [
        Certificate(
            number=number,
            template=template,
            teacher=draft.teacher,
            name=draft.teacher.name,
            name_en=draft.name_en,
            title=draft.title,
            class_no=draft.class_no,
            level=draft.level,
            starts_on=draft.starts_on,
            ends_on=draft.ends_on,
            hours=_tenths(draft.hours),
            issuer=template.issuer,
            issuer_en=template.issuer_en,
            fact=draft.fact,
            round=round_,
            issued_at=moment,
            issued_by=by,
            issued_by_name=by.get_full_name()[:150],
        )
        for draft, number in zip(drafts, numbers, strict=True)
    ]
    return Certificate.objects.bulk_create(made, batch_size=BATCH)


def _tenths(hours: Mapping[Category, Decimal]) -> dict[str, int]:
    tenths = {Category(category).value: to_tenths(value) for category, value in hours.items()}
    found = {category: value for category, value in tenths.items() if value}
    if not found or min(found.values()) < 0:
        raise ValueError("a certificate is about some hours, and none below 0")
    return found
