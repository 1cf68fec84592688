from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.clock import now
from common.ids import uuid7


class Material(models.Model):
    """A file for those who sit in a class: handouts, slides, readings.

    `stored_name` leads to the file under PRIVATE_ROOT: no address leads there. `digest` is its
    SHA-256, so that a class holds a file once.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    training_class = models.ForeignKey(
        "classes.TrainingClass", models.CASCADE, related_name="materials", verbose_name=_("培训班")
    )
    title = models.CharField(_("名称"), max_length=80)
    suffix = models.CharField(max_length=8)
    stored_name = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("大小"))
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("上传人")
    )
    added_at = models.DateTimeField(_("上传时间"), default=now)

    class Meta:
        verbose_name = _("培训材料")
        verbose_name_plural = _("培训材料")
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "digest"], name="material_once_a_class"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def file_name(self) -> str:
        """As it is handed over."""
        return f"{self.title}.{self.suffix}"
