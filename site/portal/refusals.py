"""Each refusal leaves a row in the access log; and what cannot be logged is not done."""

import logging
from posixpath import normpath

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from people.access_log.exceptions import AccessNotLoggedError
from people.access_log.origin import origin_of
from people.access_log.services.refusals import record_refusal
from portal.desk import is_turned_away

logger = logging.getLogger(__name__)

REFUSALS = frozenset({400, 403, 404, 405, 413, 429})
# Browsers ask for these on their own: nobody tried anything.
UNASKED = ("/favicon.ico", "/apple-touch-icon", "/.well-known/")


class RefusalLogMiddleware:
    """Stands outside the other middleware, so that it sees what those refuse as well.

    A stranger who is led to the log-in page is not refused. A refusal that cannot be written is
    answered all the same.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        status = 403 if is_turned_away(request, response) else response.status_code
        if status in REFUSALS and not is_file(request.path):
            note_refusal(request, status)
        return response

    def process_exception(self, request, exception):
        if not isinstance(exception, AccessNotLoggedError):
            return None
        logger.error("the access log took no row (%s)", reason_of(exception))
        return HttpResponse(render_to_string("503.html"), status=503)


def is_file(path: str) -> bool:
    """Static files, pictures of pages and what browsers ask for themselves; other media are none.

    Nor is what only begins like one of these and climbs out of its folder again.
    """
    return normpath(path).startswith(
        (settings.STATIC_URL, f"{settings.MEDIA_URL}images/", *UNASKED)
    )


def note_refusal(request, status: int) -> None:
    try:
        record_refusal(
            status,
            by=getattr(request, "user", None),
            origin=origin_of(request),
            method=(request.method or "")[:10],
        )
    except Exception as error:  # whatever it is, the person gets the answer that was made
        # No message and no traceback: those of databases hold the row.
        logger.error("a refusal (%s) took no row in the access log (%s)", status, reason_of(error))


def reason_of(error: Exception) -> str:
    return type(error.__cause__ or error).__name__
