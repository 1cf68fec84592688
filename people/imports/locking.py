"""One roster import at a time: rosters change the same people and schools."""

from django.db import connection

ROSTER_LOCK = 7_301_001


def lock_rosters() -> None:
    """Holds other roster imports back until the transaction ends.

    On SQLite a transaction that may write holds everybody back already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROSTER_LOCK])
