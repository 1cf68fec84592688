"""The database's own refusal to change or delete entries (L1)."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories.credits import EntryFactory
from tests.ledger import sql

pytestmark = [pytest.mark.django_db, pytest.mark.rule("L1")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE credits_entry SET hours = hours + 10",
        "UPDATE credits_entry SET title = '改'",
        "DELETE FROM credits_entry",
    ],
)
def test_entry_when_changed_by_sql_is_refused(statement):
    EntryFactory()
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        sql(statement)


def test_entries_when_truncated_are_kept():
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's; SQLite has only DELETE")
    EntryFactory()
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        sql("TRUNCATE credits_entry CASCADE")


def test_locks_stand_after_all_migrations():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger"
                " WHERE tgrelid = 'credits_entry'::regclass AND NOT tgisinternal AND tgenabled = 'O'"
            )
            expected = {"credits_entry_no_change", "credits_entry_no_truncate"}
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'credits_entry'"
            )
            expected = {"credits_entry_no_update", "credits_entry_no_delete"}
        assert {name for (name,) in cursor.fetchall()} == expected
