"""Giving and ending roles."""

from datetime import date

from django.db import transaction

from common.clock import now, today
from people.access_log.enums import Action
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access
from people.enums import Role
from people.exceptions import OwnGrantError, RolesConflictError
from people.models import Post, RoleGrant, School, Unit, User
from people.notices.enums import NoticeKind
from people.notices.services.notifying import notify
from people.roles import conflict_between
from people.scopes import scope_of
from people.services.accounts import sync_editor_groups
from people.services.grant_words import grant_words


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
    reason: str = "",
    origin: Origin | None = None,
) -> RoleGrant:
    """Gives the role over the unit or school; `by` is None for a command.

    The administration of a school where the person has a post hangs on that post and ends with it.
    The same again gives the grant that is there.
    Raises ValidationError if the scope does not fit the role, OwnGrantError for oneself,
    RolesConflictError if the person would join what people.roles keeps apart.
    """
    if by is not None and by == user:
        raise OwnGrantError
    # One after the other: two at once would both see a person without the other's role.
    User.objects.select_for_update().get(pk=user.pk)
    refuse_conflict(user, role)
    grant = RoleGrant(
        user=user,
        role=role,
        unit=unit,
        school=school,
        starts_on=starts_on,
        ends_on=ends_on,
        post=_post_at(user, school) if school else None,
        granted_by=by,
        reason=reason,
    )
    grant.full_clean()
    if same := _already(grant):
        return same
    grant.save()
    sync_editor_groups(user)
    tell_of_grant(grant, grant_words(grant, ended=False), Action.GRANT, by, origin)
    return grant


@transaction.atomic
def end_grant(grant: RoleGrant, *, by: User, origin: Origin | None = None) -> RoleGrant:
    """Ends the grant at once; again changes nothing. Raises OwnGrantError for one's own role."""
    if grant.user == by and grant.on_behalf_of_id is None:
        raise OwnGrantError
    locked = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if locked.ended_at is not None:
        return locked
    locked.ended_at, locked.ended_by = now(), by
    locked.save(update_fields=["ended_at", "ended_by"])
    sync_editor_groups(locked.user)
    action = Action.DELEGATION if locked.on_behalf_of_id else Action.GRANT
    tell_of_grant(locked, grant_words(locked, ended=True), action, by, origin)
    return locked


def refuse_conflict(user: User, role: Role) -> None:
    """Raises RolesConflictError if `role` beside what the person holds breaks the separation.

    Grants still to come count: two that begin later would otherwise meet unseen.
    """
    held = set(scope_of(User.objects.get(pk=user.pk)).roles)
    held |= {Role(r) for r in user.grants.not_over_on(today()).values_list("role", flat=True)}
    pair = conflict_between(frozenset(held | {role}))
    if pair:
        raise RolesConflictError(pair)


def _already(grant: RoleGrant) -> RoleGrant | None:
    """The same role over the same place and days, given before and not ended."""
    names = ("user", "role", "unit", "school", "starts_on", "ends_on")
    same = {name: getattr(grant, name) for name in names}
    return RoleGrant.objects.filter(
        **same, on_behalf_of__isnull=True, ended_at__isnull=True
    ).first()


def _post_at(user: User, school: School) -> Post | None:
    teacher = getattr(user, "teacher", None)
    if teacher is None:
        return None
    held = teacher.posts.filter(school=school).in_force_on(today())
    return held.order_by("-starts_on", "-pk").first()


def tell_of_grant(
    grant: RoleGrant, words: tuple[str, str], action: Action, by: User | None, origin: Origin | None
) -> None:
    """The person hears of it, and so does the one on whose behalf; the log keeps it."""
    title, body = words
    kind = NoticeKind.DELEGATION if grant.on_behalf_of_id else NoticeKind.ACCOUNT
    url = "/delegations/" if grant.on_behalf_of_id else "/start/"
    for person in filter(None, (grant.user, grant.on_behalf_of)):
        notify(person, kind, title=title, body=body, url=url)
    teacher = getattr(grant.user, "teacher", None)
    record_access(
        action,
        by=by,
        origin=origin or Origin(),
        what=body,
        teacher_ids=[teacher.pk] if teacher else [],
    )
