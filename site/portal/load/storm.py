"""A storm of sign-ins against a real server, and what others at the site feel of it meanwhile."""

import itertools
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.load.visitors import Visit, Visitor

ROOT = Path(__file__).resolve().parents[3]
SIGN_IN = "sign-in"
SECONDS = 60
PAUSE = 0.5  # between two readings of the same page by the same reader
SECONDS_TO_START = 60
SERVER = ("--workers", "2", "--threads", "4", "--log-level", "error")


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


def weather(address: str, names: list[str], password: str, pages: list[str]) -> list[Felt]:
    """Signs all `names` in, evenly over a minute, while one reader a page keeps opening it."""
    deadline = time.monotonic() + SECONDS
    with ThreadPoolExecutor(len(names) + len(pages)) as crowd:
        readers = {page: crowd.submit(_keep_reading, address, page, deadline) for page in pages}
        arrivals = []
        for number, name in enumerate(names):
            _sleep_until(deadline - SECONDS + number * SECONDS / len(names))
            arrivals.append(crowd.submit(Visitor(address).sign_in, name, password))
        signed_in = Felt.of(SIGN_IN, [arrival.result() for arrival in arrivals])
        return [signed_in, *(Felt.of(page, found.result()) for page, found in readers.items())]


@contextmanager
def server(database_url: str, folder: Path) -> Iterator[str]:
    """gunicorn as a city runs it, on a free port of loopback; ended with the block."""
    port = _free_port()
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "XINYU_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
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


def _keep_reading(address: str, page: str, deadline: float) -> list[Visit]:
    reader, visits = Visitor(address), []
    for _turn in itertools.count():
        visits.append(reader.read(page))
        time.sleep(PAUSE)
        if time.monotonic() > deadline:
            return visits
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
