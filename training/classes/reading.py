"""What the screens of a class show, gathered in a fixed number of queries."""

from dataclasses import dataclass, field

from django.db.models import Max, Min, Q, Sum

from common.clock import now
from people.models import Teacher
from people.scopes import scope_of
from training.classes.eligibility import reasons_against, standing_of
from training.classes.enums import ACTIVE, PlaceState, Way
from training.classes.models import Place, TrainingClass
from training.classes.words import sentences

HELD = (*ACTIVE, PlaceState.REFUSED)


def announced_to(user):
    """The classes that may be found, with their unit, times and counts."""
    classes = TrainingClass.objects.open_to(user).announced()
    return classes.with_times().with_counts().select_related("unit")


def own_places(user):
    """One's places with their class, its times, and `given_hours`, the 学时 on the books from it."""
    places = Place.objects.own_of(user).select_related("training_class")
    return places.annotate(
        starts_at=Min("training_class__sessions__starts_at"),
        ends_at=Max("training_class__sessions__ends_at"),
        given_hours=Sum("awards__hours", filter=Q(awards__stands=True), distinct=True),
    )


@dataclass(frozen=True, slots=True)
class OwnStanding:
    """How the reader stands to a class: their place, or why they cannot have one."""

    place: Place | None = None
    can_enrol: bool = False
    reasons: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether the place is what matters: asked, waiting, in, or turned down."""
        return self.place is not None and self.place.state in HELD


def own_standing(training_class: TrainingClass, user) -> OwnStanding:
    """Nothing of both for somebody who is no teacher."""
    teacher_id = scope_of(user).teacher_id
    if teacher_id is None:
        return OwnStanding()
    place = Place.objects.filter(training_class=training_class, teacher_id=teacher_id).first()
    if place is not None and place.state in HELD:
        return OwnStanding(place)
    teacher = Teacher.objects.get(pk=teacher_id)
    standing = standing_of(training_class, teacher)
    reasons = reasons_against(training_class, standing, Way.SELF, now())
    return OwnStanding(place, not reasons, sentences(reasons))
