"""Who may enter a screen: to those without the ability it is not there."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404

from people.scopes import may, scope_of


class AbilityRequiredMixin(LoginRequiredMixin):
    """Signed out: to the log-in page. Without `ability`: 404, as an address that does not exist."""

    ability = ""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not may(request.user, self.ability):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class AnyAbilityMixin(LoginRequiredMixin):
    """The same for those who hold one of `abilities`."""

    abilities: tuple[str, ...] = ()

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not scope_of(user).abilities & set(self.abilities):
            raise Http404
        return super().dispatch(request, *args, **kwargs)
