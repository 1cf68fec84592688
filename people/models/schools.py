from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from people.enums import STAGES_OF_KIND, Ownership, SchoolKind
from people.querysets import SchoolQuerySet, ScopedBySchoolQuerySet


class School(models.Model):
    """A school, known for good by its 学校标识码 (I4)."""

    code = models.CharField(
        _("学校标识码"),
        max_length=10,
        unique=True,
        validators=[RegexValidator(r"^\d{10}$", _("学校标识码应为 10 位数字。"))],
    )
    name = models.CharField(_("学校名称"), max_length=120)
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="schools", verbose_name=_("管理单位")
    )
    division_code = models.CharField(_("行政区划代码"), max_length=6, blank=True)
    kind = models.CharField(_("办学类型"), max_length=3, choices=SchoolKind)
    ownership = models.CharField(_("办学性质"), max_length=8, choices=Ownership)
    boarding = models.BooleanField(_("寄宿制"), default=False)
    campuses = models.PositiveSmallIntegerField(
        _("校区数"), default=1, validators=[MinValueValidator(1)]
    )

    history = HistoricalRecords()
    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("学校")
        verbose_name_plural = _("学校")
        constraints = [
            models.CheckConstraint(condition=Q(campuses__gte=1), name="school_has_a_campus")
        ]

    def __str__(self):
        return self.name

    @property
    def stages(self):
        """The stages taught, which follow from the kind."""
        return STAGES_OF_KIND[SchoolKind(self.kind)]


class Enrolment(models.Model):
    """How many students a school had in a statistical year. Counts only; no student is a row."""

    school = models.ForeignKey(
        School, models.CASCADE, related_name="enrolments", verbose_name=_("学校")
    )
    year = models.PositiveSmallIntegerField(_("统计年度"))
    students = models.PositiveIntegerField(_("在校学生数"))

    history = HistoricalRecords()
    objects = ScopedBySchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("在校学生数")
        verbose_name_plural = _("在校学生数")
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="enrolment_once_a_year")
        ]

    def __str__(self):
        return f"{self.year}: {self.students}"
