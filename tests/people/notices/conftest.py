"""A mail server, a worker and a clock for the tests of e-mails."""

import pytest
import time_machine
from django.core.management import call_command
from django.test import override_settings
from django_tasks_db.management.commands import db_worker

from portal.settings.base import TASKS
from tests.post_office import PostOffice, free_port

NOON = "2026-03-05T12:00:00+08:00"


@pytest.fixture
def post_office(settings):
    """The mail server of the settings, open."""
    office = PostOffice(free_port())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 5
    office.open()
    yield office
    office.close()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` ends as a commit does, and runs what was waiting for it."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def queue(monkeypatch):
    """Tasks wait in the database, as they do on a server."""
    # The worker's connection is the test's, whose transaction ends with it.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    with override_settings(TASKS=TASKS):
        yield


@pytest.fixture
def worker(queue):
    """`worker()` does what is due, as `manage.py db_worker` would."""
    return lambda: call_command(
        "db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", verbosity=0
    )


@pytest.fixture
def clock():
    """Stands at noon until `clock.shift(...)`."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller
