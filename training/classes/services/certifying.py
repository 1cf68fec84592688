"""Certificates for those who completed a class: a call down to credits.certificates."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from credits.certificates.models import Certificate, CertificateTemplate
from credits.certificates.services.issuing import (
    CertificateDraft,
    issue_certificates,
    revoke_certificate,
)
from people.models import User
from people.notices.enums import NoticeKind
from people.notices.services.notifying import notify
from people.scopes import scope_of
from training.classes.enums import CONFIRMED_STATES
from training.classes.exceptions import StepNotOpenError
from training.classes.models import Award, DayHours, TrainingClass
from training.classes.permissions import can_confirm, can_run
from training.classes.services.telling import notice_language

LONGEST_TITLE = 120


def certify_class(
    training_class: TrainingClass, *, template: CertificateTemplate, by: User
) -> list[Certificate]:
    """A certificate for each person whose award stands and gave hours; those who have one keep it,
    the others are told.

    Raises PermissionDenied, StepNotOpenError before the hours are confirmed.
    """
    if not can_confirm(by, training_class):
        raise PermissionDenied
    if training_class.state not in CONFIRMED_STATES:
        raise StepNotOpenError("certify", training_class.state)
    with transaction.atomic():
        before = set(certificates_of(training_class).values_list("pk", flat=True))
        issued = issue_certificates(drafts_of(training_class), template=template, by=by)
        fresh = [certificate for certificate in issued if certificate.pk not in before]
        with notice_language():
            title = _("“%(title)s”的结业证书已颁发") % {"title": training_class.full_title}
            _tell(fresh, title=title, body=_("可以在“我的证书”中下载。"))
    return issued


@transaction.atomic
def revoke_class_certificate(
    training_class: TrainingClass, certificate: Certificate, *, reason: str, by: User
) -> Certificate:
    """Takes back a certificate of this class; nobody their own. Twice is harmless. Raises
    PermissionDenied."""
    if not can_run(by, training_class) or scope_of(by).teacher_id == certificate.teacher_id:
        raise PermissionDenied
    was_valid = certificate.revoked_at is None
    revoked = revoke_certificate(certificate, by=by, reason=reason)
    if was_valid:
        with notice_language():
            title = _("证书 %(number)s 已撤销") % {"number": revoked.number}
            _tell([revoked], title=title, body=_("理由：%(reason)s") % {"reason": reason})
    return revoked


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


def _tell(certificates: list[Certificate], *, title: str, body: str) -> None:
    teachers = {certificate.teacher_id for certificate in certificates}
    url = reverse("my-certificates")
    for user in User.objects.filter(teacher__in=teachers, is_active=True):
        notify(user, NoticeKind.TRAINING, title=title, body=body, url=url)


def certificate_fact(training_class: TrainingClass, place_id: int) -> str:
    return f"class:{training_class.pk.hex}:{place_id}"
