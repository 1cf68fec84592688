import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.clock import now
from training.classes.enums import Direction, LeaveState, MarkWay


class Mark(models.Model):
    """One check-in or check-out. Its key is made where it was scanned: sent twice, it is one.

    `device` is a token of the browser by which the organiser sees that one phone marked several
    people; it is kept with nothing else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        "classes.Session", models.PROTECT, related_name="marks", verbose_name=_("场次")
    )
    place = models.ForeignKey(
        "classes.Place", models.PROTECT, related_name="marks", verbose_name=_("学员")
    )
    direction = models.CharField(_("签到或签退"), max_length=3, choices=Direction)
    at = models.DateTimeField(_("时间"))
    way = models.CharField(_("方式"), max_length=10, choices=MarkWay)
    received_at = models.DateTimeField(_("收到时间"), default=now)
    device = models.CharField(max_length=40, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("签到记录")
        verbose_name_plural = _("签到记录")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["session", "place"], name="mark_session_place")]

    def __str__(self):
        return f"{self.get_direction_display()} {self.at}"


class PresenceSpan(models.Model):
    """A time in which somebody was there: by roll call, the paper list, or a meeting platform."""

    session = models.ForeignKey(
        "classes.Session", models.PROTECT, related_name="spans", verbose_name=_("场次")
    )
    place = models.ForeignKey(
        "classes.Place", models.PROTECT, related_name="spans", verbose_name=_("学员")
    )
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    way = models.CharField(_("方式"), max_length=10, choices=MarkWay)
    received_at = models.DateTimeField(_("登记时间"), default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("在场时段")
        verbose_name_plural = _("在场时段")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="span_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["session", "place", "starts_at", "ends_at", "way"], name="span_told_once"
            ),
        ]

    def __str__(self):
        return f"{self.starts_at} – {self.ends_at}"


class Ruling(models.Model):
    """An organiser's word on one person's presence in one session, with the reason; the last counts.

    Without times the person was absent. Marks and spans stay on record beside it.
    """

    session = models.ForeignKey(
        "classes.Session", models.PROTECT, related_name="rulings", verbose_name=_("场次")
    )
    place = models.ForeignKey(
        "classes.Place", models.PROTECT, related_name="rulings", verbose_name=_("学员")
    )
    starts_at = models.DateTimeField(_("到场"), null=True, blank=True)
    ends_at = models.DateTimeField(_("离场"), null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=300)
    at = models.DateTimeField(_("更正时间"), default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_name = models.CharField(_("更正人"), max_length=150)

    class Meta:
        verbose_name = _("考勤更正")
        verbose_name_plural = _("考勤更正")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")),
                name="ruling_is_absence_or_a_span",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="ruling_has_a_reason"),
        ]

    def __str__(self):
        return self.reason


class Leave(models.Model):
    """Leave asked for from one session. It excuses; it does not count as presence (H1)."""

    session = models.ForeignKey(
        "classes.Session", models.CASCADE, related_name="leaves", verbose_name=_("场次")
    )
    place = models.ForeignKey(
        "classes.Place", models.CASCADE, related_name="leaves", verbose_name=_("学员")
    )
    reason = models.CharField(_("请假事由"), max_length=300)
    state = models.CharField(
        _("状态"), max_length=10, choices=LeaveState, default=LeaveState.REQUESTED
    )
    asked_at = models.DateTimeField(_("申请时间"), default=now)
    decided_at = models.DateTimeField(_("办理时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("请假")
        verbose_name_plural = _("请假")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "place"], name="leave_once_a_session")
        ]

    def __str__(self):
        return self.reason
