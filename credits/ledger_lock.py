"""The database's own refusal to change or delete entries (L1), on both databases.

A migration that alters credits_entry on SQLite rebuilds the table and drops its triggers: call
`install` again in it. tests/credits/test_ledger_lock.py fails if they are missing.
"""

POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION credits_entry_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'ledger entries are never changed or deleted'
        USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER credits_entry_no_change BEFORE UPDATE OR DELETE ON credits_entry
    FOR EACH ROW EXECUTE FUNCTION credits_entry_locked()
    """,
    """
    CREATE TRIGGER credits_entry_no_truncate BEFORE TRUNCATE ON credits_entry
    FOR EACH STATEMENT EXECUTE FUNCTION credits_entry_locked()
    """,
)
POSTGRESQL_UNDO = (
    "DROP TRIGGER credits_entry_no_truncate ON credits_entry",
    "DROP TRIGGER credits_entry_no_change ON credits_entry",
    "DROP FUNCTION credits_entry_locked()",
)
SQLITE = tuple(
    f"""
    CREATE TRIGGER credits_entry_no_{event.lower()} BEFORE {event} ON credits_entry
    BEGIN SELECT RAISE(ABORT, 'ledger entries are never changed or deleted'); END
    """
    for event in ("UPDATE", "DELETE")
)
SQLITE_UNDO = tuple(f"DROP TRIGGER credits_entry_no_{event}" for event in ("update", "delete"))


def install(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    _run(schema_editor, POSTGRESQL if vendor == "postgresql" else SQLITE)


def remove(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    _run(schema_editor, POSTGRESQL_UNDO if vendor == "postgresql" else SQLITE_UNDO)


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)
