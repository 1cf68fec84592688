"""Reminders of sessions that begin soon, once each."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from common.clock import now
from training.classes.enums import ClassState, PlaceState
from training.classes.models import Place, Session
from training.classes.services.telling import notice_language, tell_people

BEFORE = timedelta(hours=24)


def remind_of_sessions() -> int:
    """Tells those in the class of each session of the next day; how many sessions those were.

    The update decides among two runs at once, in the transaction of what is told.
    """
    moment = now()
    due = Session.objects.filter(
        reminded_at=None,
        starts_at__gt=moment,
        starts_at__lte=moment + BEFORE,
        training_class__state__in=[ClassState.ENROLLING, ClassState.RUNNING],
    ).select_related("training_class")
    return sum(_remind(session, moment) for session in due)


@transaction.atomic
def _remind(session: Session, moment) -> bool:
    mine = Session.objects.filter(pk=session.pk, reminded_at=None).update(reminded_at=moment)
    if not mine:
        return False
    held = session.training_class
    places = Place.objects.filter(training_class=held, state=PlaceState.IN)
    with notice_language():
        values = {
            "when": f"{localtime(session.starts_at):%m-%d %H:%M}",
            "title": session.title,
            "place": session.place or held.place or held.online_link or _("见培训班页面"),
        }
        tell_people(
            places,
            title=_("“%(title)s”即将开始") % {"title": held.full_title},
            body=_("%(when)s %(title)s，地点：%(place)s。请提前签到。") % values,
            url=reverse("class", args=[held.pk]),
        )
    return True
