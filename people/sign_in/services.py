"""What an administrator does to somebody's way of signing in, and the person to their sessions."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from people.access_log.enums import Action
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access
from people.models import User
from people.notices.enums import NoticeKind
from people.notices.services.notifying import notify
from people.sign_in.letters import in_chinese
from people.sign_in.permissions import can_remove_factors


@transaction.atomic
def remove_factors(user: User, *, by: User | None, origin: Origin | None = None) -> int:
    """Takes away every second factor of one who has lost the device, and ends their sessions.

    `by` None is the operator of the machine. Gives how many there were; where there were none,
    nothing happens. Raises PermissionDenied for anybody but an administrator of all accounts, and
    for one's own account.
    """
    if by is not None and not can_remove_factors(by, user):
        raise PermissionDenied
    held = Authenticator.objects.filter(user=user)
    number = held.exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    if not number:
        return 0
    held.delete()
    end_sessions(user)
    teacher = getattr(user, "teacher", None)
    with in_chinese():
        record_access(
            Action.SECOND_FACTOR,
            by=by,
            origin=origin or Origin(),
            what=_("清除双因素验证：%(name)s") % {"name": user.get_full_name()},
            teacher_ids=[teacher.pk] if teacher else [],
        )
        notify(
            user,
            NoticeKind.ACCOUNT,
            title=_("您的双因素验证已由管理员清除"),
            body=_(
                "系统管理员清除了您账号的身份验证器、通行密钥和恢复码，所有会话已结束。"
                "下次用密码登录后，请重新设置。如果您没有提出过申请，请立即与系统管理员联系。"
            ),
            url=reverse("account-security"),
        )
    return number


def end_sessions(user: User, *, but: str | None = None) -> int:
    """Signs `user` out everywhere, except in the session with the key `but`; how many ended."""
    sessions = [
        session for session in UserSession.objects.filter(user=user) if session.session_key != but
    ]
    for session in sessions:
        session.end()
    return len(sessions)
