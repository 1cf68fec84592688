"""May this person hand out a way into that account: sentences that screens and services ask alike."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from common.clock import today
from people.enums import Role
from people.models import Post, RoleGrant, Teacher
from people.permissions import can_manage_account
from people.roles import GUARDED_ROLES, MANAGE_ACCOUNTS, ROLE_OF_POST
from people.scopes import Area, scope_of

NOWHERE = Area()


def within_reach_of(user) -> QuerySet[Teacher]:
    """Those whom `user` may serve: looked after, and with no duties beyond the user's own area.

    It asks of many people what can_manage_account asks of one, and asks it of those without an
    account too: activating a principal's would lend the sight of the principal's school.
    """
    area = scope_of(user).area(MANAGE_ACCOUNTS)
    people = Teacher.objects.manageable_by(user)
    return people if area.everywhere else people.exclude(_has_duties_beyond(area))


def can_hand_out(user, teacher: Teacher) -> bool:
    """Whether `user` may issue, revoke or reset for this teacher; never for oneself."""
    reached = within_reach_of(user).filter(pk=teacher.pk).exists()
    return reached and can_manage_account(user, teacher)


def can_suspend(user, teacher: Teacher) -> bool:
    """Whether `user` may close the account itself; a school's administrator may not."""
    return scope_of(user).area(MANAGE_ACCOUNTS).everywhere and can_hand_out(user, teacher)


def has_duties(teacher: Teacher) -> bool:
    """Whether the person holds, or is about to hold, more than their own record."""
    return Teacher.objects.filter(_has_duties_beyond(NOWHERE), pk=teacher.pk).exists()


def _has_duties_beyond(area: Area) -> Q:
    """Guarding posts and grants outside the area; those still to come count, too."""
    posts = Post.objects.filter(
        ~area.schools("school__"),
        Q(ends_on__isnull=True) | Q(ends_on__gte=today()),
        teacher=OuterRef("pk"),
        kind__in=[kind.value for kind in ROLE_OF_POST],
    )
    grants = RoleGrant.objects.not_over_on(today()).filter(
        ~Q(role=Role.SCHOOL_ADMIN) | ~area.schools("school__"),
        user=OuterRef("user"),
        role__in=[role.value for role in GUARDED_ROLES],
    )
    return Q(Exists(posts)) | Q(Exists(grants)) | Q(user__isnull=False, user__is_superuser=True)
