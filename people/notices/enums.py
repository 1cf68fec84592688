from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    NEW_DEVICE = "new_device", _("账号在新设备登录")
    PASSWORD_CHANGED = "password_changed", _("密码变动")
    ACCOUNT = "account", _("账号与授权变动")
    DELEGATION = "delegation", _("委托")
    ACTIVATION = "activation", _("账号激活")
    JOB = "job", _("后台任务完成")
    RECORD = "record", _("学时与材料")
    REVIEW = "review", _("课例与页面审核")
    TRAINING = "training", _("培训班")


# Who loses an account must hear of it: nobody, and no thief of a session, can switch these off.
ALWAYS_BY_EMAIL = (NoticeKind.NEW_DEVICE, NoticeKind.PASSWORD_CHANGED, NoticeKind.ACCOUNT)

# Whoever started a job mostly waits for it in front of the screen.
NOT_BY_EMAIL_UNLESS_ASKED = (NoticeKind.JOB,)


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("等待发送")
    SENT = "sent", _("已发送")
    FAILED = "failed", _("稍后重试")
    GIVEN_UP = "given_up", _("已停止重试")


UNSENT = (DeliveryState.WAITING, DeliveryState.FAILED)


class MailFault(models.TextChoices):
    """Why an e-mail did not go out: the sort of fault, without a word of whose mail it was."""

    UNREACHABLE = "unreachable", _("连接不上邮件服务器")
    TIMEOUT = "timeout", _("邮件服务器没有及时应答")
    ENCRYPTION = "encryption", _("与邮件服务器的加密连接没有建立")
    SIGN_IN = "sign_in", _("邮件服务器不接受系统的账号或密码")
    SENDER = "sender", _("邮件服务器不接受发件地址")
    RECIPIENT = "recipient", _("收件地址被拒收")
    RECIPIENT_LATER = "recipient_later", _("收件方暂时不接收")
    CONTENT = "content", _("邮件服务器不接受邮件内容")
    ADDRESS = "address", _("收件地址有误")
    BUSY = "busy", _("邮件服务器暂时不受理")
    DISCONNECTED = "disconnected", _("邮件服务器中断了连接")
    INTERRUPTED = "interrupted", _("发送中断")
    OTHER = "other", _("其他原因")


# Trying again would only be refused again.
FOR_GOOD = (MailFault.RECIPIENT, MailFault.CONTENT, MailFault.ADDRESS)
