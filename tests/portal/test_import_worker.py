"""The background worker of a deployment, taking up what the screens hand over."""

import pytest
from django.core.management import call_command
from django.test import override_settings
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from credits.models import Entry
from people.enums import BatchState
from portal.settings.base import TASKS
from tests.uploads import page_of, step, upload
from tests.workbooks import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers")]


@pytest.fixture
def worker(monkeypatch):
    """Jobs wait in the database until `worker()` runs, as `manage.py db_worker` does."""
    # Its connection is the test's, whose transaction ends with it.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    with override_settings(TASKS=TASKS):
        yield lambda: call_command(
            "db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", verbosity=0
        )


@pytest.mark.rule("I2")
def test_worker_when_it_runs_then_rehearses_and_imports(desk, worker):
    batch = upload(desk, workbook("hours", {}))
    assert batch.state == BatchState.WAITING
    assert "已交给后台处理" in page_of(desk, batch)

    worker()
    assert "确认入库 1 行" in page_of(desk, batch)

    step(desk, batch, "confirm")
    assert not Entry.objects.exists()

    worker()
    assert "已入库 1 行" in page_of(desk, batch)
    assert Entry.objects.count() == 1


def test_worker_when_the_work_was_done_in_a_request_then_has_nothing_left_to_do(desk, worker):
    batch = upload(desk, workbook("hours", {}))
    step(desk, batch, "continue")
    step(desk, batch, "confirm")
    step(desk, batch, "continue")

    worker()

    assert Entry.objects.count() == 1
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}
