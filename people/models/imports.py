from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.ids import uuid7
from people.enums import BatchKind, BatchState
from people.querysets import ImportBatchQuerySet


class ImportBatch(models.Model):
    """One workbook handed in: who, when, what it held, what became of each row (I2).

    `report` says what became of the rows, see credits.services.importing.note_plan; of a file that
    was refused it holds the `refusal`. `effects` is what a roster stored (`Effects.as_json`), for
    undoing it. `stored_name` is the upload's folder under PRIVATE_ROOT, empty for a command's file.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("表格"), max_length=10, choices=BatchKind)
    state = models.CharField(
        _("状态"), max_length=10, choices=BatchState, default=BatchState.WAITING
    )
    file_name = models.CharField(_("文件名"), max_length=255)
    stored_name = models.CharField(max_length=255, blank=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    size = models.PositiveIntegerField(_("大小"), default=0)
    rows = models.PositiveIntegerField(_("行数"), default=0)
    accepted = models.PositiveIntegerField(_("采用"), default=0)
    unchanged = models.PositiveIntegerField(_("未变"), default=0)
    rejected = models.PositiveIntegerField(_("退回"), default=0)
    skipped = models.PositiveIntegerField(_("略过"), default=0)
    report = models.JSONField(default=dict, editable=False)
    effects = models.JSONField(default=dict, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by_name = models.CharField(_("经手人"), max_length=150, blank=True)
    created_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by_name = models.CharField(_("确认人"), max_length=150, blank=True)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    imported_at = models.DateTimeField(_("入库时间"), null=True, blank=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    undone_by_name = models.CharField(_("撤销人"), max_length=150, blank=True)
    undo_reason = models.CharField(_("撤销原因"), max_length=200, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("导入批次")
        verbose_name_plural = _("导入批次")

    def __str__(self):
        return self.file_name
