"""What an account may do: its grants, its teacher record, its place among the editors of pages."""

from datetime import date

from django.contrib.auth.models import Group
from django.db import transaction

from people.enums import Role
from people.models import RoleGrant, School, Teacher, Unit, User
from people.scopes import scope_of

# Wagtail's own two groups: Editors write and hand in, Moderators publish.
EDITOR_GROUPS = {Role.TRAINER: "Editors", Role.CITY_OFFICER: "Moderators"}


@transaction.atomic
def grant_role(
    user: User,
    role: Role,
    *,
    starts_on: date,
    ends_on: date | None = None,
    unit: Unit | None = None,
    school: School | None = None,
    by: User | None = None,
) -> RoleGrant:
    """Gives the role over the unit or school. Raises ValidationError if the scope does not fit it."""
    grant = RoleGrant(
        user=user,
        role=role,
        unit=unit,
        school=school,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_by=by,
    )
    grant.full_clean()
    grant.save()
    sync_editor_groups(user)
    return grant


def link_teacher(user: User, teacher: Teacher) -> None:
    """Makes the account the teacher's own; the role of teacher follows from that."""
    teacher.user = user
    teacher.save(update_fields=["user"])


def sync_editor_groups(user: User) -> bool:
    """Puts the account into Wagtail's groups as its grants of today ask; whether that changed it."""
    roles = scope_of(User.objects.get(pk=user.pk)).roles
    wanted = {EDITOR_GROUPS[role] for role in roles & EDITOR_GROUPS.keys()}
    held = set(user.groups.values_list("name", flat=True)) & set(EDITOR_GROUPS.values())
    user.groups.add(*Group.objects.filter(name__in=wanted - held))
    user.groups.remove(*Group.objects.filter(name__in=held - wanted))
    return wanted != held
