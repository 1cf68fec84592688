"""Which blocks each kind of page offers, in groups."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.lesson import AimsBlock, ReflectionBlock, StepBlock, UnitBlock
from courses.blocks.media import FileBlock, PictureBlock
from courses.blocks.text import (
    HeadingBlock,
    NoteBlock,
    QuestionBlock,
    QuoteBlock,
    TableBlock,
    TextBlock,
)

WORDS, MEDIA, PLAN = _("文字"), _("图片与文件"), _("教学")


class ArticleBody(blocks.StreamBlock):
    heading = HeadingBlock(group=WORDS)
    text = TextBlock(group=WORDS)
    quote = QuoteBlock(group=WORDS)
    note = NoteBlock(group=WORDS)
    question = QuestionBlock(group=WORDS)
    table = TableBlock(group=WORDS)
    picture = PictureBlock(group=MEDIA)
    file = FileBlock(group=MEDIA)


class LessonBody(ArticleBody):
    aims = AimsBlock(group=PLAN)
    step = StepBlock(group=PLAN)
    reflection = ReflectionBlock(group=PLAN)


class CourseBody(ArticleBody):
    aims = AimsBlock(group=PLAN)
    unit = UnitBlock(group=PLAN)
