"""The page that verifies a QR code in the browser, without asking anybody, and without a network
after the first visit."""

import json

from csp.decorators import csp_replace
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import View

from credits.certificates.keys import public_keys
from credits.enums import Category

STYLES = ("vendor/bootstrap/css/bootstrap.min.css", "css/theme.css", "css/certificates.css")
SCRIPTS = ("js/certificate_verify.js", "vendor/noble-ed25519/ed25519.js")
PICTURES = ("img/mark.svg", "vendor/bootstrap-icons/icons.svg")


@method_decorator(csp_replace({"worker-src": ["'self'"]}), name="dispatch")
class VerifyView(View):
    """The same page for everybody, signed in or not: the browser keeps it."""

    http_method_names = ["get", "head"]

    def get(self, request):
        context = {
            "keys": json.dumps(public_keys()),
            "categories": json.dumps({c.value: str(c.label) for c in Category}),
        }
        response = render(request, "certificates/verify.html", context)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-cache"
        return response


def worker(request):
    """The service worker, of no wider scope than the page; it keeps the page and its files."""
    files = [static(name) for name in (*STYLES, *SCRIPTS, *PICTURES)]
    context = {"files": json.dumps([reverse("certificate-verify"), *files])}
    response = render(
        request, "certificates/worker.js", context, content_type="text/javascript; charset=utf-8"
    )
    response["Cache-Control"] = "no-cache"
    return response
