"""What befalls a real server: workers killed amid an import, a locked database, a flood."""

import os
import signal
import socket
import sqlite3
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from portal.load.storm import server
from portal.load.visitors import Visitor
from tests.journeys.test_activation_at_once import told_by

pytestmark = pytest.mark.xdist_group("faults")  # one site for all

ROWS = 12_000
STORING = "正在入库"
TOKEN = "a" * 32  # of the forms: cookie and field agree
SECONDS = 120
PREPARED = """
from django.core.files.uploadedfile import SimpleUploadedFile
from people.models import ImportBatch
from portal.bench.city import build_city, hours_workbook
build_city(3000)
officer = User.objects.create(username="市管")
RoleGrant.objects.create(user=officer, role="city_officer", starts_on="2020-01-01",
                         unit=Unit.objects.get(code="420100"))
desk = client_of()
desk.force_login(officer)
session = desk.cookies["sessionid"].value
file = SimpleUploadedFile("学时.xlsx", hours_workbook(ROWS, "K"))
batch = desk.post("/imports/new/", {"kind": "hours", "file": file}).url.split("/")[2]
desk.post(f"/imports/{batch}/continue/")
print(json.dumps([session, batch, ImportBatch.objects.get().state]))
""".replace("ROWS", str(ROWS))
FOUND = """
from credits.models import Entry, YearSum
from credits.services.verification import verify_ledger
from django.db.models import Sum
from people.access_log.models import AccessRecord
from people.models import ImportBatch
print(json.dumps({
    "entries": Entry.objects.count(),
    "summed": YearSum.objects.aggregate(n=Sum("entries"))["n"] or 0,
    "state": ImportBatch.objects.get().state,
    "logged": AccessRecord.objects.filter(what__startswith="确认入库").count(),
    "sound": verify_ledger().sound,
}))
"""


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def post(address: str, session: str = "", **form) -> int:
    """The status; 0 where the connection broke."""
    data = urlencode(form | {"csrfmiddlewaretoken": TOKEN}).encode()
    request = urllib.request.Request(address, data)
    request.add_header("Cookie", f"sessionid={session}; csrftoken={TOKEN}")
    try:
        return urllib.request.build_opener(NoRedirects).open(request, timeout=SECONDS).status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def get(address: str, session: str) -> str:
    request = urllib.request.Request(address, headers={"Cookie": f"sessionid={session}"})
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return answer.read().decode()


@pytest.fixture
def address(scratch_site):
    """A real server for the scratch site."""
    folder = Path(scratch_site.env["XINYU_VAR"])
    default = f"sqlite:///{folder / 'xinyu.sqlite3'}"
    with server(scratch_site.env.get("DATABASE_URL", default), folder) as served:
        yield served


def workers() -> list[int]:
    """The grandchildren of this process that serve: the master's children."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
    masters = [pid for pid, parent in parents.items() if parent == os.getpid()]
    return [pid for pid, parent in parents.items() if parent in masters]


def until(happened, what: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not happened():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


@pytest.mark.abuse("F1")
@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
def test_import_when_all_web_workers_are_killed_then_leaves_all_or_nothing_and_is_finished_later(
    scratch_site, address
):
    session, batch, state = told_by(scratch_site, PREPARED)
    assert state == "rehearsed"
    step = f"{address}/imports/{batch}"
    # Every worker has served before: the first answer of a new one comes after all is stored.
    with ThreadPoolExecutor(12) as crowd:
        list(crowd.map(lambda _: get(f"{step}/", session), range(24)))
    assert post(f"{step}/confirm/", session) == 302
    going_on = threading.Thread(target=post, args=(f"{step}/continue/", session))
    going_on.start()
    until(lambda: STORING in get(f"{step}/status/", session), "it never came to storing")
    for pid in workers():
        os.kill(pid, signal.SIGKILL)
    going_on.join()
    until(lambda: Visitor(address).read("/healthz/").good, "no worker came back")
    found = told_by(scratch_site, FOUND)
    assert (found["entries"], found["summed"], found["state"]) in [
        (0, 0, "confirmed"),
        (ROWS, ROWS, "imported"),
    ]
    assert found["sound"]

    # What a killed worker last said of its progress is believed for twenty seconds.
    def is_finished():
        post(f"{step}/continue/", session)
        return told_by(scratch_site, FOUND)["state"] == "imported"

    until(is_finished, "the import was not finished")
    assert told_by(scratch_site, FOUND) == {
        "entries": ROWS,
        "summed": ROWS,
        "state": "imported",
        "logged": 1,
        "sound": True,
    }


@pytest.mark.abuse("F9")
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="SQLite alone has one writer")
def test_database_when_another_writer_holds_it_then_readers_go_on_and_the_writer_waits(
    scratch_site, address
):
    told_by(
        scratch_site, 'User.objects.create_user("等待", password="一个够长的口令2026")\nprint(1)'
    )
    other = sqlite3.connect(Path(scratch_site.env["XINYU_VAR"]) / "xinyu.sqlite3")
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as pool:
        form = {"login": "等待", "password": "一个够长的口令2026"}
        waiting = pool.submit(post, f"{address}/accounts/login/", **form)
        for _turn in range(10):
            for page in ("/healthz/", "/", "/accounts/login/", "/privacy/"):
                assert Visitor(address).read(page).good, page
        time.sleep(3)
        assert not waiting.done()
        other.rollback()
        assert waiting.result() == 302
    other.close()


@pytest.mark.abuse("A09")
def test_server_when_flooded_then_answers_afterwards(address):
    """200 at once are all answered; 10 MB of headers are refused; who left does not block it.

    Slow connections are held by the proxy in front (docs/operations.md); `make load` measures.
    """
    with ThreadPoolExecutor(200) as crowd:
        visits = list(crowd.map(lambda _turn: Visitor(address).read("/healthz/"), range(200)))
    assert all(visit.good for visit in visits)

    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        assert refuses_endless_headers(connection)
    for _caller in range(60):
        socket.create_connection((host, int(port))).close()
    until(lambda: Visitor(address).read("/healthz/").good, "the server did not come back")


def refuses_endless_headers(connection: socket.socket) -> bool:
    """Whether 10 MB of them end in a refusal or a closed connection."""
    try:
        connection.sendall(b"GET /healthz/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ")
        for _block in range(160):
            connection.sendall(b"a" * 65536)
        connection.sendall(b"\r\n\r\n")
        return connection.recv(100).partition(b" ")[2][:1] == b"4"
    except (ConnectionResetError, BrokenPipeError):
        return True
