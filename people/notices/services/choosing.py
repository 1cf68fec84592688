"""Which kinds of notice a person gets by e-mail as well."""

from collections.abc import Collection

from django.db import transaction

from people.models import User
from people.notices.enums import ALWAYS_BY_EMAIL, NOT_BY_EMAIL_UNLESS_ASKED, NoticeKind
from people.notices.models import NoticeChoice

CHOOSABLE = tuple(kind for kind in NoticeKind if kind not in ALWAYS_BY_EMAIL)


def kinds_by_email(user: User) -> frozenset[NoticeKind]:
    """One query."""
    chosen = dict(NoticeChoice.objects.visible_to(user).values_list("kind", "by_email"))
    wanted = {kind for kind in CHOOSABLE if chosen.get(kind, kind not in NOT_BY_EMAIL_UNLESS_ASKED)}
    return frozenset(wanted) | frozenset(ALWAYS_BY_EMAIL)


@transaction.atomic
def choose_kinds(wanted: Collection[str], *, by: User) -> None:
    """Keeps what `by` wants for themselves; kinds that cannot be chosen are left as they are."""
    for kind in CHOOSABLE:
        NoticeChoice.objects.update_or_create(
            user=by, kind=kind, defaults={"by_email": kind in wanted}
        )
