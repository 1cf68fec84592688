from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from people.enums import Sex
from people.querysets import TeacherQuerySet


class Teacher(models.Model):
    """A person on the roster, known by 教师编号; an account is linked when they activate one."""

    number = models.CharField(_("教师编号"), max_length=32, unique=True)
    name = models.CharField(_("姓名"), max_length=60)
    sex = models.CharField(_("性别"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    phone = models.CharField(_("手机号"), max_length=20, blank=True)
    backbone = models.BooleanField(_("骨干教师"), default=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="teacher",
        verbose_name=_("账号"),
    )

    history = HistoricalRecords()
    objects = TeacherQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("教师")
        verbose_name_plural = _("教师")

    def __str__(self):
        return self.name
