"""Where the site is: Wagtail builds full addresses from a row that begins as localhost."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

PORTS = {"http": 80, "https": 443}


def follow_settings(**kwargs) -> None:
    """Makes the row say what SITE_URL says. Called after each `migrate`; again changes nothing."""
    parts = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = parts.port or PORTS.get(parts.scheme, 80)
    Site.objects.filter(is_default_site=True).update(hostname=parts.hostname, port=port)
    Site.clear_site_root_paths_cache()
