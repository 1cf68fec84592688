from django.db import models
from django.utils.translation import gettext_lazy as _

from common.clock import now


class FailedAttempt(models.Model):
    """One wrong guess at a password or a code, kept as long as it counts against the next.

    `key` is a digest that names whose account was tried; `address` is empty while the attempt is
    still being looked at.
    """

    key = models.CharField(max_length=64)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("登录失败")
        verbose_name_plural = _("登录失败")
        indexes = [
            models.Index(fields=["key", "at"], name="failed_by_key"),
            models.Index(fields=["address", "at"], name="failed_by_address"),
            models.Index(fields=["at"], name="failed_by_age"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"
