"""Lists of lessons, and thanks: each harmless to do twice."""

from courses.models import LessonPage, SavedLesson, Thanks
from courses.using.exceptions import OwnLessonError
from people.models import User

LONGEST_NAME = 40


def save_lesson(lesson: LessonPage, *, by: User, list_name: str = "") -> SavedLesson:
    """Puts the lesson on the person's list of that name, which is there as soon as it holds one."""
    name = " ".join(list_name.split())[:LONGEST_NAME]
    saved, _new = SavedLesson.objects.get_or_create(user=by, lesson=lesson, list_name=name)
    return saved


def take_off(saved: SavedLesson, *, by: User) -> None:
    SavedLesson.objects.visible_to(by).filter(pk=saved.pk).delete()


def thank(lesson: LessonPage, *, by: User) -> Thanks:
    """Raises OwnLessonError for one's own lesson."""
    if lesson.owner_id == by.pk or (lesson.teacher and lesson.teacher.user_id == by.pk):
        raise OwnLessonError
    thanks, _new = Thanks.objects.get_or_create(user=by, lesson=lesson)
    return thanks
