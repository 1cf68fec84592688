"""A site of its own for journeys: fresh database, real server process, nothing shared."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
EMPTY = "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"


@dataclass(frozen=True)
class ScratchSite:
    """`env` leads every process started here to the site's own database and folder."""

    env: dict[str, str]

    def manage(self, *command: str, check: bool = True) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.env,
            check=check,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def start(self, *command: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def run(self, code: str) -> str:
        """What a piece of Python prints inside the site."""
        return self.manage("shell", "--verbosity=0", "-c", code).stdout.strip()


def make_site(folder: Path, database_url: str | None) -> ScratchSite:
    """A site that is migrated and empty: a file in `folder`, or a database of its name on PostgreSQL.

    A process migrates once, and copies what came of it.
    """
    migrated = _migrated_site(database_url)
    shutil.copytree(migrated.env["XINYU_VAR"], folder, dirs_exist_ok=True)
    return _site_in(folder, database_url, copied_from=migrated)


@cache
def _migrated_site(database_url: str | None) -> ScratchSite:
    folder = Path(tempfile.mkdtemp(prefix="migrated"))
    site = _site_in(folder, database_url)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(drop_site, site)
    site.manage("migrate", "--verbosity=0")
    return site


def _site_in(
    folder: Path, database_url: str | None, copied_from: ScratchSite | None = None
) -> ScratchSite:
    env = {**os.environ, "XINYU_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    env.pop("DATABASE_URL", None)
    if database_url:
        template = copied_from.env["DATABASE_URL"].rpartition("/")[2] if copied_from else ""
        name = f"journey_{os.getpid()}_{folder.name}"
        env["DATABASE_URL"] = _fresh_database(database_url, name, template)
    return ScratchSite(env)


def drop_site(site: ScratchSite) -> None:
    address = site.env.get("DATABASE_URL")
    if address:
        base, _slash, name = address.rpartition("/")
        with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _fresh_database(database_url: str, name: str, template: str) -> str:
    base = database_url.rpartition("/")[0].replace("postgresql://", "postgres://")
    name = name.replace("-", "_").lower()
    start = f'TEMPLATE "{template}"' if template else EMPTY
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" {start}')
    return f"{base}/{name}"


@contextmanager
def served(site: ScratchSite, *beside: tuple[str, ...], host: str = "127.0.0.1"):
    """The address of a server of the site that runs inside; `beside` are commands that run along."""
    place = f"{host}:{free_port()}"
    running = [site.start("runserver", place, "--noreload"), *(site.start(*one) for one in beside)]
    try:
        wait_until_served(f"http://{place}/accounts/login/")
        yield f"http://{place}"
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_served(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{address} did not answer within {START_SECONDS} s")
