from django.db import models
from django.utils.translation import gettext_lazy as _

from people.enums import Vocabulary


class Synonym(models.Model):
    """A written form of a coded value that imports read besides the official one (I1)."""

    vocabulary = models.CharField(_("栏目"), max_length=12, choices=Vocabulary)
    written = models.CharField(_("写法"), max_length=60)
    code = models.CharField(_("对应代码"), max_length=20)

    class Meta:
        ordering = ["vocabulary", "code", "written"]
        verbose_name = _("同义写法")
        verbose_name_plural = _("同义写法")
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "written"], name="synonym_means_one_thing"
            )
        ]

    def __str__(self):
        return f"{self.written} → {self.code}"
