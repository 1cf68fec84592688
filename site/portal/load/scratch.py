"""An empty database beside the real one, for the length of a storm."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def scratch_database() -> Iterator[Path]:
    """Connects to a migrated, empty database until the block ends; gives a folder for the server."""
    name = connection.settings_dict["NAME"]
    with tempfile.TemporaryDirectory(prefix="xinyu-load-") as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = f"{folder}/load.sqlite3"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield Path(folder)
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


def database_url() -> str:
    """The address of the database that is connected, as DATABASE_URL writes it."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    secret = f":{found['PASSWORD']}" if found["PASSWORD"] else ""
    port = found["PORT"] or 5432
    return f"postgres://{found['USER']}{secret}@{found['HOST']}:{port}/{found['NAME']}"
