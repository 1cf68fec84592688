"""In which of their capacities a person acts: chosen in one place, kept in the session.

What may be seen is the sum of all capacities (people.scopes); the chosen one decides the start page
and the navigation, and stands in the access log.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_POST

from people.enums import Role
from people.scopes import Capacity, scope_of

KEY = "capacity"
# The one with most to answer for comes first, until the person chooses.
ORDER = (
    Role.CITY_OFFICER,
    Role.UNIT_OFFICER,
    Role.SCHOOL_ADMIN,
    Role.SITE_ADMIN,
    Role.AUDITOR,
    Role.EDITOR,
    Role.TRAINER,
    Role.TEACHER,
)


class ActingMiddleware:
    """Puts `capacity` on the request: a Capacity, or something false for one without any."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.capacity = SimpleLazyObject(lambda: chosen_capacity(request))
        return self.get_response(request)


def capacities_of(user) -> list[Capacity]:
    """In the order in which they are offered."""
    return sorted(scope_of(user).capacities, key=lambda held: ORDER.index(held.role))


def chosen_capacity(request) -> Capacity | None:
    """The one chosen in this session, or the first; a capacity that has ended is chosen no more."""
    held = capacities_of(request.user)
    wanted = request.session.get(KEY)
    return next((capacity for capacity in held if capacity.key == wanted), None) or next(
        iter(held), None
    )


@login_required
@require_POST
def choose_capacity(request):
    """Takes up another capacity and goes to its start page."""
    wanted = request.POST.get(KEY, "")
    if wanted not in {capacity.key for capacity in scope_of(request.user).capacities}:
        raise Http404
    request.session[KEY] = wanted
    return HttpResponseRedirect(reverse("start"))
