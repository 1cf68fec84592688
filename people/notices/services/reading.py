"""What a person does with their notices."""

from common.clock import now
from people.models import User
from people.notices.models import Notice


def unread_count(user) -> int:
    """One query on a partial index; none when signed out."""
    return Notice.objects.visible_to(user).unread().count() if user.is_authenticated else 0


def mark_read(notice: Notice, *, by: User) -> None:
    """The time of the first reading stands."""
    Notice.objects.visible_to(by).unread().filter(pk=notice.pk).update(read_at=now())


def mark_all_read(*, by: User) -> int:
    """How many were unread."""
    return Notice.objects.visible_to(by).unread().update(read_at=now())
