"""Who may enter the screens of classes; to others they are not there."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from common.action_view import ActionView as PlainActionView
from training.classes.enums import ClassState
from training.classes.exceptions import (
    CapacityTooSmallError,
    ClassNotReadyError,
    InUseError,
    NotEligibleError,
    OfferLapsedError,
    OwnClassError,
    PlaceStateError,
    SessionNotOnError,
    StepNotOpenError,
)
from training.classes.models import Place, Session, TrainingClass
from training.classes.words import lack_sentences, sentences


class _OfClass(LoginRequiredMixin):
    """A screen about the class of its address, if it is one of `classes`."""

    def classes(self):
        raise NotImplementedError

    @cached_property
    def training_class(self) -> TrainingClass:
        classes = self.classes().with_times().with_counts()
        return get_object_or_404(classes.select_related("unit", "course"), pk=self.kwargs["pk"])


class ClassMixin(_OfClass):
    """A screen about one class that the reader may see."""

    def classes(self):
        return TrainingClass.objects.visible_to(self.request.user)

    @cached_property
    def own_place(self) -> Place:
        places = Place.objects.own_of(self.request.user).select_related("training_class")
        return get_object_or_404(places, training_class=self.training_class)


class DeskMixin(_OfClass):
    """A screen about one class that the reader runs."""

    def classes(self):
        return TrainingClass.objects.managed_by(self.request.user)

    @cached_property
    def session(self) -> Session:
        sessions = self.training_class.sessions.select_related("training_class", "lecturer")
        return get_object_or_404(sessions, pk=self.kwargs["session_pk"])

    @cached_property
    def place(self) -> Place:
        places = self.training_class.places.select_related("teacher", "school__unit", "unit")
        return get_object_or_404(places, pk=self.kwargs["place_pk"])


EXPECTED = (
    CapacityTooSmallError,
    ClassNotReadyError,
    InUseError,
    NotEligibleError,
    OfferLapsedError,
    OwnClassError,
    PlaceStateError,
    SessionNotOnError,
    StepNotOpenError,
)


def refusal_sentences(error: Exception) -> list[str]:
    """What to say of a step that was not taken."""
    match error:
        case NotEligibleError():
            return sentences(error.reasons)
        case ClassNotReadyError():
            return lack_sentences(error.lacks)
        case OwnClassError():
            return [_("不能办理自己创建或自己参加的培训班，请由另一位工作人员办理。")]
        case StepNotOpenError():
            return [
                _("培训班现在的状态是“%(state)s”，不能这样办理。") % {"state": _state(error.state)}
            ]
        case CapacityTooSmallError():
            return [_("已录取 %(seated)s 人，名额不能少于这个数。") % {"seated": error.seated}]
        case OfferLapsedError():
            return [_("确认期限已过，名额已给下一位。")]
        case SessionNotOnError():
            return [_("这一场次现在不能这样办理。")]
        case InUseError():
            return [_("已有学员的记录，不能删除。")]
    return [_("状态已经变动，请核对后再办理。")]


class ActionView(PlainActionView):
    """What is expected of these screens is put into words."""

    expected = EXPECTED

    def sentences_of(self, error: Exception) -> list[str]:
        return refusal_sentences(error)


def _state(state: str) -> str:
    return str(ClassState(state).label) if state in ClassState.values else state
