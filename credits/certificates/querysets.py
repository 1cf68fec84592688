"""Which certificates, templates and batches a person may see."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from credits.certificates.enums import BatchState
from credits.querysets import OfTeacherQuerySet
from people.roles import MANAGE_CERTIFICATES, RUN_CLASSES
from people.scopes import may, scope_of

# A batch that gives no sign of life for so long has lost its worker; signing a chunk of files
# takes some seconds in one breath.
SILENCE = timedelta(seconds=60)


class CertificateQuerySet(OfTeacherQuerySet):
    """`visible_to`: one's own, and those of the teachers posted in one's area."""

    def valid(self):
        return self.filter(revoked_at__isnull=True)

    def of_person(self, user):
        """One's own, whatever else one may see."""
        return self.filter(teacher_id=scope_of(user).teacher_id, teacher__isnull=False)


class CertificateTemplateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the units for whose certificates one answers."""
        return self.filter(scope_of(user).area(MANAGE_CERTIFICATES).units("unit__"))

    def active(self):
        return self.filter(is_active=True)

    def of_unit(self, unit):
        return self.filter(unit=unit)


class CertificateBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those one ordered oneself, while one has to do with classes or certificates at all."""
        if not (may(user, MANAGE_CERTIFICATES) or may(user, RUN_CLASSES)):
            return self.none()
        return self.filter(ordered_by=user)

    def for_list(self):
        """Without the columns that grow with the batch."""
        return self.defer("certificate_ids", "refused")

    def claimable(self, moment: datetime):
        """Waiting for a worker, or left lying by one that died."""
        return self.filter(
            Q(state=BatchState.WAITING) | Q(state=BatchState.WORKING, beat_at__lt=moment - SILENCE)
        )
