from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from common.clock import now
from common.fields import HoursField
from credits.enums import Category, Dimension, LimitKind, Proration, ReviewLevels
from credits.rules import Cap, Terms


def counting_by_default() -> list[str]:
    return [category for category in Category.values if category != Category.OTHER]


class PolicyQuerySet(models.QuerySet):
    def known_at(self, moment):
        """Editions on record at `moment`; all where it is None (L3)."""
        return self if moment is None else self.filter(recorded_at__lte=moment)

    def in_force_on(self, day):
        """The edition in force on `day`. Raises Policy.DoesNotExist before the first one."""
        found = self.filter(effective_from__lte=day).order_by("-effective_from", "-pk").first()
        if found is None:
            raise self.model.DoesNotExist(f"no policy in force on {day}")
        return found


class Policy(models.Model):
    """One dated edition of the rules on hours (V1, V2, H1, H3, H4): data, never constants."""

    edition = models.CharField(_("版本"), max_length=40, unique=True)
    document_name = models.CharField(_("依据文件"), max_length=200, blank=True)
    document_no = models.CharField(_("发文字号"), max_length=60, blank=True)
    effective_from = models.DateField(_("施行日期"))
    recorded_at = models.DateTimeField(_("登记时间"), default=now)
    required_hours = HoursField(_("年度学时"), default=Decimal("30.0"))
    proration = models.CharField(
        _("折算办法"), max_length=8, choices=Proration, default=Proration.NONE
    )
    counting_categories = models.JSONField(_("计入的培训内容"), default=counting_by_default)
    year_starts_month = models.PositiveSmallIntegerField(_("年度起始月"), default=1)
    year_starts_day = models.PositiveSmallIntegerField(_("年度起始日"), default=1)
    hour_minutes = models.PositiveSmallIntegerField(_("每学时分钟数"), default=45)
    day_cap = HoursField(_("每日学时上限"), default=Decimal("8.0"))
    min_attendance_percent = models.PositiveSmallIntegerField(_("最低出勤率（%）"), default=80)
    review_levels = models.CharField(
        _("申报审核层级"),
        max_length=12,
        choices=ReviewLevels,
        default=ReviewLevels.SCHOOL_THEN_UNIT,
    )
    review_days = models.PositiveSmallIntegerField(_("每级审核时限（天）"), default=10)
    appeal_days = models.PositiveSmallIntegerField(_("申请复核时限（天）"), default=15)
    evidence_required = models.BooleanField(_("申报须有佐证材料"), default=True)

    history = HistoricalRecords()
    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_from"]
        verbose_name = _("学时政策")
        verbose_name_plural = _("学时政策")
        constraints = [
            models.CheckConstraint(
                condition=Q(required_hours__gte=0), name="policy_asks_no_less_than_0"
            ),
            models.CheckConstraint(
                condition=Q(year_starts_month__range=(1, 12), year_starts_day__range=(1, 28)),
                name="policy_year_starts_on_a_day_of_every_month",
            ),
        ]

    def __str__(self):
        return self.edition

    @property
    def year_starts(self) -> tuple[int, int]:
        return self.year_starts_month, self.year_starts_day

    def terms(self) -> Terms:
        """The edition as the rules take it. One query unless `limits` are prefetched."""
        limits = list(self.limits.all())
        return Terms(
            edition=self.edition,
            required=self.required_hours,
            proration=self.proration,
            counting=frozenset(self.counting_categories),
            caps=tuple(
                Cap(limit.dimension, limit.value, limit.hours)
                for limit in limits
                if limit.kind == LimitKind.CAP
            ),
            minimums={
                limit.value: limit.hours for limit in limits if limit.kind == LimitKind.MINIMUM
            },
            year_starts=self.year_starts,
        )


class PolicyLimit(models.Model):
    """A cap or a minimum of one edition (H4)."""

    policy = models.ForeignKey(
        Policy, models.CASCADE, related_name="limits", verbose_name=_("学时政策")
    )
    kind = models.CharField(_("类别"), max_length=8, choices=LimitKind)
    dimension = models.CharField(_("维度"), max_length=8, choices=Dimension)
    value = models.CharField(_("取值"), max_length=16)
    hours = HoursField(_("学时"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("学时限额")
        verbose_name_plural = _("学时限额")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "kind", "dimension", "value"], name="limit_stated_once"
            ),
            models.CheckConstraint(condition=Q(hours__gte=0), name="limit_not_negative"),
            models.CheckConstraint(
                condition=Q(kind=LimitKind.CAP) | Q(dimension=Dimension.CATEGORY),
                name="minimum_is_for_a_category",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.value} {self.hours}"
