"""The screens on which somebody lends their work to a colleague."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from common.clock import today
from people.access_log.origin import origin_of
from people.enums import Role
from people.exceptions import DelegationRefusedError
from people.forms import DelegationForm
from people.grant_tables import DelegationTable
from people.models import RoleGrant, School, Unit
from people.scopes import Capacity
from people.services.delegation import delegable, delegate
from people.services.grants import end_grant
from people.views.grants import WITH


def own_delegations(user):
    """Those that `user` gave or received, whatever else they may see."""
    grants = RoleGrant.objects.filter(on_behalf_of__isnull=False).select_related(*WITH)
    return grants.filter(on_behalf_of=user) | grants.filter(user=user)


class DelegationListView(LoginRequiredMixin, TemplateView):
    template_name = "people/delegations.html"

    def get_context_data(self, **kwargs):
        table = DelegationTable(own_delegations(self.request.user), reader=self.request.user)
        return super().get_context_data(
            table=table.arranged(self.request),
            may_give=bool(delegable(self.request.user)),
            **kwargs,
        )


class GiveDelegationView(LoginRequiredMixin, FormView):
    template_name = "people/grant_form.html"
    form_class = DelegationForm
    success_url = reverse_lazy("delegations")

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.capacities = delegable(request.user)
            if not self.capacities:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"starts_on": today().isoformat()}

    def get_form_kwargs(self):
        named = [(capacity, _named(capacity)) for capacity in self.capacities]
        return super().get_form_kwargs() | {"capacities": named}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=_("委托同事"),
            lead=_("受托人在期限内拥有与您相同的权限，以其本人账号操作，日志中注明。"),
            submit=_("委托"),
            back=self.success_url,
            crumbs=[(_("工作委托"), self.success_url), (_("委托同事"), "")],
            **kwargs,
        )

    def form_valid(self, form):
        try:
            delegate(by=self.request.user, origin=origin_of(self.request), **form.cleaned_data)
        except DelegationRefusedError as error:
            form.add_error(None, error.reason)
            return self.form_invalid(form)
        messages.success(self.request, _("已委托，并已通知受托人。"))
        return super().form_valid(form)


class EndDelegationView(LoginRequiredMixin, View):
    """Either of the two may end it."""

    def post(self, request, pk: int):
        grant = get_object_or_404(own_delegations(request.user), pk=pk)
        end_grant(grant, by=request.user, origin=origin_of(request))
        messages.success(request, _("委托已终止。"))
        return HttpResponseRedirect(reverse("delegations"))


def _named(capacity: Capacity) -> str:
    label = str(Role(capacity.role).label)
    if capacity.school_id:
        return f"{School.objects.get(pk=capacity.school_id).name} {label}"
    return f"{Unit.objects.get(path=capacity.unit_path).display_name} {label}"
