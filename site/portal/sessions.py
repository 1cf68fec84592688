"""Sessions in the database, as Django keeps them."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key):
        """A key that no session can have is not looked for: PostgreSQL takes no NUL in a question."""
        return super()._validate_session_key(key) and set(key) <= set(VALID_KEY_CHARS)
