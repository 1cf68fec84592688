"""On PostgreSQL an index of trigrams over the words, for terms of three characters and more.

The extension is a trusted one: the database's owner may create it. The database has to be of the
locale C.UTF-8, as docs/operations.md says; in C alone there are no trigrams of Chinese.
"""

NAME = "search_text_trigrams"
INSTALL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"CREATE INDEX {NAME} ON courses_searchentry USING gin (text gin_trgm_ops)",
)
REMOVE = (f"DROP INDEX {NAME}",)


def install(apps, schema_editor):
    _run(schema_editor, INSTALL)


def remove(apps, schema_editor):
    _run(schema_editor, REMOVE)


def _run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)
