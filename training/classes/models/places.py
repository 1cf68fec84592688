from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.clock import now
from people.enums import PostKind
from training.classes.enums import SEATED, PlaceState, Way
from training.classes.querysets import PlaceQuerySet


class Place(models.Model):
    """One person and one class: asked, waiting, in, out. A person has one with a class.

    Capacity and quota hold in the database: who is seated holds one of the numbers 1 to capacity
    (`seat`), and where the class has quotas one of 1 to the unit's places (`quota_seat`); each
    number is held once. `school`, `unit` and `post_kind` are those of the day of coming.
    """

    training_class = models.ForeignKey(
        "classes.TrainingClass",
        models.CASCADE,
        related_name="places",
        verbose_name=_("培训班"),
    )
    teacher = models.ForeignKey(
        "people.Teacher", models.PROTECT, related_name="places", verbose_name=_("教师")
    )
    school = models.ForeignKey(
        "people.School", models.PROTECT, null=True, related_name="+", verbose_name=_("学校")
    )
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="+", verbose_name=_("管理单位")
    )
    post_kind = models.CharField(_("岗位类别"), max_length=16, choices=PostKind)
    way = models.CharField(_("报名途径"), max_length=12, choices=Way)
    state = models.CharField(_("状态"), max_length=10, choices=PlaceState)
    seat = models.PositiveIntegerField(null=True, editable=False)
    quota = models.ForeignKey(
        "classes.UnitQuota", models.PROTECT, null=True, related_name="+", editable=False
    )
    quota_seat = models.PositiveIntegerField(null=True, editable=False)
    asked_at = models.DateTimeField(_("报名时间"), default=now)
    waiting_since = models.DateTimeField(_("候补开始"), null=True, blank=True)
    offer_until = models.DateTimeField(_("确认期限"), null=True, blank=True)
    note = models.CharField(_("备注"), max_length=300, blank=True)
    passed = models.BooleanField(_("考核合格"), null=True, blank=True)
    score = models.DecimalField(_("成绩"), max_digits=5, decimal_places=1, null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("学员")
        verbose_name_plural = _("学员")
        ordering = ["training_class", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "teacher"], name="place_once_a_person"
            ),
            models.UniqueConstraint(fields=["training_class", "seat"], name="seat_held_once"),
            models.UniqueConstraint(fields=["quota", "quota_seat"], name="quota_seat_held_once"),
            models.CheckConstraint(
                condition=Q(state__in=SEATED, seat__isnull=False, seat__gte=1)
                | (~Q(state__in=SEATED) & Q(seat__isnull=True, quota_seat__isnull=True)),
                name="who_is_seated_holds_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(quota_seat__isnull=True, quota__isnull=True) | Q(quota__isnull=False),
                name="quota_seat_is_of_a_quota",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlaceState.WAITING) | Q(waiting_since__isnull=False),
                name="waiting_since_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlaceState.OFFERED) | Q(offer_until__isnull=False),
                name="offer_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)),
                name="score_between_0_and_100",
            ),
        ]
        indexes = [
            models.Index(fields=["training_class", "state"], name="place_class_state"),
            models.Index(fields=["state", "offer_until"], name="place_offer_deadline"),
        ]

    def __str__(self):
        return f"{self.teacher_id} {self.get_state_display()}"

    @property
    def is_seated(self) -> bool:
        return self.state in SEATED


class PlaceEvent(models.Model):
    """One step of one person's place, kept for good: the waiting list can be gone over from these."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="events")
    from_state = models.CharField(max_length=10, choices=PlaceState, blank=True)
    to_state = models.CharField(_("状态"), max_length=10, choices=PlaceState)
    at = models.DateTimeField(_("时间"), default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("经手人"), max_length=150)
    reason = models.CharField(_("理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("报名办理记录")
        verbose_name_plural = _("报名办理记录")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.from_state} → {self.to_state}"
