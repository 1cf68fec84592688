"""Whose account an identity of the single sign-on stands for."""

from django.utils.translation import gettext as _

from common.clock import today
from people.exceptions import AccountNameTakenError
from people.models import Teacher, User
from people.services.accounts import open_account
from people.sign_in.accounts import as_typed

CLAIM = "teacher_claim"


class IdentityRefusedError(Exception):
    """The identity leads to no account; `reason` is a sentence for the person."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def teacher_number_of(sociallogin) -> str:
    """The teacher number that the provider gives, empty if it gives none."""
    told = sociallogin.account.extra_data
    claims = {**(told.get("id_token") or {}), **(told.get("userinfo") or {})} or told
    claim = sociallogin.provider.app.settings.get(CLAIM, "")
    value = claims.get(claim)
    return as_typed(str(value)) if isinstance(value, str | int) and claim else ""


def account_for(number: str) -> User:
    """The account of the teacher with this number, opened if they are in post and had none.

    Raises IdentityRefusedError if the roster does not have them, or the account is closed.
    """
    if not number:
        raise IdentityRefusedError(
            _("统一身份认证没有提供教师编号。请先用密码登录，再在“账号与安全”中关联。")
        )
    teacher = Teacher.objects.select_related("user").filter(number=number).first()
    if teacher is None:
        raise IdentityRefusedError(
            _("教师花名册中没有您的教师编号。请与学校管理员联系，核对花名册。")
        )
    if teacher.user is None:
        if not teacher.posts.in_force_on(today()).exists():
            raise IdentityRefusedError(
                _("花名册中没有您现任的岗位。请与学校管理员联系，核对花名册。")
            )
        return _opened(teacher)
    if not teacher.user.is_active:
        raise IdentityRefusedError(_("您的账号已停用。如需恢复，请与学校管理员联系。"))
    return teacher.user


def _opened(teacher: Teacher) -> User:
    try:
        return open_account(teacher)
    except AccountNameTakenError as error:
        raise IdentityRefusedError(
            _("该教师编号已被另一个账号使用。请与系统管理员联系。")
        ) from error
