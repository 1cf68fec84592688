"""A city's deployment: everything that must differ comes from the environment, or it will not start.

Needed: SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL, SITE_URL. TLS ends at the proxy in front.
"""

from .base import *  # noqa: F403  # a settings module is its names
from .base import (
    CONTENT_SECURITY_POLICY,
    DESK_CONTENT_SECURITY_POLICY,
    VAR_DIR,
    database_config,
    env,
)
from .needed import needed, proper_address, proper_hosts, proper_secret

DEBUG = False  # whatever the environment says
SECRET_KEY = proper_secret(needed(env, "SECRET_KEY"))
SECRET_KEY_FALLBACKS = [
    proper_secret(key, "SECRET_KEY_FALLBACKS")
    for key in env.list("SECRET_KEY_FALLBACKS", default=[])
]
ALLOWED_HOSTS = proper_hosts(env.list("ALLOWED_HOSTS", default=[]))
DATABASES = {"default": database_config(needed(env, "DATABASE_URL"))}
WAGTAILADMIN_BASE_URL = proper_address(needed(env, "SITE_URL"))

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]  # asked from this machine, beside the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PROXY_COUNT = env.int("PROXY_COUNT", 1)
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# With this prefix a browser takes a cookie from this very host only, and over TLS.
SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_SECURE = True
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True
DESK_CONTENT_SECURITY_POLICY["upgrade-insecure-requests"] = True

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_ROOT = VAR_DIR / "static"
