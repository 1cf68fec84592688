"""The measured things, each beside its floor."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from credits.services.importing import import_file, rehearse
from credits.services.verification import verify_ledger
from people.enums import BatchKind, Role
from people.models import RoleGrant, Unit, User
from portal.bench.city import YEAR, hours_workbook

ROUNDS = 5
ROWS = 20_000
FLOOR_SQL = """
    SELECT teacher_id, SUM(hours) FROM credits_entry WHERE year = %s GROUP BY teacher_id
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured thing: its median in seconds, its floor's, what was promised."""

    name: str
    seconds: float
    floor_name: str
    floor: float
    goal: str

    @property
    def ratio(self) -> float:
        return self.seconds / self.floor


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def read_alone(data: bytes) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    book.get_sheet_by_index(0).to_python()


def import_figures() -> list[Figure]:
    """Reading with calamine alone, rehearsal, and the whole import, in turn within each round."""
    floors, rehearsals, imports = [], [], []
    warm = hours_workbook(200, "warm")
    import_file(BatchKind.HOURS, warm, "warm.xlsx", by=None)
    for turn in range(ROUNDS):
        data = hours_workbook(ROWS, f"R{turn}")
        floors.append(timed(lambda data=data: read_alone(data)))
        rehearsals.append(timed(lambda data=data: rehearse(BatchKind.HOURS, data, "h.xlsx")))
        imports.append(
            timed(lambda data=data: import_file(BatchKind.HOURS, data, "h.xlsx", by=None))
        )
    floor = median(floors)
    name = "calamine read alone"
    return [
        Figure(f"rehearsal of {ROWS} rows", median(rehearsals), name, floor, "-"),
        Figure(f"import of {ROWS} rows", median(imports), name, floor, "<= 6 x floor"),
    ]


def audit_figures() -> list[Figure]:
    """The city's audit as a command, in this process and as one of its own, against the aggregate."""
    floors, audits, processes = [], [], []
    call_command("audit", year=YEAR, stdout=io.StringIO())
    for _turn in range(ROUNDS):
        floors.append(timed(_bare_aggregate))
        audits.append(timed(lambda: call_command("audit", year=YEAR, stdout=io.StringIO())))
        processes.append(timed(_audit_process))
    name, floor = "bare SQL aggregate", median(floors)
    goal = f"<= 3 x floor + 0.5 s = {3 * floor + 0.5:.3f} s"
    return [
        Figure("audit of the city, 60,000 entries", median(audits), name, floor, goal),
        Figure("the same as a process of its own", median(processes), name, floor, goal),
    ]


def page_figures() -> list[tuple[str, float, int]]:
    """(page, seconds, queries) of the city's page for a city officer."""
    officer = User.objects.create_user("bench-officer")
    city = Unit.objects.get(code="420100")
    RoleGrant.objects.create(
        user=officer, role=Role.CITY_OFFICER, unit=city, starts_on="2020-01-01"
    )
    client = Client()
    client.force_login(officer)
    address = f"/audit/{YEAR}/"
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        seconds = timed(lambda: client.get(address))
    return [(address, seconds, len(queries))]


def verification_seconds() -> float:
    return timed(verify_ledger)


def _audit_process() -> None:
    """`manage.py audit` on the scratch database, from the start of Python to its end."""
    subprocess.run(  # noqa: S603  # our own interpreter, no shell, no outside words
        [sys.executable, settings.BASE_DIR / "manage.py", "audit", "--year", str(YEAR)],
        env={**os.environ, "DATABASE_URL": _address_of_database()},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _address_of_database() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    user = ":".join(
        quote(part, safe="") for part in (database["USER"], database["PASSWORD"]) if part
    )
    return f"postgres://{user}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"


def _bare_aggregate() -> None:
    with connection.cursor() as cursor:
        cursor.execute(FLOOR_SQL, [YEAR])
        cursor.fetchall()
