"""May this person do this: sentences that views, templates and services ask alike."""

from django.db.models import Q

from common.clock import today
from people.enums import Role
from people.models import Teacher
from people.roles import GUARDED_ROLES, MANAGE_ACCOUNTS, REVEAL_PHONES
from people.scopes import scope_of


def can_manage_account(user, teacher: Teacher) -> bool:
    """Whether `user` may hand out, reissue or reset this teacher's way in.

    Never one's own; and a school's administrator not that of somebody who, as an officer or
    administrator elsewhere, can see more than they do: a reset would lend them that sight.
    """
    if not Teacher.objects.manageable_by(user).filter(pk=teacher.pk).exists():
        return False
    area = scope_of(user).area(MANAGE_ACCOUNTS)
    if area.everywhere or teacher.user is None:
        return True
    guarded = [c for c in scope_of(teacher.user).capacities if c.role in GUARDED_ROLES]
    return not teacher.user.is_superuser and all(
        c.role == Role.SCHOOL_ADMIN and c.school_id in area.school_ids for c in guarded
    )


def can_reveal_phone(user, teacher: Teacher) -> bool:
    """Whether `user` may see the whole number: where they may, and the teacher is in post or coming.

    A former school or unit goes on seeing the hours it recorded, but not the number.
    """
    area = scope_of(user).area(REVEAL_PHONES)
    here = area.schools("school__") | area.units("unit__")
    held = Q(ends_on__isnull=True) | Q(ends_on__gte=today())
    return teacher.posts.filter(here).filter(held).exists()
