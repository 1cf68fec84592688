"""What the style page shows: the components themselves, with invented contents."""

import re
from pathlib import Path

import django_tables2 as tables
from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from common.tables import SiteTable

ICONS = settings.SITE_DIR / "static/vendor/bootstrap-icons/icons.svg"
# What each is for; the colours themselves stand in theme.css.
COLOURS = (
    ("brand", gettext_lazy("页眉、选中项")),
    ("button", gettext_lazy("主要按钮")),
    ("link", gettext_lazy("链接")),
    ("red-600", gettext_lazy("页眉下的红线、提醒")),
    ("green-700", gettext_lazy("达标")),
    ("amber-600", gettext_lazy("进度落后")),
    ("red-700", gettext_lazy("未达标、错误")),
    ("blue-100", gettext_lazy("浅底")),
    ("ground", gettext_lazy("页面底色")),
    ("paper", gettext_lazy("卡片底色")),
)


class SampleForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("单行文字"), help_text=gettext_lazy("说明写在这里。"))
    stage = forms.ChoiceField(
        label=gettext_lazy("选择"), choices=[("", gettext_lazy("请选择"))], required=False
    )
    text = forms.CharField(
        label=gettext_lazy("多行文字"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            style = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = style


class SampleTable(SiteTable):
    caption = gettext_lazy("表格")
    empty_title = gettext_lazy("没有符合条件的记录")

    name = tables.Column(verbose_name=gettext_lazy("名称"))
    count = tables.Column(verbose_name=gettext_lazy("数量"))


class StyleView(TemplateView):
    template_name = "pages/style.html"

    def get_context_data(self, **kwargs):
        rows = [
            {"name": _("武昌区"), "count": 12},
            {
                "name": _("名称很长的一行用来看折行：武汉市某某区某某街道某某实验学校教育集团"),
                "count": 1234,
            },
        ]
        return super().get_context_data(
            colours=COLOURS,
            icons=_icon_names(ICONS),
            levels=("success", "info", "warning", "error"),
            badges=(
                ("met", _("已达标")),
                ("on_track", _("进度正常")),
                ("behind", _("进度落后")),
                ("short", _("未达标")),
                ("new", _("未激活")),
            ),
            form=SampleForm(),
            refused=SampleForm({"name": ""}, auto_id="refused_%s"),
            table=SampleTable(rows).arranged(self.request),
            empty_table=SampleTable([]).arranged(self.request),
            crumbs=[(_("首页"), "/"), (_("样式"), "")],
            **kwargs,
        )


def _icon_names(sprite: Path) -> list[str]:
    return re.findall(r'<symbol id="([a-z0-9-]+)"', sprite.read_text(encoding="utf-8"))
