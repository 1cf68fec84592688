from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.clock import now
from common.ids import uuid7
from people.activation.codes import last_day_before
from people.activation.enums import CodeState, JobState, Purpose, Way
from people.activation.querysets import (
    MOST_FAILURES,
    SILENCE,
    ActivationCodeQuerySet,
    PrintJobQuerySet,
)


class ActivationCode(models.Model):
    """A code that lets one teacher set a password, once. The code itself is nowhere on record.

    `sent_to` is the masked address of an e-mail. `failures` counts wrong answers to who one is.
    """

    teacher = models.ForeignKey(
        "people.Teacher",
        models.CASCADE,
        related_name="activation_codes",
        verbose_name=_("教师"),
    )
    purpose = models.CharField(_("用途"), max_length=10, choices=Purpose)
    way = models.CharField(_("发放方式"), max_length=10, choices=Way)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sent_to = models.CharField(_("收件地址"), max_length=120, blank=True)
    issued_at = models.DateTimeField(_("发放时间"), default=now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("发放人"),
    )
    issued_by_name = models.CharField(_("发放人姓名"), max_length=150, blank=True)
    expires_at = models.DateTimeField(_("失效时间"))
    used_at = models.DateTimeField(_("使用时间"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    revoked_by_name = models.CharField(_("作废人姓名"), max_length=150, blank=True)
    failures = models.PositiveSmallIntegerField(_("核对不符次数"), default=0)

    objects = ActivationCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("激活码")
        verbose_name_plural = _("激活码")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["teacher"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="one_live_code_a_teacher",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
                name="code_used_or_revoked_not_both",
            ),
        ]
        indexes = [models.Index(fields=["issued_at"], name="code_by_age")]

    def __str__(self):
        return f"{self.get_purpose_display()} {self.teacher_id}"

    @property
    def last_day(self) -> date:
        """The last day on which it works."""
        return last_day_before(self.expires_at)

    @property
    def state(self) -> CodeState:
        if self.used_at is not None:
            return CodeState.USED
        if self.revoked_at is not None:
            return CodeState.REVOKED
        if self.failures >= MOST_FAILURES:
            return CodeState.LOCKED
        return CodeState.LIVE if now() < self.expires_at else CodeState.EXPIRED


class PrintJob(models.Model):
    """One sheet of activation codes ordered: for whom, how far it got, where the file is.

    `drawn` of `count` slips are drawn; `issued` codes are on the finished sheet, fewer where somebody
    activated or left meanwhile. `stored_name` is the file under PRIVATE_ROOT, empty once it is gone;
    `form_id` makes sending the order twice one order.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    form_id = models.UUIDField(editable=False)
    state = models.CharField(_("状态"), max_length=10, choices=JobState, default=JobState.WAITING)
    teacher_ids = models.JSONField(default=list, editable=False)
    count = models.PositiveIntegerField(_("人数"))
    drawn = models.PositiveIntegerField(_("已生成"), default=0)
    issued = models.PositiveIntegerField(_("已发放"), default=0)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("经手人")
    )
    ordered_by_name = models.CharField(_("经手人姓名"), max_length=150)
    ordered_at = models.DateTimeField(_("提交时间"), default=now)
    started_at = models.DateTimeField(null=True, editable=False)
    beat_at = models.DateTimeField(null=True, editable=False)
    ready_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    downloaded_at = models.DateTimeField(_("首次下载时间"), null=True, blank=True)
    file_until = models.DateTimeField(_("文件保留至"), null=True, blank=True)
    stored_name = models.CharField(max_length=100, blank=True, editable=False)

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("激活单")
        verbose_name_plural = _("激活单")
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["ordered_by", "form_id"], name="sheet_ordered_once")
        ]
        indexes = [models.Index(fields=["ordered_by", "-ordered_at"], name="print_job_by_person")]

    def __str__(self):
        return str(self.pk)

    @property
    def has_file(self) -> bool:
        """Whether it can still be downloaded."""
        return self.state == JobState.READY and bool(self.stored_name) and now() < self.file_until

    @property
    def is_alive(self) -> bool:
        """Whether a worker is at it."""
        return self.state == JobState.WORKING and now() - self.beat_at < SILENCE
