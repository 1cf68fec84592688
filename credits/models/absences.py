from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from credits.querysets import OfTeacherQuerySet


class Exemption(models.Model):
    """An approved release from one year's minimum, with its paper (P4)."""

    teacher = models.ForeignKey(
        "people.Teacher", models.PROTECT, related_name="exemptions", verbose_name=_("教师")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    reason = models.CharField(_("事由"), max_length=200)
    document = models.CharField(_("批准文件"), max_length=120)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("批准人")
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()
    objects = OfTeacherQuerySet.as_manager()

    class Meta:
        verbose_name = _("免修")
        verbose_name_plural = _("免修")
        constraints = [
            models.UniqueConstraint(fields=["teacher", "year"], name="exemption_once_a_year")
        ]

    def __str__(self):
        return f"{self.teacher} {self.year}"


class Leave(models.Model):
    """Approved leave: its days do not make a month count towards the minimum (V2)."""

    teacher = models.ForeignKey(
        "people.Teacher", models.PROTECT, related_name="leaves", verbose_name=_("教师")
    )
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    reason = models.CharField(_("事由"), max_length=200)
    document = models.CharField(_("批准文件"), max_length=120)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("批准人")
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()
    objects = OfTeacherQuerySet.as_manager()

    class Meta:
        verbose_name = _("请假")
        verbose_name_plural = _("请假")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="leave_ends_after_it_starts"
            )
        ]

    def __str__(self):
        return f"{self.teacher} {self.starts_on}"
