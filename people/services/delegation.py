"""Lending one's role to a colleague for a leave: dated, logged, seen by both."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from common.clock import today
from people.access_log.enums import Action
from people.access_log.origin import Origin
from people.exceptions import DelegationRefusedError, RolesConflictError
from people.models import RoleGrant, School, Unit, User
from people.roles import DELEGATE, SITE_ROLES
from people.scopes import Capacity, own_capacities
from people.services.accounts import sync_editor_groups
from people.services.grant_words import grant_words
from people.services.grants import refuse_conflict, tell_of_grant

LONGEST = timedelta(days=180)


def delegable(user: User) -> list[Capacity]:
    """What `user` may lend: held in their own right, with the ability to delegate."""
    return [held for held in own_capacities(user, today()) if DELEGATE in held.abilities]


@transaction.atomic
def delegate(
    *,
    by: User,
    to: User,
    capacity: Capacity,
    starts_on: date,
    ends_on: date,
    reason: str,
    origin: Origin | None = None,
) -> RoleGrant:
    """Lends `capacity` to `to` from a day until a day, both included.

    The same again gives the delegation that is there. It holds only while `by` has the role. Raises
    DelegationRefusedError with a sentence that says what stands in the way.
    """
    _refuse_unfit(by, to, capacity, starts_on, ends_on)
    User.objects.select_for_update().get(pk=to.pk)
    unit = Unit.objects.filter(path=capacity.unit_path).first() if capacity.unit_path else None
    school = School.objects.filter(pk=capacity.school_id).first()
    same = RoleGrant.objects.filter(
        user=to,
        on_behalf_of=by,
        role=capacity.role,
        unit=unit,
        school=school,
        starts_on=starts_on,
        ends_on=ends_on,
        ended_at__isnull=True,
    ).first()
    if same:
        return same
    try:
        refuse_conflict(to, capacity.role)
    except RolesConflictError as error:
        raise DelegationRefusedError(
            _("对方现有的身份与这项工作不能由同一人兼任，请委托其他同事。")
        ) from error
    grant = RoleGrant(
        user=to,
        role=capacity.role,
        unit=unit,
        school=school,
        starts_on=starts_on,
        ends_on=ends_on,
        on_behalf_of=by,
        granted_by=by,
        reason=reason,
    )
    grant.full_clean()
    grant.save()
    sync_editor_groups(to)
    tell_of_grant(grant, grant_words(grant, ended=False), Action.DELEGATION, by, origin)
    return grant


def _refuse_unfit(by: User, to: User, capacity: Capacity, starts_on: date, ends_on: date) -> None:
    if capacity not in delegable(by) or capacity.role in SITE_ROLES:
        raise DelegationRefusedError(_("这项工作不属于您本人，不能委托。"))
    if to == by:
        raise DelegationRefusedError(_("不能委托给自己，请填写同事的教师编号或用户名。"))
    if not to.is_active:
        raise DelegationRefusedError(_("对方的账号已停用，请委托其他同事。"))
    if starts_on < today():
        raise DelegationRefusedError(_("开始日期不能早于今天。"))
    if ends_on < starts_on:
        raise DelegationRefusedError(_("结束日期不能早于开始日期。"))
    if ends_on - starts_on > LONGEST:
        raise DelegationRefusedError(_("一次委托最长 180 天，请缩短期限，到期后可再次委托。"))
