from django import template

from courses.media.on_page import LessonMedia, media_of
from courses.models import LessonPage

register = template.Library()


@register.simple_tag(takes_context=True)
def lesson_media(context, lesson: LessonPage) -> LessonMedia:
    """Files with their previews, and the use: {% lesson_media page as media %}."""
    return media_of(lesson, context["request"])
