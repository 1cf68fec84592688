"""The door to Wagtail's administration, the editor's desk."""

import logging

from django.conf import settings
from django.core.paginator import InvalidPage
from django.db import DataError, OperationalError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import bad_request
from wagtail.search.backends.base import FilterFieldError

from courses.publishing.reach import reach_of

logger = logging.getLogger(__name__)

DESK = "wagtailadmin.access_admin"
# Wagtail's own forms of signing in, for the desk and for pages that are not for everybody.
OTHER_SIGN_INS = frozenset({"wagtailadmin_login", "wagtailcore_login"})
# It names the page of each kind that was changed last, whoever's draft that is.
OVER_ALL_PAGES = frozenset(
    {
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_reports:page_types_usage_results",
    }
)
# It breaks on purpose, to show Wagtail's developers what a broken page looks like.
ALWAYS_BROKEN = "wagtailadmin_error_test"
# What becomes of a value that is no number, is too large, holds NUL, or is no filter of that list;
# and of a form without the fields that an editor's page sends along.
OF_NO_USE = (
    ValueError,
    OverflowError,
    DataError,
    InvalidPage,
    NoReverseMatch,
    FilterFieldError,
    MultiValueDictKeyError,
)


def is_desk(request) -> bool:
    """Whether the request is for a screen of the desk."""
    return request.path.startswith(reverse("wagtailadmin_home"))


def is_turned_away(request, response) -> bool:
    """Whether Wagtail refused a screen: it leads whoever may not open it to the desk's first page."""
    return is_desk(request) and response.get("Location") == reverse("wagtailadmin_home")


class DeskDoorMiddleware:
    """To whom the desk is not open, it is not there; and there is one way to sign in.

    Wagtail would send somebody signed in to the sign-in page, which sends them back; and its own
    forms would neither count failures nor ask for a second factor.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.view_name in OTHER_SIGN_INS:
            return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))
        if is_desk(request) and request.user.is_authenticated and not request.user.has_perm(DESK):
            raise Http404
        if request.resolver_match.view_name == ALWAYS_BROKEN:
            raise Http404
        if (
            request.resolver_match.view_name in OVER_ALL_PAGES
            and request.user.is_authenticated
            and not reach_of(request.user).city
        ):
            raise Http404
        return None

    def process_exception(self, request, exception):
        """Wagtail's screens trust queries and forms of their own making, and break on one made by hand.

        That is a bad request. The log has the traceback, should it be something else after all.
        """
        if not is_desk(request) or not (request.GET or request.POST) or not _is_nonsense(exception):
            return None
        logger.error("the desk cannot read what it was sent", exc_info=exception)
        return bad_request(request, exception)


def _is_nonsense(error: Exception) -> bool:
    """Whether a value was of no use; SQLite also stumbles over marks in a search."""
    if isinstance(error, OperationalError):
        return "fts5" in str(error)
    return isinstance(error, OF_NO_USE)
