"""Settings that every deployment shares. What differs comes from the environment."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.utils.translation import gettext_lazy as _

from .apps import ALL_APPS, DATA_APPS
from .needed import days_of_kinds, proper_key
from .sign_in import *  # noqa: F403  # a settings module is its names

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[3]
SITE_DIR = BASE_DIR / "site"
VAR_DIR = Path(env.str("XINYU_VAR", str(BASE_DIR / "var")))
DEMO_ALLOWED = (
    False  # sample data and demo accounts, whose password is shown: never in a deployment
)

# A command on the data starts in a third of the time without the screens: manage.py says which.
INSTALLED_APPS = DATA_APPS if env.bool("DATA_APPS_ONLY", False) else ALL_APPS

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.headers.BrowserFeaturesMiddleware",
    "portal.headers.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.refusals.RefusalLogMiddleware",
    "portal.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.acting.ActingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.session_limits.SessionLimitsMiddleware",
    "portal.second_factor.SecondFactorMiddleware",
    "people.sign_in.devices.DeviceMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "portal.middleware.PrivatePagesMiddleware",
    "portal.desk.DeskDoorMiddleware",
    "portal.rate_limits.RateLimitMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.navigation",
            ],
        },
    }
]


def database_config(url):
    """A Django database dict from an address; SQLite gets the options that concurrent writers need.

    IMMEDIATE takes the write lock when a transaction begins, so that read-then-write cannot fail
    half way; WAL lets readers go on meanwhile.
    """
    config = environ.Env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                # 64 MB: the default 2 MB cannot hold the indexes that an import writes to.
                "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; "
                # An import of 20,000 rows fits the log; it is written back in fewer, larger turns.
                "PRAGMA wal_autocheckpoint=10000;"
            ),
        }
    return config


def mail_config(url):
    """Django's settings of a mail server from an address, with the usual port where it names none."""
    config = environ.Env.email_url_config(url)
    usual = 465 if config.get("EMAIL_USE_SSL") else 587 if config.get("EMAIL_USE_TLS") else 25
    return config | {"EMAIL_PORT": config["EMAIL_PORT"] or usual}


DATABASES = {
    "default": database_config(
        env.str("DATABASE_URL", "") or f"sqlite:///{VAR_DIR / 'xinyu.sqlite3'}"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"

ACTIVATION_CODE_DAYS = env.int("ACTIVATION_CODE_DAYS", 30)  # a sheet may lie in a pigeonhole
RESET_CODE_DAYS = env.int("RESET_CODE_DAYS", 3)  # who waits for it is at the door

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [SITE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"  # rule T1: every date is a day in Shanghai
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [SITE_DIR / "static", ("handbook", BASE_DIR / "docs/img/editor")]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
SERVE_IMAGES = False  # a web server in front does that
PRIVATE_ROOT = VAR_DIR / "private"  # uploaded workbooks: never served by address
PROXY_COUNT = 0  # proxies in front, each of which adds whom it heard to X-Forwarded-For

CACHES = {
    "default": {
        # Shared by all processes of one machine: job progress and rate limits need that.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 5000},  # of 300, the usual, a busy day would lose some early
    },
    "pages": {
        # Whole pages, by address and language: portal/page_cache.py.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache" / "pages",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    "visits": {
        # Which visits are counted already: a rush of visitors must not push other entries out.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache" / "visits",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}
PAGE_CACHE_SECONDS = 15 * 60  # 0: nothing is kept

TASKS = {
    # Wagtail puts its search index updates on `default`: they run at once, without a worker.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}

WAGTAIL_SITE_NAME = "心育学时"
WAGTAILADMIN_BASE_URL = env.str("SITE_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}")

vars().update(mail_config(env.str("EMAIL_URL", "") or "smtp://127.0.0.1:25"))
EMAIL_TIMEOUT = 15  # seconds a mail server may keep the worker waiting for an answer
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", f"noreply@{urlsplit(WAGTAILADMIN_BASE_URL).hostname}"
)

WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
# Nothing is fetched for a page: no address that an editor types is ever opened from here.
WAGTAILEMBEDS_FINDERS = []
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "courses.rich_text.CheckedRichTextArea"},
}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "csv", "txt"]
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.documents.forms.CheckedDocumentForm"
VIDEO_LARGEST_MB = 300  # the web server in front has a limit of its own: docs/operations.md
CAPTIONS_LARGEST_MB = 1
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.documents.forms.NoticedImageForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "courses.search", "SEARCH_CONFIG": "simple"}}

# What signs the QR code of a certificate (32 bytes in base64), and the public keys of those that
# did before; what signs its PDF, a PKCS#12 file. Empty: not signed. docs/certificates.md
CERTIFICATE_SIGNING_KEY = proper_key(
    env.str("CERTIFICATE_SIGNING_KEY", ""), "CERTIFICATE_SIGNING_KEY"
)
CERTIFICATE_PUBLIC_KEYS = [
    proper_key(key, "CERTIFICATE_PUBLIC_KEYS")
    for key in env.list("CERTIFICATE_PUBLIC_KEYS", default=[])
]
CERTIFICATE_PDF_KEY = env.str("CERTIFICATE_PDF_KEY", "")
CERTIFICATE_PDF_PASSPHRASE = env.str("CERTIFICATE_PDF_PASSPHRASE", "")

DJANGO_TABLES2_TEMPLATE = "components/table.html"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "portal.documents.upload_handler.NamelessFileUploadHandler",
]

SESSION_ENGINE = "portal.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # forms carry the token themselves; no script asks for the cookie
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
# Not in a cookie, where they would lie about: they tell of people.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail itself lets its previews stand in a frame
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-src": ["'none'"],
        "worker-src": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
# Wagtail's own screens: its date fields and choosers are started by scripts in the page, and its
# editor sets styles. Handlers in attributes it has none.
DESK_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "script-src-elem": ["'self'", "'unsafe-inline'"],
    "script-src-attr": ["'none'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}

# How often one person may ask for what costs much, as "times/minutes"; portal/rate_limits.py says
# which screens each one covers. Empty: no limits.
RATE_LIMITS = {
    "export": "20/1",
    "upload": "20/1",
    # By address where nobody is signed in, and all of a school often comes from one.
    "download": "60/1",
    "count": "300/1",
    "own_data": "5/10",
    "list": "120/1",
    "search": "300/1",  # a whole school may share one address
    "typing": "60/1",
}

# Terms that differ from portal/privacy/kinds.py, in days: "access_log=365,notices=180".
RETENTION_DAYS = days_of_kinds(env.list("RETENTION_DAYS", default=[]))
# Who answers for the data and where questions about it go: shown on /privacy/.
PRIVACY_CONTROLLER = env.str("PRIVACY_CONTROLLER", "")
PRIVACY_CONTACT = env.str("PRIVACY_CONTACT", "")

SIMPLE_HISTORY_HISTORY_ID_USE_UUID = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
