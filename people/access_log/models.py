from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.clock import now
from common.ids import uuid7
from people.access_log.enums import Action
from people.access_log.exceptions import AccessLogIsAppendOnlyError
from people.access_log.querysets import AccessRecordQuerySet, AccessSubjectQuerySet
from people.enums import Role


class AccessRecord(models.Model):
    """Who did what with whose record, when, from where, under which role.

    Append-only: the database refuses to change a row, and to delete one before its time is up
    (people/access_log/lock.py). The name is kept as text beside the key, so that a row outlives its
    account. The indexes end as the log is read, latest first and `id` among rows of one moment, so
    that a page costs the same wherever in the log it lies.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(_("时间"), default=now)
    action = models.CharField(_("事项"), max_length=20, choices=Action)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="+",
        verbose_name=_("经手人"),
    )
    actor_name = models.CharField(_("经手人姓名"), max_length=150, blank=True)
    role = models.CharField(_("身份"), max_length=16, choices=Role, blank=True)
    what = models.CharField(_("内容"), max_length=200, blank=True)
    people = models.PositiveIntegerField(_("涉及人数"), default=0)
    address = models.GenericIPAddressField(_("来源地址"), null=True)
    path = models.CharField(_("页面"), max_length=300, blank=True)
    agent = models.CharField(_("浏览器"), max_length=200, blank=True)
    status = models.PositiveSmallIntegerField(_("状态码"), null=True)

    objects = AccessRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("访问记录")
        verbose_name_plural = _("访问记录")
        indexes = [
            models.Index(fields=["-at", "-id"], name="access_by_time"),
            models.Index(fields=["actor", "-at", "-id"], name="access_by_actor_time"),
            models.Index(fields=["action", "-at", "-id"], name="access_by_action_time"),
            models.Index(fields=["role", "-at", "-id"], name="access_by_role_time"),
            models.Index(fields=["address", "-at", "-id"], name="access_by_address_time"),
        ]

    def __str__(self):
        return f"{self.get_action_display()} {self.what}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AccessLogIsAppendOnlyError(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AccessLogIsAppendOnlyError(self.pk)


class AccessSubject(models.Model):
    """Whose record an access record is about; one row a teacher, so that each finds their readers."""

    record = models.ForeignKey(
        AccessRecord,
        models.DO_NOTHING,
        db_index=False,
        db_constraint=False,
        related_name="subjects",
    )
    teacher = models.ForeignKey(
        "people.Teacher",
        models.DO_NOTHING,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )
    at = models.DateTimeField(default=now)

    objects = AccessSubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("访问所涉教师")
        verbose_name_plural = _("访问所涉教师")
        constraints = [
            models.UniqueConstraint(fields=["record", "teacher"], name="subject_named_once")
        ]
        indexes = [models.Index(fields=["teacher", "-at", "-record"], name="access_by_teacher")]

    def __str__(self):
        return str(self.teacher_id)

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AccessLogIsAppendOnlyError(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AccessLogIsAppendOnlyError(self.pk)
