"""What waits about training classes, as figures of the start page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.start.figures import Figure, counted
from training.classes.enums import ClassState, PlaceState
from training.classes.models import Place, TrainingClass


def places_to_answer(user) -> list[Figure]:
    """Invitations and places from the line that wait for one's word; nothing where none do."""
    waiting = Place.objects.own_of(user).filter(state__in=[PlaceState.OFFERED, PlaceState.INVITED])
    return _some(_("待确认的培训班"), waiting.count(), "my-classes")


def classes_waiting(user) -> list[Figure]:
    """Classes to approve, requests to answer, hours to confirm; nothing where none wait."""
    managed = TrainingClass.objects.managed_by(user)
    requests = Place.objects.filter(
        training_class__in=managed.values("pk"), state=PlaceState.REQUESTED
    )
    return [
        *_some(_("待审批的培训班"), TrainingClass.objects.to_approve_by(user).count()),
        *_some(_("待审核的报名"), requests.count()),
        *_some(_("待确认学时的培训班"), managed.filter(state=ClassState.CLOSED).count()),
    ]


def _some(label: str, count: int, name: str = "class-desk-list") -> list[Figure]:
    if not count:
        return []
    return [counted(label, count, "", reverse(name))]
