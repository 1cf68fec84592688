"""Who may open a file of a lesson that is not public yet."""

from courses.models import LessonPage
from people.roles import CHECK_LESSONS, PROPOSE_LESSONS
from people.scopes import may


def may_open_draft_file(user, document) -> bool:
    """Whoever uploaded it, the lesson's author, and the administrator whose check it waits for.

    Two queries, and two for each lesson that waits for this administrator.
    """
    if not user.is_authenticated:
        return False
    if document.uploaded_by_user_id == user.pk:
        return True
    if may(user, PROPOSE_LESSONS) and _holds(LessonPage.objects.own_of(user), document):
        return True
    return may(user, CHECK_LESSONS) and any(
        document.pk in _files_of(lesson) for lesson in LessonPage.objects.to_check_by(user)
    )


def _holds(lessons, document) -> bool:
    return lessons.filter(files__document=document).exists()


def _files_of(lesson: LessonPage) -> set[int]:
    """Of its latest draft, which a public lesson does not hold itself."""
    files = lesson.latest_revision.content.get("files", [])
    return {file["document"] for file in files}
