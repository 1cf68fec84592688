from django.db import models
from django.utils.translation import gettext_lazy as _


class PageCount(models.Model):
    """How often a page was read and its files were taken on one day. It knows nothing of by whom."""

    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="counts", verbose_name=_("页面")
    )
    day = models.DateField(_("日期"))
    views = models.PositiveIntegerField(_("浏览次数"), default=0)
    downloads = models.PositiveIntegerField(_("下载次数"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("使用次数")
        verbose_name_plural = _("使用次数")
        constraints = [
            models.UniqueConstraint(fields=["page", "day"], name="one_count_a_page_and_day")
        ]
