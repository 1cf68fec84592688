"""The database's own locks, lifted and put back: on the ledger and on the access log."""

from django.db import connection

from credits import ledger_lock
from people.access_log import lock as access_log_lock
from tests.ledger import sql

LOCKS = (ledger_lock, access_log_lock)
TABLES = ("credits_entry", *access_log_lock.TABLES)


def lift_locks() -> None:
    """For emptying the tables after a test that committed. Outside of a transaction."""
    if connection.vendor == "postgresql":
        for table in TABLES:
            sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    else:
        for lock in LOCKS:
            for statement in lock.SQLITE_UNDO:
                sql(statement)


def put_locks_back() -> None:
    if connection.vendor == "postgresql":
        for table in TABLES:
            sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    else:
        for lock in LOCKS:
            for statement in lock.SQLITE:
                sql(statement)
