"""Telling people of a class something: in the application, and by e-mail if they want that."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation

from people.models import User
from people.notices.enums import NoticeKind
from people.notices.services.notifying import notify
from training.classes.models import Place, TrainingClass


def notice_language() -> AbstractContextManager:
    """What is told is kept as it comes: in Chinese, whoever brought it about in whichever language."""
    return translation.override(settings.LANGUAGE_CODE)


def tell_people(places: Iterable[Place], *, title: str, body: str, url: str) -> int:
    """To those of them who have an account; how many those were."""
    ids = [place.teacher_id for place in places]
    users = User.objects.filter(teacher__in=ids, is_active=True)
    return _tell(users, title=title, body=body, url=url)


def tell_organisers(training_class: TrainingClass, *, title: str, body: str, url: str) -> int:
    users = training_class.organisers.filter(is_active=True)
    return _tell(users, title=title, body=body, url=url)


def _tell(users: Iterable[User], *, title: str, body: str, url: str) -> int:
    told = 0
    for user in users:
        notify(user, NoticeKind.TRAINING, title=title, body=body, url=url)
        told += 1
    return told
