"""Telling in time that a page will not be shown any more."""

from datetime import timedelta

from wagtail.models import Page

from common.clock import now
from courses.publishing.telling import editors_of, in_chinese, tell_expiring

BEFORE = timedelta(days=14)


def remind_of_expiry() -> int:
    """Tells author and editors of what expires within a fortnight, once; how many were told."""
    moment = now()
    soon = Page.objects.live().filter(expire_at__gt=moment, expire_at__lte=moment + BEFORE)
    with in_chinese():
        return sum(
            tell_expiring(page, user)
            for page in soon.select_related("owner").specific()
            for user in _concerned(page)
        )


def _concerned(page) -> list:
    found = {user.pk: user for user in [page.owner, *editors_of(page)] if user is not None}
    return list(found.values())
