"""The two steps of a review, as tasks of Wagtail's workflow."""

from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Task, TaskState, WorkflowState

from common.clock import now
from courses.publishing.admin_forms import ReasonForm
from courses.publishing.exceptions import (
    AlreadyDecidedError,
    NotYoursToDecideError,
    ReasonMissingError,
)
from courses.publishing.reach import hands_on, reach_of
from courses.publishing.requirements import refuse_incomplete
from people.holders import holders
from people.roles import CHECK_LESSONS
from people.scopes import scope_of

APPROVE, RETURN = "approve", "reject"


class ReviewTask(Task):
    """Approve or return. Whatever door a decision comes by, it passes `on_action`."""

    class Meta:
        abstract = True

    def may_decide(self, page, user) -> bool:
        """`page` is specific."""
        raise NotImplementedError

    def get_actions(self, obj, user):
        if not self.may_decide(obj.specific, user):
            return []
        return [(RETURN, _("退回修改"), True), (APPROVE, _("审核通过"), False)]

    def get_form_for_action(self, action):
        return ReasonForm if action == RETURN else super().get_form_for_action(action)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, comment="", **ignored):
        """Looks again under a lock, so that of several decisions one counts.

        The page is that of the task's state: an address may name another. Raises
        AlreadyDecidedError, NotYoursToDecideError, ReasonMissingError or IncompleteLessonError.
        """
        WorkflowState.objects.select_for_update().get(pk=task_state.workflow_state_id)
        state = TaskState.objects.select_related("workflow_state").get(pk=task_state.pk)
        if not self._waits(state):
            raise AlreadyDecidedError
        page = state.workflow_state.content_object.specific
        if not self.may_decide(page, user):
            raise NotYoursToDecideError
        if action_name == APPROVE:
            refuse_incomplete(page.get_latest_revision_as_object())
            state.approve(user=user, comment=comment)
        elif action_name == RETURN:
            if not comment.strip():
                raise ReasonMissingError
            state.reject(user=user, comment=comment.strip())

    def _waits(self, state: TaskState) -> bool:
        return (
            state.task_id == self.pk
            and state.status == TaskState.STATUS_IN_PROGRESS
            and state.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
            and state.workflow_state.current_task_state_id == state.pk
        )

    def waiting_for(self, pages) -> TaskState:
        """The states of this task in progress on these pages (a queryset of Page)."""
        keys = pages.annotate(key=Cast("pk", CharField())).values("key")
        return self.task_states.filter(
            status=TaskState.STATUS_IN_PROGRESS, workflow_state__object_id__in=keys
        )


class SchoolCheckTask(ReviewTask):
    """The school's administrator looks first: no faces, no names, the rights are in order.

    It is passed over where a page has no school, and where nobody but its author could do it.
    """

    class Meta:
        verbose_name = gettext_lazy("学校审核")
        verbose_name_plural = gettext_lazy("学校审核")

    @classmethod
    def get_description(cls):
        return _("由课例所属学校的管理员审核；没有学校的自动略过。")

    def start(self, workflow_state, user=None):
        page = workflow_state.content_object.specific
        refuse_incomplete(page.get_latest_revision_as_object())
        if self.checkers(page):
            return super().start(workflow_state, user=user)
        return TaskState.objects.create(
            workflow_state=workflow_state,
            revision=page.get_latest_revision(),
            task=self,
            status=TaskState.STATUS_SKIPPED,
            finished_at=now(),
            comment=_("没有可以审核的学校管理员，直接交编辑审核。"),
        )

    def checkers(self, page) -> list:
        """Who may check it: not its author."""
        school = getattr(page, "school", None)
        found = holders(CHECK_LESSONS, school=school) if school else []
        return [user for user in found if user.pk not in hands_on(page)]

    def may_decide(self, page, user) -> bool:
        school = getattr(page, "school", None)
        if school is None or user.pk in hands_on(page):
            return False
        return scope_of(user).area(CHECK_LESSONS).covers_school(school)

    def locked_for_user(self, obj, user):
        return True

    def get_task_states_user_can_moderate(self, user, **kwargs):
        here = scope_of(user).area(CHECK_LESSONS).schools("lessonpage__school__")
        pages = Page.objects.filter(here)
        return self.waiting_for(_by_others(pages, user))


class EditorTask(ReviewTask):
    """An editor decides whether the page becomes public: somebody who neither wrote nor changed it."""

    class Meta:
        verbose_name = gettext_lazy("编辑审核")
        verbose_name_plural = gettext_lazy("编辑审核")

    @classmethod
    def get_description(cls):
        return _("由负责该单位的编辑审核发布；作者和最后修改的人不能审核。")

    def start(self, workflow_state, user=None):
        page = workflow_state.content_object.specific
        refuse_incomplete(page.get_latest_revision_as_object())
        return super().start(workflow_state, user=user)

    def may_decide(self, page, user) -> bool:
        return user.is_active and reach_of(user).approves(page)

    def user_can_access_editor(self, obj, user):
        return reach_of(user).covers(obj.specific)

    def locked_for_user(self, obj, user):
        """Its author withdraws it first."""
        return not reach_of(user).covers(obj.specific)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        reach = reach_of(user)
        if not (reach.everything or reach.area.unit_paths):
            return TaskState.objects.none()
        pages = Page.objects.filter(reach.pages())
        return self.waiting_for(_by_others(pages, user))


def _by_others(pages, user):
    return pages.exclude(owner=user).exclude(latest_revision__user=user)
