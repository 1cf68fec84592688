"""Beginning a lesson, writing on it, revising what is public, throwing a draft away."""

import json
from uuid import UUID

from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Revision, WorkflowState

from common.clock import now, today
from common.ids import uuid7
from courses.enums import LessonState
from courses.models import LessonIndexPage, LessonPage
from courses.publishing.exceptions import (
    LessonLockedError,
    NotYoursToDecideError,
    StaleDraftError,
)
from courses.publishing.plans import Plan, blocks_with
from courses.publishing.reach import reach_of
from courses.publishing.states import Standing, standing_of
from people.enums import PSYCHOLOGY_POSTS
from people.models import School, User
from people.roles import PROPOSE_LESSONS
from people.scopes import may

# What an author writes; everything else of a lesson follows from who they are, or is an editor's.
WRITTEN = (
    "title",
    "summary",
    "grade_from",
    "grade_to",
    "topic",
    "kind",
    "infused_subject",
    "minutes",
    "needed",
    "licence",
    "consent",
)


@transaction.atomic
def begin_lesson(values: dict, *, form_id: UUID | None, by: User) -> tuple[LessonPage, bool]:
    """The draft, and whether it is new: the same form sent again is the same draft.

    Raises NotYoursToDecideError for somebody who proposes no lessons.
    """
    if not may(by, PROPOSE_LESSONS):
        raise NotYoursToDecideError
    # Its lock lets one page at a time take the next place in the tree.
    library = LessonIndexPage.objects.select_for_update().get()
    if form_id and (begun := LessonPage.objects.filter(form_id=form_id).first()):
        if begun.owner_id == by.pk:
            return begun, False
        form_id = None
    form_id = form_id or uuid7()
    teacher = getattr(by, "teacher", None)
    school = school_of(by)
    lesson = LessonPage(
        **{name: values[name] for name in WRITTEN if name in values},
        live=False,
        owner=by,
        form_id=form_id,
        slug=f"{today():%Y%m%d}-{form_id.hex[-8:]}",
        author=teacher.name if teacher else by.get_full_name(),
        teacher=teacher,
        school=school,
        unit=None if school else reach_of(by).home_unit,
        year=today().year,
    )
    library.add_child(instance=lesson)
    lesson.save_revision(user=by, log_action=True, clean=False)
    return lesson, True


def school_of(user: User) -> School | None:
    """Where the person teaches today; a psychology post before others, the latest first."""
    teacher = getattr(user, "teacher", None)
    if teacher is None:
        return None
    posts = teacher.posts.filter(school__isnull=False).in_force_on(today())
    held = list(posts.select_related("school__unit").order_by("starts_on", "pk"))
    best = max(held, key=lambda post: (post.kind in PSYCHOLOGY_POSTS, post.starts_on), default=None)
    return best.school if best else None


@transaction.atomic
def save_draft(
    lesson: LessonPage, values: dict, plan: Plan | None, *, version: str = "", by: User
) -> LessonPage:
    """The draft as it stands then. What `values` does not name is left as it was.

    Raises LessonLockedError while others decide, StaleDraftError if `version` is not the present one.
    """
    draft = draft_for_change(lesson, version=version, by=by)
    for name in WRITTEN:
        if name in values:
            setattr(draft, name, values[name])
    if plan is not None:
        draft.body = json.dumps(blocks_with(draft.body, plan))
    return keep_draft(draft, by=by)


@transaction.atomic
def revise_lesson(lesson: LessonPage, *, by: User) -> LessonPage:
    """Begins a new draft of a public lesson, which stays as it is meanwhile."""
    locked, standing = locked_lesson(lesson, by=by)
    if standing.state == LessonState.PUBLISHED:
        locked.save_revision(user=by, log_action=True, clean=False)
    elif not standing.is_open:
        raise LessonLockedError
    return locked


@transaction.atomic
def discard_draft(lesson: LessonPage, *, by: User) -> bool:
    """Whether the lesson is gone with it: a public one goes on as it is. Raises LessonLockedError."""
    locked, standing = locked_lesson(lesson, by=by)
    if not standing.is_open or standing.state == LessonState.OFFLINE:
        raise LessonLockedError
    if flow := locked.current_workflow_state:
        flow.cancel(user=by)
    if not locked.first_published_at:
        DeletePageAction(locked, user=by).execute(skip_permission_checks=True)
        return True
    locked.save_revision(user=by, changed=False, log_action="wagtail.revert", clean=False)
    locked.has_unpublished_changes = False
    locked.save(update_fields=["has_unpublished_changes"], clean=False)
    return False


def version_of(lesson: LessonPage) -> str:
    """Names the state of the draft that a form was opened with."""
    moment = lesson.latest_revision_created_at
    return f"{lesson.latest_revision_id}-{moment.timestamp() if moment else 0:.6f}"


def lock_review(lesson: LessonPage) -> None:
    """Always before the lesson itself: who approves holds this one and goes on to write the page."""
    list(WorkflowState.objects.active().for_instance(lesson).select_for_update())


def locked_lesson(lesson: LessonPage, *, by: User) -> tuple[LessonPage, Standing]:
    """Under a lock, as it stands now. Raises LessonPage.DoesNotExist if it is not their own."""
    lock_review(lesson)
    locked = LessonPage.objects.own_of(by).select_for_update(of=("self",)).get(pk=lesson.pk)
    return locked, standing_of(locked)


def draft_for_change(lesson: LessonPage, *, version: str, by: User) -> LessonPage:
    """The latest draft, locked and open to its author."""
    locked, standing = locked_lesson(lesson, by=by)
    if not standing.is_open:
        raise LessonLockedError
    if version and version != version_of(locked):
        raise StaleDraftError
    return locked.get_latest_revision_as_object()


def keep_draft(draft: LessonPage, *, by: User) -> LessonPage:
    """A lesson that was never public is kept as a page too, so that lists show it as it is."""
    if not draft.live:
        draft.save()
    draft.save_revision(
        user=by, log_action=True, clean=False, overwrite_revision=_own_last(draft, by)
    )
    return draft


def _own_last(draft: LessonPage, by: User) -> Revision | None:
    """The revision to go on with: typing makes no new one, but nobody's decision loses its ground."""
    last = draft.latest_revision
    if last is None or last.user_id != by.pk or last.pk == draft.live_revision_id:
        return None
    is_fresh = (now() - last.created_at).total_seconds() < 60 * 60
    return last if is_fresh and not last.task_states.exists() else None
