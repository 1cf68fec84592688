from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from training.enums import Asks, Force
from training.staffing_rules import Standard


class StaffingStandard(models.Model):
    """One dated row of the staffing standards (S1): what it asks, whom it covers, its source."""

    code = models.CharField(_("编号"), max_length=40, unique=True)
    title = models.CharField(_("名称"), max_length=120)
    asks = models.CharField(_("要求"), max_length=24, choices=Asks)
    amount = models.PositiveIntegerField(_("数值"))
    force = models.CharField(_("效力"), max_length=10, choices=Force, default=Force.MANDATORY)
    document_name = models.CharField(_("依据文件"), max_length=200)
    document_no = models.CharField(_("发文字号"), max_length=60, blank=True)
    effective_from = models.DateField(_("施行日期"))
    effective_to = models.DateField(_("废止日期"), null=True, blank=True)
    target_date = models.DateField(_("目标日期"), null=True, blank=True)
    school_kinds = models.JSONField(_("适用办学类型"), default=list, blank=True)
    stages = models.JSONField(_("适用学段"), default=list, blank=True)
    boarding_only = models.BooleanField(_("仅寄宿制学校"), default=False)
    min_students = models.PositiveIntegerField(_("最少在校学生数"), null=True, blank=True)
    max_students = models.PositiveIntegerField(_("最多在校学生数"), null=True, blank=True)
    part_time_equivalent = models.DecimalField(
        _("一名兼职折合专职"), max_digits=3, decimal_places=2, default=0
    )
    enabled = models.BooleanField(_("启用"), default=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["effective_from", "code"]
        verbose_name = _("配备标准")
        verbose_name_plural = _("配备标准")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="standard_asks_something"),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="standard_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(part_time_equivalent__range=(0, 1)), name="part_timer_worth_0_to_1"
            ),
        ]

    def __str__(self):
        return self.title

    def as_rule(self) -> Standard:
        return Standard(
            code=self.code,
            title=self.title,
            asks=self.asks,
            amount=self.amount,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            school_kinds=frozenset(self.school_kinds),
            stages=frozenset(self.stages),
            boarding_only=self.boarding_only,
            min_students=self.min_students,
            max_students=self.max_students,
            part_time_equivalent=self.part_time_equivalent,
            enabled=self.enabled,
            target_date=self.target_date,
        )
