"""`manage.py demo` on an empty folder, as somebody meets it the first time and the second."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 180

pytestmark = pytest.mark.skipif(
    "DATABASE_URL" in os.environ, reason="the demo is tried on its own database, SQLite"
)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def status_of(port, path):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    return connection.getresponse().status


def wait_until_up(process, port):
    for _try in range(SECONDS_TO_START * 5):
        assert process.poll() is None, process.communicate()[0]
        try:
            return status_of(port, "/")
        except OSError:
            time.sleep(0.2)
    raise TimeoutError


def run_once(folder):
    """Starts the demo, looks at two pages, ends it as Ctrl-C does; gives what it printed."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "demo", "--port", str(port)],
        env={**os.environ, "XINYU_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert wait_until_up(process, port) == 200
        assert status_of(port, "/accounts/login/") == 200
        os.killpg(process.pid, signal.SIGINT)
        told, _errors = process.communicate(timeout=30)
        assert process.returncode == 0
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)  # neither site nor worker is left
    finally:
        process.kill()
    return told


def test_demo_starts_on_an_empty_folder_and_again_keeping_its_data(tmp_path):
    first, second = run_once(tmp_path), run_once(tmp_path)
    assert "学时登记-2025.xlsx" in first
    assert "学时登记-2025.xlsx" not in second
    for told in (first, second):
        assert "武汉东湖新技术开发区" in told
        assert "市教育局工作人员" in told
    assert password_in(first) == password_in(second)


def password_in(told):
    return next(line for line in told.splitlines() if "密码" in line)
