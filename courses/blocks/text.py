"""Words: headings, paragraphs, quotations, questions and answers."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

INLINE = ["bold", "italic", "link", "document-link"]
PROSE = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        label = _("小标题")
        icon = "title"
        template = "blocks/heading.html"
        description = _("把长文分成几段")
        preview_value = "活动准备"


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        kwargs.setdefault("features", PROSE)
        super().__init__(**kwargs)

    class Meta:
        label = _("正文")
        icon = "pilcrow"
        template = "blocks/text.html"
        description = _("段落、列表和链接")
        preview_value = "<p>请学生用三个词写下此刻的心情，写好后与同桌交换。</p>"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("引文"), max_length=400)
    source = blocks.CharBlock(label=_("出处"), max_length=100, required=False)

    class Meta:
        label = _("引文")
        icon = "openquote"
        template = "blocks/quote.html"
        description = _("文件原文、师生的话")
        preview_value = {
            "text": "全面推进，突出重点，分类指导，协调发展。",
            "source": "中小学心理健康教育指导纲要",
        }


class NoteBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("标题"), max_length=60, required=False)
    text = blocks.RichTextBlock(label=_("内容"), features=PROSE)

    class Meta:
        label = _("提示")
        icon = "info-circle"
        template = "blocks/note.html"
        description = _("需要特别留意的话，例如课堂上的边界")
        preview_value = {"title": "课堂边界", "text": "<p>学生可以选择不分享，教师不追问。</p>"}


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("问题"), max_length=120)
    answer = blocks.RichTextBlock(label=_("回答"), features=PROSE)

    class Meta:
        label = _("问答")
        icon = "help"
        template = "blocks/question.html"
        description = _("一问一答，点开才显示回答")
        preview_value = {
            "question": "学生不愿意参加怎么办？",
            "answer": "<p>请他担任计时员或观察员。</p>",
        }


class TableBlock(blocks.StructBlock):
    """A small table: rows of lines, cells parted by a bar, the first row is the heading."""

    caption = blocks.CharBlock(label=_("表题"), max_length=80)
    rows = blocks.TextBlock(
        label=_("内容"), help_text=_("一行一条，单元格之间用竖线“|”隔开，第一行是表头。")
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        rows = [
            [cell.strip() for cell in line.split("|")]
            for line in value["rows"].splitlines()
            if line.strip()
        ]
        context["heading"], context["rows"] = (rows[0], rows[1:]) if rows else ([], [])
        return context

    class Meta:
        label = _("表格")
        icon = "table"
        template = "blocks/table.html"
        description = _("简单的表格")
        preview_value = {"caption": "分组", "rows": "组别|人数\n第一组|6\n第二组|6"}
