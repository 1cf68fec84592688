"""The words that rows of the log keep."""

from django.conf import settings
from django.utils import translation


def log_language():
    """Inside, texts are Chinese whatever language the person reads: a log has one language."""
    return translation.override(settings.LANGUAGE_CODE)
