from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from people.enums import PostKind
from people.querysets import PostQuerySet


class Post(models.Model):
    """Somebody's post at a school, or a research officer's at a unit (P1).

    Both days are included; no last day means still in post. That two posts of one person at one
    school do not overlap is held by the database (people/migrations/0002).
    """

    teacher = models.ForeignKey(
        "people.Teacher", models.CASCADE, related_name="posts", verbose_name=_("教师")
    )
    school = models.ForeignKey(
        "people.School",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("学校"),
    )
    unit = models.ForeignKey(
        "people.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("单位"),
    )
    kind = models.CharField(_("岗位类别"), max_length=16, choices=PostKind)
    starts_on = models.DateField(_("任职开始日期"))
    ends_on = models.DateField(_("任职结束日期"), null=True, blank=True)

    history = HistoricalRecords()
    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["teacher", "starts_on"]
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="post_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(kind=PostKind.RESEARCH_OFFICER, school__isnull=True, unit__isnull=False)
                | (~Q(kind=PostKind.RESEARCH_OFFICER) & Q(school__isnull=False, unit__isnull=True)),
                name="post_at_school_or_officer_at_unit",
            ),
            models.UniqueConstraint(
                fields=["teacher", "school", "kind", "starts_on"], name="post_at_school_known_once"
            ),
            models.UniqueConstraint(
                fields=["teacher", "unit", "kind", "starts_on"], name="post_at_unit_known_once"
            ),
        ]
        indexes = [models.Index(fields=["kind", "starts_on"], name="post_kind_start")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.starts_on}"

    def in_force_on(self, day) -> bool:
        """Both days included (P1)."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
