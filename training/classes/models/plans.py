from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from common.fields import HoursField
from credits.enums import Category, Level
from training.classes.enums import PlanState, Term
from training.classes.querysets import YearPlanQuerySet


class YearPlan(models.Model):
    """The training classes that a unit or the city means to hold in a year (R17)."""

    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="year_plans", verbose_name=_("单位")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    state = models.CharField(_("状态"), max_length=10, choices=PlanState, default=PlanState.DRAFT)
    note = models.TextField(_("说明"), max_length=2000, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_reason = models.CharField(_("退回理由"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()
    objects = YearPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("年度培训计划")
        verbose_name_plural = _("年度培训计划")
        ordering = ["-year", "unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_plan_a_unit_and_year"),
            models.CheckConstraint(
                condition=Q(state=PlanState.PUBLISHED, published_at__isnull=False)
                | (~Q(state=PlanState.PUBLISHED) & Q(published_at__isnull=True)),
                name="published_plan_has_its_time",
            ),
        ]

    def __str__(self):
        return f"{self.unit_id} {self.year}"


class PlannedClass(models.Model):
    """One line of a plan: whom it is for, how many 学时, when, how many places and what it may cost."""

    plan = models.ForeignKey(
        YearPlan, models.CASCADE, related_name="lines", verbose_name=_("年度培训计划")
    )
    title = models.CharField(_("培训班名称"), max_length=120)
    level = models.CharField(_("培训级别"), max_length=16, choices=Level)
    audience_kinds = models.JSONField(_("培训对象"), default=list, blank=True)
    backbone = models.BooleanField(_("骨干教师研修班"), default=False)
    category = models.CharField(_("培训内容"), max_length=16, choices=Category)
    hours = HoursField(_("学时"))
    term = models.CharField(_("时间"), max_length=8, choices=Term)
    places = models.PositiveIntegerField(_("名额"), validators=[MinValueValidator(1)])
    budget = models.PositiveIntegerField(_("经费预算（元）"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("计划项目")
        verbose_name_plural = _("计划项目")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0), name="planned_class_gives_hours"),
            models.CheckConstraint(condition=Q(places__gte=1), name="planned_class_has_a_place"),
        ]

    def __str__(self):
        return self.title
