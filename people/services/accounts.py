"""An account: whose it is, and its place among the editors of pages."""

from django.contrib.auth.models import Group
from django.db import transaction

from people.enums import Role
from people.exceptions import AccountNameTakenError
from people.models import Teacher, User
from people.scopes import scope_of

# Wagtail's own two groups open its administration. Which pages somebody may write or approve there
# follows from the grants themselves: courses/permissions.py.
EDITOR_GROUPS = {
    Role.TRAINER: "Editors",
    Role.EDITOR: "Moderators",
    Role.CITY_OFFICER: "Moderators",
}


def link_teacher(user: User, teacher: Teacher) -> None:
    """Makes the account the teacher's own; the role of teacher follows from that."""
    teacher.user = user
    teacher.save(update_fields=["user"])


@transaction.atomic
def open_account(teacher: Teacher) -> User:
    """The teacher's account, made without a usable password if there is none yet.

    It is named by the 教师编号. Calling it again gives the same account. Raises AccountNameTakenError
    if somebody else's account goes by that name.
    """
    locked = Teacher.objects.select_for_update().get(pk=teacher.pk)
    if locked.user is not None:
        return locked.user
    if User.objects.filter(username=locked.number).exists():
        raise AccountNameTakenError(locked.number)
    user = User(username=locked.number, first_name=locked.name)
    user.set_unusable_password()
    user.save()
    link_teacher(user, locked)
    return user


def sync_editor_groups(user: User) -> bool:
    """Puts the account into Wagtail's groups as its grants of today ask; whether that changed it."""
    roles = scope_of(User.objects.get(pk=user.pk)).roles
    wanted = {EDITOR_GROUPS[role] for role in roles & EDITOR_GROUPS.keys()}
    held = set(user.groups.values_list("name", flat=True)) & set(EDITOR_GROUPS.values())
    user.groups.add(*Group.objects.filter(name__in=wanted - held))
    user.groups.remove(*Group.objects.filter(name__in=held - wanted))
    return wanted != held
