"""One form that saves twice: what is kept while typing may still be on its way when a button is pressed."""

from django.core.cache import cache
from django.db import transaction

from courses.models import LessonPage
from courses.publishing.exceptions import StaleDraftError
from courses.publishing.lesson_editor import LessonEditor
from courses.publishing.plans import Plan
from courses.publishing.services.drafts import save_draft, version_of

CHAIN_SECONDS = 60 * 60


def keep_from_form(
    request, lesson: LessonPage, editor: LessonEditor, plan: Plan, *, may_overtake: bool
) -> None:
    """Saves the draft; `chain` in the form names it among those open on the lesson.

    With `may_overtake` a form that was the last to save does not stand in its own way. Raises
    StaleDraftError where somebody else saved, or LessonLockedError.
    """
    try:
        _keep(request, lesson, editor, plan, request.POST.get("version", "") or "none")
    except StaleDraftError:
        lesson.refresh_from_db()
        if not may_overtake or cache.get(_key(lesson)) != _mark(request, lesson):
            raise
        _keep(request, lesson, editor, plan, "")


@transaction.atomic
def _keep(request, lesson: LessonPage, editor: LessonEditor, plan: Plan, version: str) -> None:
    """Marked before the lock is let go, so that whoever waits for it finds the mark."""
    save_draft(lesson, editor.values, plan, version=version, by=request.user)
    lesson.refresh_from_db()
    cache.set(_key(lesson), _mark(request, lesson), CHAIN_SECONDS)


def _mark(request, lesson: LessonPage) -> list[str]:
    return [request.POST.get("chain", "")[:40], version_of(lesson)]


def _key(lesson: LessonPage) -> str:
    return f"lesson-form:{lesson.pk}"
