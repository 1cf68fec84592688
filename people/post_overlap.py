"""The database's own refusal of two overlapping posts of one person at one school (P1)."""

POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """
    ALTER TABLE people_post ADD CONSTRAINT post_no_overlap EXCLUDE USING gist (
        teacher_id WITH =, school_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&
    ) WHERE (school_id IS NOT NULL) DEFERRABLE INITIALLY DEFERRED
    """,
)
POSTGRESQL_UNDO = ("ALTER TABLE people_post DROP CONSTRAINT post_no_overlap",)

_SQLITE_TRIGGER = """
    CREATE TRIGGER post_no_overlap_{event} BEFORE {event} ON people_post
    WHEN EXISTS (
        SELECT 1 FROM people_post
        WHERE teacher_id = NEW.teacher_id AND school_id = NEW.school_id AND id IS NOT NEW.id
          AND starts_on <= COALESCE(NEW.ends_on, '9999-12-31')
          AND COALESCE(ends_on, '9999-12-31') >= NEW.starts_on
    )
    BEGIN SELECT RAISE(ABORT, 'post_no_overlap'); END
"""
SQLITE = tuple(_SQLITE_TRIGGER.format(event=event) for event in ("INSERT", "UPDATE"))
SQLITE_UNDO = tuple(f"DROP TRIGGER post_no_overlap_{event}" for event in ("INSERT", "UPDATE"))


def install(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    _run(schema_editor, statements)


def remove(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    _run(schema_editor, POSTGRESQL_UNDO if vendor == "postgresql" else SQLITE_UNDO)


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)
