"""Which pages a list shows."""

from django.db.models import QuerySet
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from courses.enums import GRADES_OF_STAGE
from people.enums import Stage


class LessonQuerySet(PageQuerySet):
    def for_grade(self, grade: int) -> QuerySet:
        return self.filter(grade_from__lte=grade, grade_to__gte=grade)

    def for_stage(self, stage: Stage) -> QuerySet:
        first, last = GRADES_OF_STAGE[stage]
        return self.filter(grade_from__lte=last, grade_to__gte=first)


LessonManager = PageManager.from_queryset(LessonQuerySet)
