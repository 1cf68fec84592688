"""What the access log tells of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    OPENED = "opened", _("查看")
    EXPORTED = "exported", _("导出")
    REVEALED = "revealed", _("查看完整手机号")
    CHANGED = "changed", _("变更")
    REFUSED = "refused", _("拒绝访问")
    SIGNED_IN = "signed_in", _("登录")
    SIGN_IN_FAILED = "sign_in_failed", _("登录失败")
    SIGN_IN_LOCKED = "sign_in_locked", _("登录受限")
    SIGNED_OUT = "signed_out", _("退出")
    SECOND_FACTOR = "second_factor", _("双因素验证变更")
    PASSWORD = "password", _("密码变更")  # noqa: S105  # the name of an action
    ACTIVATION = "activation", _("激活码")
    DELEGATION = "delegation", _("委托")
    GRANT = "grant", _("授权变更")
    RETENTION = "retention", _("到期清理")


# What a person finds in their own sign-in history.
SIGN_IN_ACTIONS = (
    Action.SIGNED_IN,
    Action.SIGN_IN_FAILED,
    Action.SIGN_IN_LOCKED,
    Action.SIGNED_OUT,
    Action.SECOND_FACTOR,
    Action.PASSWORD,
)

# What a teacher is told when asking who read their record.
READING_ACTIONS = (Action.OPENED, Action.EXPORTED, Action.REVEALED, Action.CHANGED)
