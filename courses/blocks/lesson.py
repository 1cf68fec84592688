"""The parts of a lesson's plan, and of a course's syllabus."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.text import PROSE


class AimsBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(blocks.CharBlock(label=_("目标"), max_length=200), **kwargs)

    class Meta:
        label = _("教学目标")
        icon = "list-ul"
        template = "blocks/aims.html"
        description = _("一条一个目标，写学生能做到什么")
        preview_value = ["能说出三种让自己平静下来的办法。", "愿意在需要时向信任的人求助。"]


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("环节"), max_length=60)
    minutes = blocks.IntegerBlock(label=_("分钟"), min_value=1, max_value=180)
    text = blocks.RichTextBlock(label=_("教师做什么，学生做什么"), features=PROSE)
    purpose = blocks.CharBlock(label=_("设计意图"), max_length=200, required=False)

    class Meta:
        label = _("教学环节")
        icon = "time"
        template = "blocks/step.html"
        description = _("一个环节：名称、时间、过程和意图")
        preview_value = {
            "title": "热身：情绪温度计",
            "minutes": 5,
            "text": "<p>教师读出情境，学生用手势表示情绪的强弱。</p>",
            "purpose": "让学生注意到情绪有强弱之分。",
        }


class ReflectionBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("教学反思"), features=PROSE)

    class Meta:
        label = _("教学反思")
        icon = "comment"
        template = "blocks/reflection.html"
        description = _("上过之后的体会与改进；不写学生个人情况")
        preview_value = {"text": "<p>分享环节时间偏紧，可把小组分享改为同桌分享。</p>"}


class UnitBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("单元"), max_length=80)
    hours = blocks.DecimalBlock(
        label=_("学时"), min_value=0, max_value=80, max_digits=4, decimal_places=1, required=False
    )
    text = blocks.RichTextBlock(label=_("内容"), features=PROSE, required=False)

    class Meta:
        label = _("课程单元")
        icon = "folder-open-1"
        template = "blocks/unit.html"
        description = _("课程大纲中的一个单元")
        preview_value = {
            "title": "保密与保密例外",
            "hours": "2.0",
            "text": "<p>案例研讨与情境练习。</p>",
        }
