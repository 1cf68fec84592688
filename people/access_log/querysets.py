"""Who may read the access log, and the questions asked of it.

Written for millions of rows: each question begins at an index of people/access_log/models.py.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from people.access_log.areas import accounts_of, is_whole, teachers_of
from people.access_log.enums import READING_ACTIONS, SIGN_IN_ACTIONS
from people.access_log.exceptions import AccessLogIsAppendOnlyError
from people.roles import SEE_ACCESS_LOG
from people.scopes import Area, scope_of


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the log: the row that was read last."""

    at: datetime
    id: UUID


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AccessLogIsAppendOnlyError

    def bulk_update(self, objs, fields, batch_size=None):
        raise AccessLogIsAppendOnlyError

    def delete(self):
        raise AccessLogIsAppendOnlyError

    def older_than(self, moment: datetime):
        return self.filter(at__lt=moment)

    def delete_expired(self) -> int:
        """How many went. For services/retention.py; the database refuses younger rows.

        One statement: Django's own way would load every row first, for whoever listens to deletions.
        """
        return self._raw_delete(self.db)


class AccessRecordQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """An auditor's part of the log (see `_audited_in`); of the rest one's own doings and readers."""
        if not user.is_authenticated:
            return self.none()
        scope = scope_of(user)
        own = Q(actor=user)
        if scope.teacher_id:
            about = _subjects().filter(record=OuterRef("pk"), teacher_id=scope.teacher_id)
            own |= Q(Exists(about), action__in=READING_ACTIONS)
        if SEE_ACCESS_LOG not in scope.abilities:
            return self.filter(own)
        area = scope.area(SEE_ACCESS_LOG)
        return self if is_whole(area) else self.filter(_audited_in(area) | own)

    def sign_ins_of(self, user):
        """The person's own sign-in history."""
        return self.filter(actor=user, action__in=SIGN_IN_ACTIONS)

    def readers_of(self, teacher_id: int):
        """Who opened, exported, revealed or changed this teacher's record."""
        return self.filter(subjects__teacher_id=teacher_id, action__in=READING_ACTIONS)

    def about_any_of(self, teacher_ids):
        """Rows about at least one of these teachers, each once."""
        subjects = _subjects().filter(teacher_id__in=teacher_ids)
        return self.filter(pk__in=subjects.values("record_id"))

    def latest_first(self):
        return self.order_by("-at", "-pk")

    def before(self, cursor: Cursor | None):
        """What follows the cursor when read latest first; all of it where that is None."""
        if cursor is None:
            return self
        # The first condition is implied by the second; an index takes it for its beginning.
        return self.filter(at__lte=cursor.at).filter(
            Q(at__lt=cursor.at) | Q(at=cursor.at, pk__lt=cursor.id)
        )


class AccessSubjectQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """Of the rows that an auditor sees; otherwise those about oneself."""
        scope = scope_of(user)
        if SEE_ACCESS_LOG not in scope.abilities:
            return self.filter(teacher_id=scope.teacher_id) if scope.teacher_id else self.none()
        area = scope.area(SEE_ACCESS_LOG)
        if is_whole(area):
            return self
        records = apps.get_model("access_log", "AccessRecord").objects.visible_to(user)
        return self.filter(record__in=records)


def _subjects():
    return apps.get_model("access_log", "AccessSubject").objects.all()


def _audited_in(area: Area) -> Q:
    """What people of the area did, and what was done with records of the area."""
    subjects = _subjects().filter(record=OuterRef("pk"), teacher_id__in=teachers_of(area))
    return Q(actor__in=accounts_of(area)) | Q(Exists(subjects))
