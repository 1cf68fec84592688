"""A lesson was given in class: noted by the teacher, its reflection read by an editor."""

from datetime import date

from django.db import transaction

from common.clock import now, today
from courses.models import LessonPage, LessonUse, Reflection
from courses.using.exceptions import NotTeachingError, ReflectionDecidedError
from people.models import Post, User


@transaction.atomic
def note_use(
    lesson: LessonPage, *, by: User, used_on: date, grade: int, reflection: str = ""
) -> LessonUse:
    """Notes the use once a person, lesson, day and grade; again changes the words of the reflection.

    A reflection that is new or changed waits to be read. Raises NotTeachingError without a post.
    """
    post = _post_of(by)
    words = reflection.strip()
    use, new = LessonUse.objects.select_for_update().get_or_create(
        user=by,
        lesson=lesson,
        used_on=used_on,
        grade=grade,
        defaults={
            "school": post.school,
            "unit": post.school.unit if post.school else post.unit,
            "reflection": words,
            "state": Reflection.WAITING if words else Reflection.NONE,
        },
    )
    if not new and use.reflection != words:
        use.reflection = words
        use.state = Reflection.WAITING if words else Reflection.NONE
        use.read_by, use.read_at = None, None
        use.save(update_fields=["reflection", "state", "read_by", "read_at"])
    return use


@transaction.atomic
def decide_reflection(use: LessonUse, *, by: User, show: bool) -> LessonUse:
    """Shows or hides a reflection that waits. Twice the same is once.

    Raises LessonUse.DoesNotExist outside `by`'s area, ReflectionDecidedError if it was decided
    otherwise meanwhile.
    """
    locked = LessonUse.objects.select_for_update(of=("self",)).get(
        pk=LessonUse.objects.readable_by(by).get(pk=use.pk).pk
    )
    wanted = Reflection.SHOWN if show else Reflection.HIDDEN
    if locked.state == wanted:
        return locked
    if locked.state != Reflection.WAITING:
        raise ReflectionDecidedError(locked)
    locked.state, locked.read_by, locked.read_at = wanted, by, now()
    locked.save(update_fields=["state", "read_by", "read_at"])
    return locked


def _post_of(user: User) -> Post:
    teacher = getattr(user, "teacher", None)
    posts = teacher.posts.in_force_on(today()) if teacher else Post.objects.none()
    post = posts.select_related("school__unit", "unit").order_by("-starts_on", "-pk").first()
    if post is None:
        raise NotTeachingError
    return post
