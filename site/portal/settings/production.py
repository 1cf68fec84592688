"""A city's deployment: everything that must differ comes from the environment, or it will not start.

Needed: SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL, SITE_URL. TLS ends at the proxy in front.
"""

from .base import *  # noqa: F403  # a settings module is its names
from .base import VAR_DIR, database_config, env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
DATABASES = {"default": database_config(env.str("DATABASE_URL"))}
WAGTAILADMIN_BASE_URL = env.str("SITE_URL")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Wagtail shows previews in a frame of its own site, so X_FRAME_OPTIONS cannot be DENY.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_ROOT = VAR_DIR / "static"
