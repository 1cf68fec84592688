"""How a certificate and a batch of them stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateState(models.TextChoices):
    VALID = "valid", _("有效")
    REVOKED = "revoked", _("已撤销")


class BatchState(models.TextChoices):
    WAITING = "waiting", _("等待生成")
    WORKING = "working", _("正在生成")
    READY = "ready", _("已生成")
    FAILED = "failed", _("生成中断")
