"""Making one's own of a lesson, under its licence and with its source named."""

from django.db import transaction

from common.clock import today
from common.ids import uuid7
from courses.enums import ADAPTABLE
from courses.models import LessonPage
from courses.using.exceptions import NotAdaptableError
from people.models import User


@transaction.atomic
def adapt_lesson(lesson: LessonPage, *, by: User) -> LessonPage:
    """A draft of `by`'s own that begins as a copy. While it is unpublished, again gives the same.

    It names its source, keeps the licence, and leaves out what was the author's own: award, year,
    reflection on teaching it, and the statement on rights, which is to be given anew. Raises
    NotAdaptableError if the licence allows no derived works.
    """
    if lesson.licence not in ADAPTABLE:
        raise NotAdaptableError(lesson)
    User.objects.select_for_update().get(pk=by.pk)
    own = LessonPage.objects.filter(owner=by, adapted_from=lesson, live=False).first()
    if own is not None:
        return own
    teacher = getattr(by, "teacher", None)
    return lesson.copy(
        recursive=False,
        copy_revisions=False,
        keep_live=False,
        user=by,
        reset_translation_key=True,
        update_attrs={
            "slug": f"adapted-{uuid7().hex[-12:]}",
            "owner": by,
            "teacher": teacher,
            "author": by.get_full_name(),
            "school": _school_of(teacher),
            "adapted_from": lesson,
            "award": "",
            "year": today().year,
            "consent": False,
            "body": [block for block in lesson.body.raw_data if block["type"] != "reflection"],
        },
    )


def _school_of(teacher):
    posts = teacher.posts.in_force_on(today()) if teacher else None
    post = posts.select_related("school").order_by("-starts_on", "-pk").first() if posts else None
    return post.school if post else None
