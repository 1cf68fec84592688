"""The door to Wagtail's administration, the editor's desk."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse

from courses.publishing.reach import reach_of

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


def is_desk(request) -> bool:
    """Whether the request is for a screen of the desk."""
    return request.path.startswith(reverse("wagtailadmin_home"))


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
        if (
            request.resolver_match.view_name in OVER_ALL_PAGES
            and request.user.is_authenticated
            and not reach_of(request.user).city
        ):
            raise Http404
        return None
