"""The embedded default: SQLite, local files, for `make demo` and development."""

from .base import *  # noqa: F403  # a settings module is its names
from .local import *  # noqa: F403  # as above
