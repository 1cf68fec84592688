"""Officers and administrators set up a second factor before anything else."""

from django.http import HttpResponseRedirect
from django.urls import reverse

from people.sign_in.factors import lacks_second_factor

# What somebody without a second factor may still do: set one up, choose the language, sign out.
OPEN_TO_ALL = frozenset(
    {
        "account_login",
        "login",
        "account_logout",
        "logout",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "second-factor-setup",
        "set_language",
        "wagtailadmin_logout",
    }
)


class SecondFactorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.url_name in OPEN_TO_ALL or not lacks_second_factor(request.user):
            return None
        return HttpResponseRedirect(reverse("second-factor-setup"))
