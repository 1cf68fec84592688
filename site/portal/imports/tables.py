"""The tables of the import screens, a class a list."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.refusals import Refusal
from common.tables import NumberColumn, SiteTable, counted
from people.enums import BatchState
from portal.imports.outcomes import badge_of_outcome, badge_of_state
from portal.imports.row_lines import RowLine


class CountColumn(NumberColumn):
    """Rows of a batch; a file that is not read yet, or cannot be, has none to count."""

    def render(self, value, record):
        unread = record.state in (BatchState.WAITING, BatchState.REFUSED)
        return "—" if unread else counted(value)


class BatchTable(SiteTable):
    """The history: one row a file handed in. Columns as in ImportBatch."""

    caption = _("导入记录")
    empty_title = _("没有符合条件的导入记录")

    file_name = tables.Column(verbose_name=_("文件"))
    state = tables.Column(verbose_name=_("状态"))
    rows_read = CountColumn(accessor="rows", verbose_name=_("行数"))
    accepted = CountColumn(verbose_name=_("采用"))
    unchanged = CountColumn(verbose_name=_("未变"))
    rejected = CountColumn(verbose_name=_("退回"))
    created_by_name = tables.Column(verbose_name=_("经手人"), empty_values=())
    created_at = tables.Column(verbose_name=_("上传时间"))

    def render_file_name(self, record):
        return format_html(
            '<a href="{}">{}</a><span class="sub">{}</span>',
            reverse("import-batch", args=[record.pk]),
            record.file_name or _("未命名的文件"),
            record.get_kind_display(),
        )

    def render_state(self, record):
        return badge_of_state(BatchState(record.state))

    def render_created_by_name(self, value):
        return value or _("系统命令")

    def render_created_at(self, value):
        return date_format(localtime(value), "Y-m-d H:i")


class RowTable(SiteTable):
    """What becomes of each row of a file, in the order of the file."""

    caption = _("逐行明细")
    empty_title = _("没有符合条件的行")

    row = tables.Column(verbose_name=_("行"))
    outcome = tables.Column(verbose_name=_("结果"))
    subject = tables.Column(verbose_name=_("内容"), empty_values=("",))
    cell = tables.Column(verbose_name=_("所在栏目"), accessor="refusal")
    detail = tables.Column(
        verbose_name=_("说明"), empty_values=(), attrs={"td": {"class": "row-detail"}}
    )

    class Meta:
        orderable = False

    def render_row(self, record: RowLine):
        number = gettext("第 %(row)s 行") % {"row": record.row}
        return format_html('{}<span class="sub">{}</span>', number, record.sheet)

    def render_outcome(self, value):
        return badge_of_outcome(value)

    def render_cell(self, value: Refusal):
        return format_html('{}<span class="sub">{}</span>', value.column, value.value)

    def render_detail(self, record: RowLine):
        return render_to_string("imports/_row_detail.html", {"line": record})


class SynonymTable(SiteTable):
    caption = _("同义写法")
    empty_title = _("没有符合条件的写法")

    written = tables.Column(verbose_name=_("写法"))
    vocabulary = tables.Column(verbose_name=_("栏目"))
    code = tables.Column(verbose_name=_("读作"))
    steps = tables.Column(
        verbose_name=_("操作"), accessor="pk", orderable=False, attrs={"td": {"class": "nowrap"}}
    )

    def __init__(self, data, *, meanings: dict[str, dict[str, str]], **kwargs):
        self.meanings = meanings
        super().__init__(data, **kwargs)

    def render_vocabulary(self, record):
        return record.get_vocabulary_display()

    def render_code(self, record):
        label = self.meanings.get(record.vocabulary, {}).get(record.code, "")
        return format_html('{}<span class="sub">{}</span>', label, record.code)

    def render_steps(self, record):
        return render_to_string("imports/_synonym_steps.html", {"synonym": record})
