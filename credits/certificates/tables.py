"""The tables of the certificate screens, a class a list."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.tables import SiteTable


class BatchTable(SiteTable):
    """The batches one has ordered, the newest first."""

    caption = _("证书文件")
    empty_title = _("还没有生成过证书文件")

    ordered_at = tables.Column(verbose_name=_("提交时间"))
    name = tables.Column(verbose_name=_("名称"), default="—")
    count = tables.Column(verbose_name=_("份数"))
    state = tables.Column(verbose_name=_("状态"))

    class Meta:
        orderable = False

    def render_ordered_at(self, value, record):
        moment = date_format(localtime(value), "Y-m-d H:i")
        address = reverse("certificate-batch", args=[record.pk])
        return format_html('<a href="{}">{}</a>', address, moment)

    def render_state(self, record):
        return render_to_string("certificates/_batch_state.html", {"batch": record})


class TemplateTable(SiteTable):
    """The templates one answers for, by unit."""

    caption = _("证书模板")
    empty_title = _("还没有证书模板")

    name = tables.Column(verbose_name=_("模板名称"))
    unit = tables.Column(verbose_name=_("发证单位"), order_by="unit__path")
    number_rule = tables.Column(verbose_name=_("编号规则"), orderable=False)
    is_active = tables.Column(verbose_name=_("状态"))

    def render_name(self, value, record):
        address = reverse("certificate-template", args=[record.pk])
        return format_html('<a href="{}">{}</a>', address, value)

    def render_is_active(self, value):
        code, label = ("meets", gettext("启用")) if value else ("over", gettext("停用"))
        return render_to_string("components/badge.html", {"code": code, "label": label})
