"""Which training year a class is of, and the 学时 that it offers."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Max, QuerySet
from django.utils.timezone import make_aware

from credits.enums import Category
from credits.models import Policy
from training.classes.attendance import slot_of
from training.classes.models import Session
from training.classes.presence_rules import Presence, award


def ending_between(classes: QuerySet, first: date, last: date) -> QuerySet:
    """Those whose last session begins on a day from `first` to `last`, both included (T3). Adds
    `last_starts_at`."""
    return classes.annotate(last_starts_at=Max("sessions__starts_at")).filter(
        last_starts_at__gte=_midnight(first), last_starts_at__lt=_midnight(last + timedelta(days=1))
    )


def hours_offered(sessions: Iterable[Session], policy: Policy) -> int:
    """Whole 学时 of mental-health categories that one class gives to whoever is there all the time
    (H1): sessions of other subjects are left out."""
    slots = [slot_of(session) for session in sessions if session.category != Category.OTHER]
    if not slots:
        return 0
    everywhere = {slot.key: Presence((slot.whole,)) for slot in slots}
    return award(
        slots,
        everywhere,
        hour_minutes=policy.hour_minutes,
        day_cap=policy.day_cap,
        min_attendance=Decimal(0),
    ).hours


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
