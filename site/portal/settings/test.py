"""Settings of the test suite: the same site, with files and jobs that leave nothing behind."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403  # a settings module is its names
from .base import TASKS

SECRET_KEY = "only-for-tests"  # noqa: S105  # never used outside a test run
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
RATE_LIMITS = {}  # tests ask faster than people do
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
VAR_DIR = Path(tempfile.mkdtemp(prefix="xinyu-test-"))
DEMO_ALLOWED = True
SECOND_FACTOR_REQUIRED = False  # the tests of it ask for it
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()  # WhiteNoise warns of a folder that is not there
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pages", "visits")
}
PAGE_CACHE_SECONDS = 0  # the tests of it ask for it
TASKS = {**TASKS, "jobs": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
