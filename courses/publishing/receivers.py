"""What Wagtail signals on a page's way, turned into notices."""

from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    task_approved,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from courses.models import EditorTask, SchoolCheckTask
from courses.publishing import telling


def connect() -> None:
    """Before Wagtail connects its e-mails: ours take their places by taking their names."""
    task_submitted.connect(
        on_task_submitted,
        sender=TaskState,
        dispatch_uid="group_approval_task_submitted_email_notification",
    )
    for signal, receiver, name in (
        (workflow_submitted, on_submitted, "submitted"),
        (workflow_rejected, on_rejected, "rejected"),
        (workflow_approved, on_approved, "approved"),
    ):
        uid = f"workflow_state_{name}_email_notification"
        signal.connect(receiver, sender=WorkflowState, dispatch_uid=uid)
    task_approved.connect(on_task_approved, dispatch_uid="tell_task_approved")
    workflow_cancelled.connect(on_cancelled, dispatch_uid="tell_workflow_cancelled")
    page_published.connect(on_published, dispatch_uid="tell_page_published")


def on_task_submitted(sender, instance, user, **kwargs):
    """Somebody's turn has come."""
    page, task = _page_of(instance.workflow_state), instance.task.specific
    with telling.in_chinese():
        if isinstance(task, SchoolCheckTask):
            telling.tell_checkers(page, task.checkers(page))
        elif isinstance(task, EditorTask):
            telling.tell_editors(page)


def on_submitted(sender, instance, user, **kwargs):
    with telling.in_chinese():
        telling.tell_submitted(_page_of(instance))


def on_task_approved(sender, instance, user, **kwargs):
    if isinstance(instance.task.specific, SchoolCheckTask):
        with telling.in_chinese():
            telling.tell_passed_school(_page_of(instance.workflow_state))


def on_rejected(sender, instance, user, **kwargs):
    with telling.in_chinese():
        reason = instance.current_task_state.comment
        telling.tell_returned(_page_of(instance), reason=reason, by=user)


def on_approved(sender, instance, user, **kwargs):
    """Published at once, which is told by `on_published`, or on its day."""
    page = _page_of(instance)
    if (revision := page.scheduled_revision) is not None:
        with telling.in_chinese():
            telling.tell_scheduled(page, revision.approved_go_live_at)


def on_cancelled(sender, instance, user, **kwargs):
    with telling.in_chinese():
        telling.tell_cancelled(_page_of(instance), by=user)


def on_published(sender, instance, **kwargs):
    """Wagtail signals a page whose day is still to come as well."""
    if instance.live and instance.scheduled_revision is None:
        with telling.in_chinese():
            telling.tell_published(instance)


def _page_of(flow: WorkflowState) -> Page:
    return flow.content_object.specific
