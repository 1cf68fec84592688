"""Addresses within the site, and addresses of people: what may be written, what may be shown."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

URL_LENGTH = 300


def validate_internal_path(url: str) -> None:
    """Raises ValidationError unless a browser, however lenient, stays on this site."""
    parts = urlsplit(url)
    if (
        not url.startswith("/")
        or url.startswith("//")
        or "\\" in url
        or not url.isprintable()
        or " " in url
        or parts.scheme
        or parts.netloc
    ):
        raise ValidationError(_("只能填写本站以“/”开头的地址。"), code="not_internal")


def absolute(url: str) -> str:
    """The full address of an internal path, on the host of the settings and no other."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{url}" if url else ""


def masked(address: str) -> str:
    """`zhang@school.edu.cn` as `z***@school.edu.cn`: enough to tell whose server refuses."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}***{at}{domain}" if at else "***"
