"""The public check: anybody asks by number, or by the address in a certificate's QR code.

What is not found, not well formed or not a number at all is answered alike.
"""

from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.generic import View

from common.wrong_tries import WrongTries
from credits.certificates.forms import CheckForm
from credits.certificates.models import Certificate
from credits.certificates.rules import masked_name
from people.access_log.origin import client_address

GUESSES = WrongTries("certificate-guesses")


class _CheckingView(View):
    """A page about one certificate or none; after too many wrong guesses that of the site's limits."""

    http_method_names = ["get", "head"]

    def dispatch(self, request, *args, **kwargs):
        wait = GUESSES.minutes_to_wait(client_address(request))
        response = _too_many(request, wait) if wait else super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store"
        return response

    def answer(self, request, certificate: Certificate | None, form: CheckForm):
        if certificate is None:
            GUESSES.note(client_address(request))
            return render(
                request, "certificates/check.html", {"form": form, "is_unknown": True}, status=404
            )
        context = {"certificate": certificate, "name": masked_name(certificate.name)}
        return render(request, "certificates/state.html", context)


class CheckView(_CheckingView):
    def get(self, request):
        if "number" not in request.GET:
            return render(request, "certificates/check.html", {"form": CheckForm()})
        form = CheckForm(request.GET)
        found = None
        if form.is_valid():
            found = _found(number=form.cleaned_data["number"])
        return self.answer(
            request, found, CheckForm(initial={"number": request.GET["number"][:60]})
        )


class StateView(_CheckingView):
    def get(self, request, token: str):
        return self.answer(request, _found(token=token), CheckForm())


def _found(**asked: str) -> Certificate | None:
    """One query; none for what no certificate can have: PostgreSQL takes no NUL."""
    if any("\x00" in value for value in asked.values()):
        return None
    return Certificate.objects.filter(**asked).first()


def _too_many(request, minutes: int):
    sentence = ngettext(
        "短时间内的请求过多，请在 %(wait)s 分钟后再试。",
        "短时间内的请求过多，请在 %(wait)s 分钟后再试。",
        minutes,
    ) % {"wait": minutes}
    response = render(request, "429.html", {"sentence": sentence}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response
