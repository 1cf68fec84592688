from django import template

from courses.finding.covers import prefetch_covers
from courses.finding.similar import similar_to
from courses.models import LessonPage

register = template.Library()


@register.inclusion_tag("courses/_similar.html")
def similar_lessons(lesson: LessonPage):
    """Up to four lessons near to this one: {% similar_lessons page %}. Two queries and two for covers."""
    pages = LessonPage.objects.live().prefetch_related(prefetch_covers())
    return {"lessons": similar_to(lesson, pages)}
