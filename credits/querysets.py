"""Which entries a person may see, and their exact sums."""

from datetime import datetime
from decimal import Decimal

from django.db import models
from django.db.models import Q, Sum

from common.hours import ZERO
from credits.exceptions import LedgerIsAppendOnlyError
from people.scopes import scope_of


class EntryQuerySet(models.QuerySet):
    def posted_until(self, moment: datetime | None):
        """What the ledger held at `moment`; all of it where that is None (L3)."""
        return self if moment is None else self.filter(posted_at__lte=moment)

    def total_hours(self) -> Decimal:
        """The exact sum in 学时, one place, on every database (H5). One query."""
        return self.aggregate(total=Sum("hours"))["total"] or ZERO

    def visible_to(self, user):
        """Entries recorded in the scope's schools and units, and one's own (P5)."""
        scope = scope_of(user)
        return self.filter(
            Q(school_id__in=scope.school_ids)
            | scope.units("unit__")
            | Q(teacher_id=scope.teacher_id)
        )

    def update(self, **kwargs):
        raise LedgerIsAppendOnlyError

    def delete(self):
        raise LedgerIsAppendOnlyError

    def bulk_update(self, objs, fields, batch_size=None):
        raise LedgerIsAppendOnlyError
