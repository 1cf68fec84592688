from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentPreview(models.Model):
    """Pictures of the first pages of a PDF; none where it could not be drawn.

    `drawn_from` is the hash of the file that they show: a document may be given another file.
    `sizes` are the width and height of each picture, in order of the pages.
    """

    document = models.OneToOneField(
        "wagtaildocs.Document", models.CASCADE, related_name="preview", verbose_name=_("文件")
    )
    drawn_from = models.CharField(max_length=40)
    folder = models.CharField(max_length=32, blank=True)
    page_count = models.PositiveIntegerField(_("页数"), default=0)
    sizes = models.JSONField(default=list)

    # Otherwise every document would be told to be in use, by its own preview.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("文件预览")
        verbose_name_plural = _("文件预览")
