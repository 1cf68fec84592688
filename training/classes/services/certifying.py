"""Certificates for those who completed a class: a call down to credits.certificates."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.utils.timezone import localtime

from credits.certificates.models import Certificate, CertificateTemplate
from credits.certificates.services.issuing import CertificateDraft, issue_certificates
from people.models import User
from training.classes.enums import CONFIRMED_STATES
from training.classes.exceptions import StepNotOpenError
from training.classes.models import Award, DayHours, TrainingClass
from training.classes.permissions import can_confirm

LONGEST_TITLE = 120


def certify_class(
    training_class: TrainingClass, *, template: CertificateTemplate, by: User
) -> list[Certificate]:
    """A certificate for each person whose award stands and gave hours; those who have one keep it.

    Raises PermissionDenied, StepNotOpenError before the hours are confirmed.
    """
    if not can_confirm(by, training_class):
        raise PermissionDenied
    if training_class.state not in CONFIRMED_STATES:
        raise StepNotOpenError("certify", training_class.state)
    return issue_certificates(drafts_of(training_class), template=template, by=by)


def drafts_of(training_class: TrainingClass) -> list[CertificateDraft]:
    """Three queries."""
    awards = Award.objects.filter(
        place__training_class=training_class, stands=True, completed=True
    ).select_related("place__teacher")
    hours: dict[int, dict[str, Decimal]] = {}
    rows = DayHours.objects.filter(award__in=awards).values_list("award", "category")
    for award, category, total in rows.annotate(total=Sum("hours")).order_by():
        hours.setdefault(award, {})[category] = total
    sessions = list(training_class.sessions.order_by("starts_at"))
    return [
        CertificateDraft(
            fact=certificate_fact(training_class, award.place_id),
            teacher=award.place.teacher,
            title=training_class.full_title[:LONGEST_TITLE],
            class_no=training_class.number,
            level=training_class.level,
            starts_on=localtime(sessions[0].starts_at).date(),
            ends_on=localtime(sessions[-1].starts_at).date(),
            hours=hours[award.pk],
        )
        for award in awards
        if award.pk in hours
    ]


def certificates_of(training_class: TrainingClass):
    """The certificates of a class, in force or revoked."""
    return Certificate.objects.filter(fact__startswith=f"class:{training_class.pk.hex}:")


def templates_for(training_class: TrainingClass):
    """Those of the class's unit and of the units above it."""
    codes = training_class.unit.path.rstrip("/").split("/")
    return CertificateTemplate.objects.filter(unit__code__in=codes, is_active=True)


def certificate_fact(training_class: TrainingClass, place_id: int) -> str:
    return f"class:{training_class.pk.hex}:{place_id}"
