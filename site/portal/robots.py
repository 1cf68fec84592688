"""What search engines are asked to leave alone, and where the list of pages is."""

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

CLOSED = ("/accounts/", "/activate/", "/admin/", "/audit/", "/imports/", "/my/", "/start/")


@require_safe
def robots(request) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines.append(f"Sitemap: {settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
