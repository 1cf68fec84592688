from django.db import models
from django.utils.translation import gettext_lazy as _

from common.clock import now
from common.ids import uuid7
from credits.claims.enums import EvidenceKind
from credits.claims.querysets import EvidenceQuerySet


class Evidence(models.Model):
    """A file that shows what a claim says (C3): a photo of the certificate, or a PDF.

    `stored_name` leads to the folder under PRIVATE_ROOT that holds the file and its previews: no
    address leads there. `digest` is the SHA-256 of the file as it was sent, `likeness` how it looks
    (see likeness.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    claim = models.ForeignKey("claims.Claim", models.CASCADE, related_name="evidence")
    name = models.CharField(_("文件名"), max_length=255)
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    suffix = models.CharField(max_length=8)
    stored_name = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("大小"))
    pages = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64)
    likeness = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField(default=now)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("佐证材料")
        verbose_name_plural = _("佐证材料")
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "digest"], name="evidence_once_a_claim")
        ]
        indexes = [models.Index(fields=["digest"], name="evidence_digest")]

    def __str__(self):
        return self.name
