import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from common.tables import NumberColumn, SiteTable, counted


class CountColumn(NumberColumn):
    """A count; the most come first when it is first sorted by."""

    def __init__(self, verbose_name):
        super().__init__(verbose_name=verbose_name, initial_sort_descending=True)

    def render(self, value):
        return counted(value)


class LessonUseTable(SiteTable):
    """One row a public lesson, with how much it is used. Rows are those of `with_use`."""

    caption = _("课例使用情况")
    empty_title = _("还没有公开的课例")
    empty_text = _("课例公开后，浏览、下载和课堂使用的次数显示在这里。")

    title = tables.Column(verbose_name=_("课例"))
    school = tables.Column(verbose_name=_("学校"), accessor="school__name", default="—")
    used = CountColumn(_("课堂使用"))
    views = CountColumn(_("浏览"))
    downloads = CountColumn(_("下载"))
    saved_by = CountColumn(_("收藏人数"))
    thanked = CountColumn(_("致谢"))
    adapted = CountColumn(_("被改编"))

    def render_title(self, record):
        return format_html(
            '<a href="{}">{}</a> <span class="file-meta">{}</span>',
            record.url,
            record.title,
            record.author,
        )
