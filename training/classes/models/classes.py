from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from common.clock import now
from common.ids import uuid7
from credits.enums import Category, Level, Mode
from training.classes.enums import Assessment, ClassState, Entry, LecturerKind
from training.classes.querysets import ClassQuerySet


class TrainingClass(models.Model):
    """A training class (培训班), from the draft to the archive.

    `audience_*` narrow who may come; an empty one narrows nothing. `min_attendance_percent` empty
    is what the policy asks (H1). `accept_hours` is how long a place offered from the waiting list
    is kept. `general` marks a class of another subject that carries some mental-health sessions
    (R23).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(_("班号"), max_length=40, unique=True, editable=False)
    title = models.CharField(_("培训班名称"), max_length=120)
    title_en = models.CharField(
        _("英文名称"), max_length=160, blank=True, help_text=_("印在证书上，可以不填。")
    )
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="classes", verbose_name=_("主办单位")
    )
    host = models.CharField(_("承办单位"), max_length=120, blank=True)
    planned = models.ForeignKey(
        "classes.PlannedClass",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="classes",
        verbose_name=_("计划项目"),
    )
    course = models.ForeignKey(
        "courses.CoursePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="classes",
        verbose_name=_("课程"),
    )
    level = models.CharField(_("培训级别"), max_length=16, choices=Level)
    mode = models.CharField(_("培训形式"), max_length=16, choices=Mode, default=Mode.ONSITE)
    batch_no = models.PositiveSmallIntegerField(
        _("期次"), default=1, validators=[MinValueValidator(1)]
    )
    about = models.TextField(_("简介"), max_length=3000, blank=True)
    general = models.BooleanField(
        _("综合培训"),
        default=False,
        help_text=_("校长、班主任、学科教师等综合培训，其中部分场次是心理健康教育内容。"),
    )
    audience_kinds = models.JSONField(_("岗位"), default=list, blank=True)
    audience_stages = models.JSONField(_("学段"), default=list, blank=True)
    audience_units = models.ManyToManyField(
        "people.Unit", blank=True, related_name="+", verbose_name=_("所在单位")
    )
    backbone_only = models.BooleanField(_("仅限骨干教师"), default=False)
    place = models.CharField(_("地点"), max_length=200, blank=True)
    online_link = models.URLField(_("线上地址"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(
        _("名额"), default=50, validators=[MinValueValidator(1), MaxValueValidator(5000)]
    )
    entry = models.CharField(_("报名方式"), max_length=12, choices=Entry, default=Entry.OPEN)
    needs_approval = models.BooleanField(_("报名须审核"), default=False)
    enrol_from = models.DateTimeField(_("报名开始"))
    enrol_until = models.DateTimeField(_("报名截止"))
    accept_hours = models.PositiveSmallIntegerField(
        _("候补确认时限（小时）"), default=48, validators=[MaxValueValidator(720)]
    )
    needs_check_out = models.BooleanField(
        _("需要签退"), default=True, help_text=_("没有签退的场次不计出勤。")
    )
    min_attendance_percent = models.PositiveSmallIntegerField(
        _("最低出勤率（%）"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("不填时按学时政策执行。"),
    )
    assessment = models.CharField(
        _("考核"), max_length=8, choices=Assessment, default=Assessment.NONE
    )
    pass_score = models.PositiveSmallIntegerField(
        _("合格分数"), default=60, validators=[MaxValueValidator(100)]
    )
    leave_rule = models.CharField(_("请假规定"), max_length=200, blank=True)
    contact = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=ClassState, default=ClassState.DRAFT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("创建人")
    )
    created_at = models.DateTimeField(_("创建时间"), default=now, editable=False)
    organisers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="organised_classes", verbose_name=_("班级管理人员")
    )

    history = HistoricalRecords()
    objects = ClassQuerySet.as_manager()

    class Meta:
        verbose_name = _("培训班")
        verbose_name_plural = _("培训班")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gte=1), name="class_has_a_place"),
            models.CheckConstraint(
                condition=Q(enrol_until__gt=F("enrol_from")), name="class_enrolment_has_a_span"
            ),
            models.CheckConstraint(
                condition=Q(min_attendance_percent__isnull=True)
                | Q(min_attendance_percent__range=(1, 100)),
                name="class_attendance_is_a_percentage",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state"], name="class_unit_state"),
            models.Index(fields=["state", "enrol_until"], name="class_state_deadline"),
        ]

    def __str__(self):
        return self.title

    @property
    def full_title(self) -> str:
        """With its batch, where there is more than one."""
        if self.batch_no == 1:
            return self.title
        return _("%(title)s（第%(batch)s期）") % {"title": self.title, "batch": self.batch_no}


class Session(models.Model):
    """One sitting of a class (场次). Its category decides what its 学时 are of."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    training_class = models.ForeignKey(
        TrainingClass, models.CASCADE, related_name="sessions", verbose_name=_("培训班")
    )
    title = models.CharField(_("内容"), max_length=120)
    category = models.CharField(_("培训内容"), max_length=16, choices=Category)
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    place = models.CharField(
        _("地点"), max_length=200, blank=True, help_text=_("与培训班地点相同时不填。")
    )
    lecturer = models.ForeignKey(
        "classes.Lecturer",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("主讲人"),
    )
    reminded_at = models.DateTimeField(null=True, editable=False)

    history = HistoricalRecords(excluded_fields=["reminded_at"])

    class Meta:
        verbose_name = _("场次")
        verbose_name_plural = _("场次")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["starts_at", "ends_at"], name="session_time")]

    def __str__(self):
        return self.title


class Lecturer(models.Model):
    """Who teaches in a class; medical and partner organisations among them (R36, R43, R44)."""

    training_class = models.ForeignKey(
        TrainingClass, models.CASCADE, related_name="lecturers", verbose_name=_("培训班")
    )
    name = models.CharField(_("姓名"), max_length=60)
    kind = models.CharField(_("来自"), max_length=20, choices=LecturerKind)
    organisation = models.CharField(_("单位"), max_length=120, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("主讲人")
        verbose_name_plural = _("主讲人")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "name", "organisation"], name="lecturer_named_once"
            )
        ]

    def __str__(self):
        return self.name


class UnitQuota(models.Model):
    """How many places of a class are a unit's. Where a class has quotas, no other unit has a place."""

    training_class = models.ForeignKey(
        TrainingClass, models.CASCADE, related_name="quotas", verbose_name=_("培训班")
    )
    unit = models.ForeignKey("people.Unit", models.PROTECT, verbose_name=_("单位"))
    places = models.PositiveIntegerField(_("名额"), validators=[MinValueValidator(1)])

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("单位名额")
        verbose_name_plural = _("单位名额")
        ordering = ["unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["training_class", "unit"], name="one_quota_a_unit"),
            models.CheckConstraint(condition=Q(places__gte=1), name="quota_has_a_place"),
        ]

    def __str__(self):
        return f"{self.unit_id}: {self.places}"


class ClassEvent(models.Model):
    """One step of a class, kept for good: who moved it where, when, and why."""

    training_class = models.ForeignKey(TrainingClass, models.CASCADE, related_name="events")
    from_state = models.CharField(max_length=12, choices=ClassState, blank=True)
    to_state = models.CharField(_("状态"), max_length=12, choices=ClassState)
    at = models.DateTimeField(_("时间"), default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("经手人"), max_length=150)
    reason = models.CharField(_("理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("培训班办理记录")
        verbose_name_plural = _("培训班办理记录")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.from_state} → {self.to_state}"
