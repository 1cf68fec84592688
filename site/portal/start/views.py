"""The page after signing in: what waits for a person in the capacity they act in."""

from dataclasses import dataclass

from django.contrib.auth.mixins import LoginRequiredMixin
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from people.enums import Role
from people.models import School, Unit, User
from people.roles import DELEGATE, SEE_OWN_YEAR
from people.scopes import Capacity, scope_of
from portal.acting import capacities_of
from portal.start.boards import board_of


@dataclass(frozen=True, slots=True)
class Seat:
    """A capacity in words. `lent_by` is whose it is, where it is delegated."""

    key: str
    role: str
    place: str
    lent_by: str
    chosen: bool


class StartView(LoginRequiredMixin, TemplateView):
    template_name = "pages/start.html"

    def get_context_data(self, **kwargs):
        user, chosen = self.request.user, self.request.capacity
        scope = scope_of(user)
        return super().get_context_data(
            seats=seats_of(user, chosen.key if chosen else ""),
            board=board_of(user, chosen) if chosen else None,
            on_roster=SEE_OWN_YEAR in scope.abilities,
            may_delegate=DELEGATE in scope.abilities or _borrows(scope.capacities),
            **kwargs,
        )


def seats_of(user, chosen: str) -> list[Seat]:
    """The person's capacities as they are offered. At most three queries."""
    held = capacities_of(user)
    paths = [capacity.unit_path for capacity in held if capacity.unit_path]
    keys = [capacity.school_id for capacity in held if capacity.school_id]
    lenders = [capacity.on_behalf_of_id for capacity in held if capacity.on_behalf_of_id]
    units = {unit.path: unit.display_name for unit in Unit.objects.filter(path__in=paths)}
    schools = dict(School.objects.filter(pk__in=keys).values_list("pk", "name"))
    names = {found.pk: found.get_full_name() for found in User.objects.filter(pk__in=lenders)}
    return [
        Seat(
            capacity.key,
            str(Role(capacity.role).label),
            units.get(capacity.unit_path) or schools.get(capacity.school_id) or _place(capacity),
            names.get(capacity.on_behalf_of_id, ""),
            capacity.key == chosen,
        )
        for capacity in held
    ]


def _place(capacity: Capacity) -> str:
    return _("本人") if capacity.role == Role.TEACHER else _("全站")


def _borrows(capacities) -> bool:
    return any(capacity.on_behalf_of_id for capacity in capacities)
