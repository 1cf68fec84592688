"""The printing of codes by a background worker, and without one."""

import pytest
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from people.activation.enums import JobState
from people.activation.jobs import run_job_now, start_job
from people.activation.models import ActivationCode, PrintJob
from people.activation.services import printing
from tests.factories.activation import PrintJobFactory
from tests.people.activation.sheets import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(admin, teacher) -> PrintJob:
    return PrintJobFactory(ordered_by=admin, teacher_ids=[teacher.pk])


def state_of(job) -> JobState:
    job.refresh_from_db()
    return JobState(job.state)


def test_job_when_a_worker_takes_it_then_goes_from_waiting_to_ready(job, worker):
    start_job(job)
    assert state_of(job) == JobState.WAITING

    worker()

    assert state_of(job) == JobState.READY
    assert ActivationCode.objects.live().count() == 1


def test_job_when_done_without_a_worker_then_the_worker_has_nothing_left_to_do(job, worker):
    start_job(job)
    run_job_now(job)
    digest = ActivationCode.objects.get().digest

    worker()

    assert ActivationCode.objects.get().digest == digest
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_job_when_handed_over_twice_then_is_done_once(job, worker):
    start_job(job)
    start_job(job)
    worker()

    assert ActivationCode.objects.count() == 1


def test_job_when_its_worker_was_killed_then_another_takes_it_up(admin, teacher, worker):
    job = PrintJobFactory(ordered_by=admin, teacher_ids=[teacher.pk], abandoned=True)

    start_job(job)
    worker()

    assert state_of(job) == JobState.READY


def test_job_when_it_breaks_off_then_failed_and_an_error_in_the_log(job, monkeypatch, caplog):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(printing, "draw_sheet", full)
    run_job_now(job)

    assert state_of(job) == JobState.FAILED
    assert not ActivationCode.objects.exists()
    assert f"print job {job.pk} broke off" in caplog.text


def test_job_when_ordered_in_english_then_the_sheet_is_in_chinese(job, private_root):
    with translation.override("en"):
        run_job_now(job)

    job.refresh_from_db()
    assert "账号激活单" in text_of((private_root / job.stored_name).read_bytes())


def test_job_when_its_row_is_gone_then_there_is_nothing_to_do(job):
    PrintJob.objects.all().delete()

    run_job_now(job)

    assert not ActivationCode.objects.exists()
