"""What a lesson's page shows of its use, and what this reader may do."""

from dataclasses import dataclass, field

from courses.enums import ADAPTABLE
from courses.models import LessonPage, LessonUse, SavedLesson, Thanks
from courses.using.figures import with_use
from people.roles import PROPOSE_LESSONS
from people.scopes import may

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Panel:
    used: int
    thanked: int
    adapted: int
    is_saved: bool = False
    is_thanked: bool = False
    is_own: bool = False
    may_adapt: bool = False
    reflections: list[LessonUse] = field(default_factory=list)


def panel_for(user, lesson: LessonPage) -> Panel:
    """Two queries for everybody, and three more for somebody signed in."""
    counted = with_use(LessonPage.objects.filter(pk=lesson.pk)).get()
    own = {}
    if user.is_authenticated:
        own = {
            "is_saved": SavedLesson.objects.visible_to(user).filter(lesson=lesson).exists(),
            "is_thanked": Thanks.objects.visible_to(user).filter(lesson=lesson).exists(),
            "is_own": lesson.owner_id == user.pk,
            "may_adapt": lesson.licence in ADAPTABLE and may(user, PROPOSE_LESSONS),
        }
    return Panel(
        used=counted.used,
        thanked=counted.thanked,
        adapted=counted.adapted,
        reflections=list(LessonUse.objects.filter(lesson=lesson).shown()[:SHOWN]),
        **own,
    )
