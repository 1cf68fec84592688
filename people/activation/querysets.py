"""Which codes and print jobs a person may see, and the questions asked of them."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from people.activation.enums import JobState
from people.models import Teacher
from people.roles import MANAGE_ACCOUNTS
from people.scopes import may

# After so many wrong answers a code is locked.
MOST_FAILURES = 3
# A job that gives no sign of life for so long has lost its worker; writing a large file takes
# some seconds in one breath.
SILENCE = timedelta(seconds=45)


class ActivationCodeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the people whose accounts one looks after."""
        return self.filter(teacher__in=Teacher.objects.manageable_by(user))

    def live(self):
        """Neither used nor revoked; at most one a teacher. It may have expired or be locked."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)

    def usable(self, moment: datetime):
        """Those that would open something at `moment`."""
        return self.live().filter(expires_at__gt=moment, failures__lt=MOST_FAILURES)

    def older_than(self, moment: datetime):
        """Used, revoked or expired before `moment`."""
        return self.filter(
            Q(used_at__lt=moment) | Q(revoked_at__lt=moment) | Q(expires_at__lt=moment)
        )


class PrintJobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those one ordered oneself, while one looks after accounts at all."""
        if not may(user, MANAGE_ACCOUNTS):
            return self.none()
        return self.filter(ordered_by=user)

    def for_list(self):
        """Without the column that grows with the job."""
        return self.defer("teacher_ids")

    def claimable(self, moment: datetime):
        """Waiting for a worker, or left lying by one that died."""
        return self.filter(
            Q(state=JobState.WAITING) | Q(state=JobState.WORKING, beat_at__lt=moment - SILENCE)
        )

    def older_than(self, moment: datetime):
        """Ordered before `moment`, and without a file by now."""
        return self.filter(ordered_at__lt=moment, stored_name="")
