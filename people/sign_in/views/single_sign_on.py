"""The way to the provider of single sign-on, and back."""

from urllib.parse import urlsplit

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.socialaccount.views import ConnectionsView
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST


def leaving(view):
    """The view, asked by POST; its redirect to another site becomes a page that leads there.

    Browsers hold the redirect after a form to the policy `form-action 'self'`, and forget it for a
    page that moves on by itself.
    """

    def wrapped(request, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect) and urlsplit(response.url).netloc:
            context = {"url": response.url}
            return render(request, "socialaccount/leaving.html", context)
        return response

    return require_POST(wrapped)


openid_connect_login = leaving(openid_connect.login)
openid_connect_callback = openid_connect.callback
# Its own page is only for saying that an identity could not be unlinked.
connections = ConnectionsView.as_view(success_url=reverse_lazy("account-security"))


def cancelled(request):
    """Whoever breaks off at the provider is back at the log-in page."""
    return HttpResponseRedirect(reverse("account_login"))
