"""The database's own refusal to change the access log, or to shorten it, on both databases (C02).

No row is ever changed. A row may be deleted once it is 180 days old, and the database's own clock
says when that is: whoever sets the clock of the application cannot shorten the log. On PostgreSQL
TRUNCATE is refused too; on SQLite so is INSERT OR REPLACE, which would take a row's place without
a DELETE that a trigger sees.

A migration that alters one of the two tables on SQLite rebuilds it and drops its triggers: call
`install` again in it. tests/people/access_log/test_lock.py fails if they are missing.
"""

TABLES = ("access_log_accessrecord", "access_log_accesssubject")
KEPT_DAYS = 180

REFUSAL = "the access log is never changed, and kept for 180 days"

_FUNCTIONS = (
    f"""
    CREATE OR REPLACE FUNCTION access_log_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    # clock_timestamp() and not now(): that is the start of a transaction, which may be long ago.
    f"""
    CREATE OR REPLACE FUNCTION access_log_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.at > clock_timestamp() - interval '{KEPT_DAYS} days' THEN
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END $$
    """,
)


def _postgresql(table: str) -> tuple[str, ...]:
    return (
        f"""
        CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION access_log_locked()
        """,
        f"""
        CREATE TRIGGER {table}_no_early_delete BEFORE DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION access_log_kept()
        """,
        f"""
        CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION access_log_locked()
        """,
    )


def _sqlite(table: str, taken: str) -> tuple[str, ...]:
    """`taken` says when a new row would take the place of a kept one.

    Django writes moments in UTC and without a zone, as SQLite's own functions do.
    """
    refuse = f"SELECT RAISE(ABORT, '{REFUSAL}')"
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refuse}; END",
        f"""
        CREATE TRIGGER {table}_no_early_delete BEFORE DELETE ON {table}
        WHEN OLD.at > strftime('%Y-%m-%d %H:%M:%f', 'now', '-{KEPT_DAYS} days')
        BEGIN {refuse}; END
        """,
        f"""
        CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken})
        BEGIN {refuse}; END
        """,  # noqa: S608  # our own names
    )


NAMES = {
    "postgresql": ("no_update", "no_early_delete", "no_truncate"),
    "sqlite": ("no_update", "no_early_delete", "no_replace"),
}
POSTGRESQL = (*_FUNCTIONS, *(statement for table in TABLES for statement in _postgresql(table)))
POSTGRESQL_UNDO = (
    *(
        f"DROP TRIGGER {table}_{name} ON {table}"
        for table in TABLES
        for name in NAMES["postgresql"]
    ),
    "DROP FUNCTION access_log_locked()",
    "DROP FUNCTION access_log_kept()",
)
SQLITE = (
    *_sqlite(TABLES[0], "id = NEW.id"),
    # Both keys of a subject; where the database is yet to give one, NEW.id is no row's.
    *_sqlite(
        TABLES[1], "id = NEW.id OR (record_id = NEW.record_id AND teacher_id = NEW.teacher_id)"
    ),
)
SQLITE_UNDO = tuple(f"DROP TRIGGER {table}_{name}" for table in TABLES for name in NAMES["sqlite"])


def install(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    _run(schema_editor, POSTGRESQL if vendor == "postgresql" else SQLITE)


def remove(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    _run(schema_editor, POSTGRESQL_UNDO if vendor == "postgresql" else SQLITE_UNDO)


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)
