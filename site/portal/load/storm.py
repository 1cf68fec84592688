"""A storm of sign-ins against a real server, and what others at the site feel of it meanwhile."""

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.load.visitors import Visit, Visitor

ROOT = Path(__file__).resolve().parents[3]
SIGN_IN = "sign-in"
CALM_SECONDS, STORM_SECONDS = 15, 60
PAUSE = 0.5  # between two readings of the same page by the same reader
SECONDS_TO_START = 60
# As the operator's handbook says.
WORKERS = (os.cpu_count() or 1) + 1
SERVER = ("--workers", str(WORKERS), "--threads", "12", "--timeout", "120", "--log-level", "error")


@dataclass(frozen=True, slots=True)
class Felt:
    """How a page, or signing in, answered: seconds at the middle, at 95 of 100, at worst."""

    name: str
    count: int
    failed: int
    middle: float
    most: float
    worst: float

    @classmethod
    def of(cls, name: str, visits: Iterable[Visit]) -> "Felt":
        visits = list(visits)
        seconds = sorted(visit.seconds for visit in visits)
        return cls(
            name,
            len(visits),
            sum(not visit.good for visit in visits),
            statistics.median(seconds),
            seconds[int(len(seconds) * 0.95)],
            seconds[-1],
        )


def calm(readers: dict[str, Visitor]) -> list[Felt]:
    """How the pages answer while nobody else is there: the floor. `readers` has one for each page."""
    deadline = time.monotonic() + CALM_SECONDS
    with ThreadPoolExecutor(len(readers)) as crowd:
        return _felt(_reading(crowd, readers, deadline))


def storm(address: str, names: list[str], password: str, readers: dict[str, Visitor]) -> list[Felt]:
    """Signs all `names` in, evenly over a minute, while each reader keeps opening their page."""
    deadline = time.monotonic() + STORM_SECONDS
    with ThreadPoolExecutor(len(names) + len(readers)) as crowd:
        reading = _reading(crowd, readers, deadline)
        arrivals = []
        for number, name in enumerate(names):
            _sleep_until(deadline - STORM_SECONDS * (1 - number / len(names)))
            arrivals.append(crowd.submit(Visitor(address).sign_in, name, password))
        signed_in = Felt.of(SIGN_IN, [arrival.result() for arrival in arrivals])
        return [signed_in, *_felt(reading)]


@contextmanager
def server(database_url: str, folder: Path, secret: str = "") -> Iterator[str]:
    """gunicorn as a city runs it, on a free port of loopback; ended with the block.

    `secret` is the key of whoever made the sessions and codes that must hold there; without one it
    is that of `folder`.
    """
    port = _free_port()
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "XINYU_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    if secret:
        environment["SECRET_KEY"] = secret
    command = [sys.executable, "-m", "gunicorn", "--pythonpath", f"{ROOT},{ROOT / 'site'}"]
    process = subprocess.Popen(  # noqa: S603  # our own interpreter, no shell, no outside words
        [*command, *SERVER, "--bind", f"127.0.0.1:{port}", "portal.wsgi"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_served(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _reading(crowd, readers: dict[str, Visitor], deadline: float) -> dict[str, Future]:
    return {
        page: crowd.submit(_keep_reading, reader, page, deadline)
        for page, reader in readers.items()
    }


def _felt(reading: dict[str, Future]) -> list[Felt]:
    return [Felt.of(page, visits.result()) for page, visits in reading.items()]


def _keep_reading(reader: Visitor, page: str, deadline: float) -> list[Visit]:
    visits = []
    while time.monotonic() < deadline:
        visits.append(reader.read(page))
        time.sleep(PAUSE)
    return visits


def _sleep_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def _wait_until_served(address: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not Visitor(address).read("/accounts/login/").good:
        if time.monotonic() > deadline:
            raise TimeoutError(address)
        time.sleep(0.3)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
