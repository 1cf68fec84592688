"""The door to the account screens."""

from django.shortcuts import get_object_or_404

from people.activation.states import with_account_state, with_place
from people.models import Teacher
from people.roles import MANAGE_ACCOUNTS
from people.views.access import AbilityRequiredMixin


class AccountsScreenMixin(AbilityRequiredMixin):
    """A screen for those who look after accounts."""

    ability = MANAGE_ACCOUNTS

    def people(self):
        """The teachers looked after, with their place and the state of their account."""
        people = Teacher.objects.manageable_by(self.request.user).select_related("user")
        return with_place(with_account_state(people), self.request.user)


class PersonMixin(AccountsScreenMixin):
    """A screen about one teacher, named in the address."""

    def get_teacher(self) -> Teacher:
        return get_object_or_404(self.people(), number=self.kwargs["number"])
