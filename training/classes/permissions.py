"""May this person do this with a class: sentences that views, templates and services ask alike."""

from people.roles import APPROVE_CLASSES, NOMINATE, RUN_CLASSES
from people.scopes import may, scope_of
from training.classes.models import Place, TrainingClass


def can_run(user, training_class: TrainingClass) -> bool:
    """Whether `user` runs this class: made it or was added to it, or answers for its unit."""
    return TrainingClass.objects.managed_by(user).filter(pk=training_class.pk).exists()


def can_approve(user, training_class: TrainingClass) -> bool:
    """Whether `user` may approve it: above its unit, and not who made it."""
    area = scope_of(user).area(APPROVE_CLASSES)
    return training_class.created_by_id != user.pk and area.covers_unit(training_class.unit)


def can_create(user, unit) -> bool:
    """Whether `user` may hold classes of this unit."""
    return scope_of(user).area(RUN_CLASSES).covers_unit(unit)


def can_confirm(user, training_class: TrainingClass) -> bool:
    """Whether `user` may confirm the hours: runs the class and sits in it no longer (R03)."""
    own = scope_of(user).teacher_id
    sits = Place.objects.seated().filter(training_class=training_class, teacher_id=own).exists()
    return can_run(user, training_class) and not sits


def can_nominate(user, place: Place) -> bool:
    """Whether `user` answers for this person's school or unit."""
    area = scope_of(user).area(NOMINATE)
    if not may(user, NOMINATE):
        return False
    if place.school is not None:
        return area.covers_school(place.school)
    return area.covers_unit(place.unit)
