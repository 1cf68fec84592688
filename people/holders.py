"""Who holds an ability over a place today: for telling them that something waits for them."""

from django.db.models import Q

from common.clock import today
from people.models import Post, RoleGrant, School, Unit, User
from people.roles import ABILITIES, ROLE_OF_POST
from people.scopes import scope_of


def holders(ability: str, *, school: School | None = None, unit: Unit | None = None) -> list[User]:
    """The active accounts whose roles carry `ability` over the school or unit, by key.

    Two queries, and those of `scope_of` for each person who comes into question.
    """
    place = school.unit if school else unit
    return [
        user
        for user in _candidates(ability, school, place)
        if _covers(scope_of(user).area(ability), school, place)
    ]


def _candidates(ability: str, school: School | None, place: Unit | None):
    """Those whom a grant or a post at the place makes likely; dates and delegations are not asked."""
    roles = [role for role, abilities in ABILITIES.items() if ability in abilities]
    here = Q(unit__path__in=_paths_above(place)) | Q(school=school, school__isnull=False)
    granted = RoleGrant.objects.filter(here, role__in=roles).not_over_on(today())
    kinds = [kind for kind, role in ROLE_OF_POST.items() if role in roles]
    posted = Post.objects.filter(school=school, school__isnull=False, kind__in=kinds)
    found = Q(grants__in=granted) | Q(teacher__posts__in=posted.in_force_on(today()))
    return User.objects.filter(found, is_active=True).distinct().order_by("pk")


def _paths_above(place: Unit | None) -> list[str]:
    """The unit's own path and those of all above it."""
    codes = place.path.rstrip("/").split("/") if place else []
    return ["/".join(codes[: count + 1]) + "/" for count in range(len(codes))]


def _covers(area, school: School | None, place: Unit | None) -> bool:
    if school is not None:
        return area.covers_school(school)
    return place is not None and area.covers_unit(place)
