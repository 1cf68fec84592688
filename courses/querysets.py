"""Which pages a list shows."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, PageManager, WorkflowState
from wagtail.query import PageQuerySet

from courses.enums import GRADES_OF_STAGE
from people.enums import Stage
from people.roles import CHECK_LESSONS, SEE_LESSON_USE
from people.scopes import scope_of


class LessonQuerySet(PageQuerySet):
    def for_grade(self, grade: int) -> QuerySet:
        return self.filter(grade_from__lte=grade, grade_to__gte=grade)

    def for_stage(self, stage: Stage) -> QuerySet:
        first, last = GRADES_OF_STAGE[stage]
        return self.filter(grade_from__lte=last, grade_to__gte=first)

    def own_of(self, user) -> QuerySet:
        """Those that somebody wrote or gave, whatever their state."""
        if not user.is_authenticated:
            return self.none()
        teacher_id = scope_of(user).teacher_id
        return self.filter(Q(owner=user) | Q(teacher_id=teacher_id, teacher__isnull=False))

    def used_before(self, user) -> QuerySet:
        """Public ones whose use somebody may see: their own, and those of their schools and units."""
        area = scope_of(user).area(SEE_LESSON_USE)
        return self.live().filter(area.schools("school__")) | self.live().own_of(user)

    def to_check_by(self, user) -> QuerySet:
        """Those that wait for this administrator of their school: not one's own."""
        waiting = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            status=WorkflowState.STATUS_IN_PROGRESS,
            current_task_state__task__schoolchecktask__isnull=False,
        )
        here = self.filter(scope_of(user).area(CHECK_LESSONS).schools("school__"))
        here = here.annotate(key=Cast("pk", CharField())).filter(
            key__in=waiting.values("object_id")
        )
        return (
            here.exclude(owner=user).exclude(teacher__user=user).exclude(latest_revision__user=user)
        )


LessonManager = PageManager.from_queryset(LessonQuerySet)
