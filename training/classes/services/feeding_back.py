"""What people thought of a class, without who thought it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Avg, Count

from people.models import User
from people.scopes import scope_of
from training.classes.enums import ClassState, PlaceState
from training.classes.models import Feedback, FeedbackGiven, Place, TrainingClass

# Fewer answers than these could be told apart.
SHOWN_FROM = 5
OVER = (ClassState.CLOSED, ClassState.CONFIRMED, ClassState.ARCHIVED)


@dataclass(frozen=True, slots=True)
class FeedbackSummary:
    """Means of 1 to 5, and the comments in no order. None of them below SHOWN_FROM answers."""

    count: int
    useful: float | None = None
    lecturing: float | None = None
    organisation: float | None = None
    comments: tuple[str, ...] = ()


def can_feed_back(place: Place) -> bool:
    """In the class, after its end, and not yet done. One query."""
    is_over = place.state == PlaceState.IN and place.training_class.state in OVER
    return is_over and not FeedbackGiven.objects.filter(place=place).exists()


@transaction.atomic
def give_feedback(place: Place, *, by: User, **answers) -> bool:
    """Keeps the answers, and apart from them that somebody gave some; False the second time."""
    if scope_of(by).teacher_id != place.teacher_id:
        raise PermissionDenied
    _given, is_new = FeedbackGiven.objects.get_or_create(place=place)
    if is_new:
        Feedback.objects.create(training_class=place.training_class, **answers)
    return is_new


def feedback_of(training_class: TrainingClass) -> FeedbackSummary:
    """Two queries."""
    answers = Feedback.objects.filter(training_class=training_class)
    found = answers.aggregate(
        count=Count("pk"),
        useful=Avg("useful"),
        lecturing=Avg("lecturing"),
        organisation=Avg("organisation"),
    )
    if found["count"] < SHOWN_FROM:
        return FeedbackSummary(found["count"])
    comments = answers.exclude(comment="").order_by("pk").values_list("comment", flat=True)
    return FeedbackSummary(**found, comments=tuple(comments))
