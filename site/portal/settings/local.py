"""What one machine's own copy needs: a secret of its own and files under var/."""

import secrets

from .base import CERTIFICATE_SIGNING_KEY, VAR_DIR, env


def own_secret(name="secret_key", length=50):
    """A key of this copy, made at its first start and kept beside its database."""
    path = VAR_DIR / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(length), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = env.str("SECRET_KEY", "") or own_secret()
CERTIFICATE_SIGNING_KEY = CERTIFICATE_SIGNING_KEY or own_secret("certificate_key", 32)
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
STATIC_ROOT = None  # nothing is collected: static files are served from where they lie
WHITENOISE_USE_FINDERS = True
DEMO_ALLOWED = True
# A password shown on screen is all that the demo's accounts have.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", False)
SERVE_IMAGES = True
if not env.str("EMAIL_URL", ""):
    # A copy to try things out writes to nobody: the worker prints what it would send.
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
