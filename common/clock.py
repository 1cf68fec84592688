"""The one place the application takes the time from, so that New Year can be tested (T1)."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware."""
    return timezone.now()


def today() -> date:
    """The day it is in Shanghai, whatever the server's clock zone."""
    return timezone.localdate()
