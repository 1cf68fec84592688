"""A person's own account: how they sign in, where they are signed in, when they did."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from people.access_log.models import AccessRecord
from people.sign_in.factors import is_guarded, lacks_second_factor
from people.sign_in.records import provider_name
from people.sign_in.tables import SignInTable


class SecurityView(LoginRequiredMixin, TemplateView):
    """Everything about one's own sign-in on one page."""

    template_name = "sign_in/security.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        held = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
        of_type = {kind: [one for one in held if one.type == kind] for kind in Authenticator.Type}
        codes = of_type[Authenticator.Type.RECOVERY_CODES]
        return super().get_context_data(
            emails=list(EmailAddress.objects.filter(user=user).order_by("-primary", "email")),
            app=next(iter(of_type[Authenticator.Type.TOTP]), None),
            passkeys=of_type[Authenticator.Type.WEBAUTHN],
            codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
            is_guarded=is_guarded(user),
            sessions=len(UserSession.objects.purge_and_list(user)),
            identities=self._identities(),
            providers=get_social_adapter().list_providers(self.request),
            **kwargs,
        )

    def _identities(self):
        linked = SocialAccount.objects.filter(user=self.request.user).order_by("date_joined")
        return [(one, provider_name(self.request, one.provider)) for one in linked]


class SecondFactorSetupView(LoginRequiredMixin, TemplateView):
    """Where an officer without a second factor is led, whatever they asked for."""

    template_name = "sign_in/second_factor.html"

    def get(self, request, *args, **kwargs):
        if not lacks_second_factor(request.user):
            return redirect("account-security")
        return super().get(request, *args, **kwargs)


class SignInHistoryView(LoginRequiredMixin, TemplateView):
    template_name = "sign_in/history.html"

    def get_context_data(self, **kwargs):
        rows = AccessRecord.objects.sign_ins_of(self.request.user)
        return super().get_context_data(table=SignInTable(rows).arranged(self.request), **kwargs)


class SessionsView(ListUserSessionsView):
    """allauth's list, which also ends all sessions but this one; `end_session` ends one."""

    def get_context_data(self, **kwargs):
        UserSession.objects.create_from_request(self.request)
        context = super().get_context_data(**kwargs)
        context["sessions"].sort(
            key=lambda session: (not session.is_current(), session.last_seen_at)
        )
        return context


@login_required
@require_POST
def end_session(request, pk: int):
    """Signs the person out on another device; their own session is ended by signing out."""
    session = get_object_or_404(UserSession, user=request.user, pk=pk)
    if not session.is_current():
        session.end()
        messages.success(request, _("已结束该会话。"))
    return redirect("usersessions_list")
