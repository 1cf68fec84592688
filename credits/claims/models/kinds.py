from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from credits.enums import Category, Mode


class ClaimKindQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)


class ClaimKind(models.Model):
    """A sort of training that teachers claim: courses elsewhere, conferences, research projects
    (R37, R38), open lessons, supervision given. The notice's list is open: the city adds its own."""

    code = models.SlugField(_("代码"), max_length=30, unique=True)
    name = models.CharField(_("名称"), max_length=40, unique=True)
    hint = models.CharField(_("填写提示"), max_length=300, blank=True)
    evidence_hint = models.CharField(_("佐证材料"), max_length=300, blank=True)
    category = models.CharField(_("常用的培训内容"), max_length=16, choices=Category, blank=True)
    mode = models.CharField(_("常用的培训形式"), max_length=16, choices=Mode, default=Mode.ONSITE)
    order = models.PositiveSmallIntegerField(_("排序"), default=100)
    is_active = models.BooleanField(_("启用"), default=True)

    history = HistoricalRecords()
    objects = ClaimKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("申报类别")
        verbose_name_plural = _("申报类别")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name
