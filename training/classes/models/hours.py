from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.clock import now
from common.fields import HoursField
from credits.enums import Category


class Confirmation(models.Model):
    """That the hours of a class were confirmed, or corrected later: once a round."""

    training_class = models.ForeignKey(
        "classes.TrainingClass", models.PROTECT, related_name="confirmations"
    )
    round = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField(_("确认时间"), default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_name = models.CharField(_("确认人"), max_length=150)
    reason = models.CharField(_("理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("学时确认")
        verbose_name_plural = _("学时确认")
        ordering = ["training_class", "round"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "round"], name="class_confirmed_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(round=1) | ~Q(reason=""), name="correction_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.training_class_id} {self.round}"


class Award(models.Model):
    """What one person got from a class in one round, and why not more.

    Minutes are whole minutes. `why_not` is a code of presence_rules; empty where the class was
    completed. A correction makes another award, and this one no longer `stands`.
    """

    place = models.ForeignKey("classes.Place", models.PROTECT, related_name="awards")
    confirmation = models.ForeignKey(Confirmation, models.PROTECT, related_name="awards")
    minutes_present = models.PositiveIntegerField(_("出勤分钟"))
    class_minutes = models.PositiveIntegerField(_("培训分钟"))
    completed = models.BooleanField(_("结业"))
    why_not = models.CharField(max_length=20, blank=True)
    hours = HoursField(_("学时"))
    capped_hours = HoursField(_("超出每日上限的学时"), default=0)
    stands = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("学时结果")
        verbose_name_plural = _("学时结果")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "confirmation"], name="award_once_a_round"),
            models.UniqueConstraint(
                fields=["place"], condition=Q(stands=True), name="one_award_stands"
            ),
            models.CheckConstraint(condition=Q(hours__gte=0), name="award_not_negative"),
            models.CheckConstraint(
                condition=Q(completed=True) | Q(hours=0), name="no_hours_without_completion"
            ),
        ]

    def __str__(self):
        return f"{self.place_id}: {self.hours}"


class DayHours(models.Model):
    """学时 of one award on one day in one category; the day cap across classes reads them (H1)."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="days")
    day = models.DateField(_("日期"))
    category = models.CharField(_("培训内容"), max_length=16, choices=Category)
    hours = HoursField(_("学时"))

    class Meta:
        verbose_name = _("当日学时")
        verbose_name_plural = _("当日学时")
        ordering = ["day", "category"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "day", "category"], name="day_hours_once_a_category"
            ),
            models.CheckConstraint(condition=Q(hours__gt=0), name="day_hours_are_positive"),
        ]

    def __str__(self):
        return f"{self.day} {self.hours}"
