from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.enums import UnitLevel
from people.querysets import UnitQuerySet


class Unit(models.Model):
    """A bureau: nation › province › city › managing unit.

    The managing unit answers for schools. It is not their administrative division: 局直属 and the
    functional zones have no division code of their own.
    """

    code = models.CharField(_("单位代码"), max_length=20, unique=True)
    name = models.CharField(_("单位名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=80, blank=True)
    level = models.CharField(_("层级"), max_length=10, choices=UnitLevel)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级"),
    )
    path = models.CharField(
        max_length=120, unique=True, editable=False, help_text=_("自上而下的单位代码，以斜线相隔")
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level=UnitLevel.NATION, parent__isnull=True)
                | (~models.Q(level=UnitLevel.NATION) & models.Q(parent__isnull=False)),
                name="unit_has_parent_below_nation",
            )
        ]

    def __str__(self):
        return self.display_name

    def save(self, *args, **kwargs):
        """Keeps `path` in step with the code and the parent."""
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        super().save(*args, **kwargs)

    @property
    def display_name(self) -> str:
        if (get_language() or "").startswith("en") and self.name_en:
            return self.name_en
        return self.name
