from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.clock import now
from common.fields import HoursField
from common.ids import uuid7
from credits.claims.enums import ClaimState, Stage, Step
from credits.claims.querysets import ClaimQuerySet
from credits.enums import Category, Level, Mode


class Claim(models.Model):
    """Hours that a teacher reports themselves (C1), from the draft to the decision.

    A draft is kept as it is typed, so that almost everything may be empty. `school` and `unit` are
    those of the post at which it is reviewed. `version` grows with every change: who decides says
    which one they looked at. `desk` is the unit that decides, where it is not the school; `flags` are
    the codes of what looked like a double when it was last looked at (H7).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    teacher = models.ForeignKey(
        "people.Teacher", models.PROTECT, related_name="claims", verbose_name=_("教师")
    )
    kind = models.ForeignKey(
        "claims.ClaimKind", models.PROTECT, related_name="claims", verbose_name=_("申报类别")
    )
    title = models.CharField(_("项目名称"), max_length=200, blank=True)
    organiser = models.CharField(_("主办单位"), max_length=120, blank=True)
    category = models.CharField(_("培训内容"), max_length=16, choices=Category, blank=True)
    level = models.CharField(_("培训级别"), max_length=16, choices=Level, blank=True)
    mode = models.CharField(_("培训形式"), max_length=16, choices=Mode, default=Mode.ONSITE)
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    hours = HoursField(_("学时"), null=True, blank=True)
    certificate_no = models.CharField(_("证书编号"), max_length=60, blank=True)
    note = models.TextField(_("说明"), max_length=1000, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=ClaimState, default=ClaimState.DRAFT)
    stage = models.CharField(_("环节"), max_length=8, choices=Stage, blank=True)
    school = models.ForeignKey(
        "people.School", models.PROTECT, null=True, related_name="+", verbose_name=_("学校")
    )
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("单位")
    )
    desk = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("审核单位")
    )
    year = models.PositiveSmallIntegerField(_("年度"), null=True, editable=False)
    submitted_at = models.DateTimeField(_("提交时间"), null=True, editable=False)
    stage_since = models.DateTimeField(_("送达时间"), null=True, editable=False)
    due_on = models.DateField(_("办理期限"), null=True, editable=False)
    decided_at = models.DateTimeField(_("办结时间"), null=True, editable=False)
    rejected_at_stage = models.CharField(max_length=8, choices=Stage, blank=True, editable=False)
    was_appealed = models.BooleanField(_("已申请复核"), default=False, editable=False)
    handed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="claims_handed_over",
        verbose_name=_("移交给"),
        editable=False,
    )
    flags = models.JSONField(default=list, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("创建时间"), default=now, editable=False)
    changed_at = models.DateTimeField(_("修改时间"), default=now, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("学时申报")
        verbose_name_plural = _("学时申报")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gte=0), name="claim_hours_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ClaimState.IN_REVIEW, ClaimState.RECOGNISED])
                | Q(
                    hours__isnull=False,
                    hours__gt=0,
                    starts_on__isnull=False,
                    ends_on__isnull=False,
                    ends_on__gte=F("starts_on"),
                    unit__isnull=False,
                    year__isnull=False,
                    submitted_at__isnull=False,
                ),
                name="claim_handed_in_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=ClaimState.IN_REVIEW) & ~Q(stage="")
                | ~Q(state=ClaimState.IN_REVIEW) & Q(stage=""),
                name="claim_in_review_has_a_stage",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["", Stage.SCHOOL], desk__isnull=True)
                | Q(stage__in=[Stage.UNIT, Stage.CITY], desk__isnull=False),
                name="claim_lies_at_one_desk",
            ),
        ]
        indexes = [
            models.Index(fields=["teacher", "state"], name="claim_teacher_state"),
            models.Index(
                fields=["stage", "desk", "stage_since"],
                condition=Q(state=ClaimState.IN_REVIEW),
                name="claim_waiting",
            ),
            models.Index(fields=["year", "state"], name="claim_year_state"),
        ]

    def __str__(self):
        return self.title or str(_("未填写名称的申报"))

    @property
    def on_appeal(self) -> bool:
        """Whether it lies one level above who rejected it: that level's word is the last."""
        return self.state == ClaimState.IN_REVIEW and bool(self.rejected_at_stage)

    @property
    def fact(self) -> str:
        """Names the claim in the ledger (L2)."""
        return f"claim:{self.pk}"


class ClaimEvent(models.Model):
    """One step of a claim, kept for good: who, when, at which stage, and why."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="events")
    step = models.CharField(_("办理"), max_length=10, choices=Step)
    stage = models.CharField(_("环节"), max_length=8, choices=Stage, blank=True)
    at = models.DateTimeField(_("时间"), default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("经手人"), max_length=150)
    reason = models.CharField(_("理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("申报办理记录")
        verbose_name_plural = _("申报办理记录")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.claim_id} {self.step}"
