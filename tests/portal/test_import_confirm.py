"""Confirming a batch: imported once, whatever happens in between."""

from dataclasses import replace

import pytest

from credits.models import Entry
from credits.services.batches import confirm_batch
from credits.services.importing import import_file
from people.enums import BatchState
from people.models import ImportBatch, Teacher
from portal.imports import jobs
from portal.imports.files import rows_path
from portal.imports.progress import Pulse, note_queued
from tests.uploads import imported_hours, page_of, rehearsed_hours, step, upload
from tests.workbooks import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers")]
ROWS = [{"培训项目": "甲"}, {"培训项目": "乙", "学时": "三十"}]


@pytest.fixture
def no_worker(monkeypatch):
    """Jobs are handed over and nobody takes them up."""
    for job in (jobs.rehearse_upload, jobs.import_upload):
        monkeypatch.setattr(type(job), "enqueue", _enqueue_only_at_once, raising=True)


ENQUEUE = type(jobs.rehearse_upload).enqueue


def _enqueue_only_at_once(task, *args, **kwargs):
    return ENQUEUE(task, *args, **kwargs) if task.backend == jobs.AT_ONCE else None


def killed(batch, by):
    """As a worker leaves it that was killed while it imported."""
    confirm_batch(batch, by=by)
    return batch


@pytest.mark.rule("I2")
def test_confirm_when_rehearsed_then_imports_the_good_rows(desk, officer):
    batch = rehearsed_hours(desk, *ROWS)

    response = step(desk, batch, "confirm")

    batch.refresh_from_db()
    assert batch.state == BatchState.IMPORTED
    assert (batch.confirmed_by, batch.confirmed_by_name) == (officer, "王市管")
    [entry] = Entry.objects.all()
    assert (entry.batch, entry.posted_by, entry.title) == (batch, officer, "甲")
    page = response.content.decode()
    assert "已入库 1 行" in page
    assert "「学时」的「三十」不是有效的学时" in page


@pytest.mark.rule("L2")
@pytest.mark.abuse("D03")
def test_confirm_when_pressed_twice_then_imports_once_and_says_so(desk):
    batch = rehearsed_hours(desk, *ROWS)

    step(desk, batch, "confirm")
    again = step(desk, batch, "confirm")

    assert "没有重复入库" in again.content.decode()
    assert Entry.objects.count() == 1


@pytest.mark.rule("L2")
def test_confirm_when_pressed_in_two_tabs_of_two_uploads_then_imports_once(desk):
    data = workbook("hours", *ROWS)
    first, second = upload(desk, data), upload(desk, data)

    step(desk, first, "confirm")
    page = step(desk, second, "confirm").content.decode()

    second.refresh_from_db()
    assert (second.accepted, second.unchanged, second.rejected) == (0, 1, 1)
    assert "入库结果与核对时不同" in page
    assert Entry.objects.count() == 1


@pytest.mark.rule("L2")
def test_job_when_run_again_after_the_import_then_changes_nothing(desk):
    batch = imported_hours(desk, *ROWS)
    before = rows_path(batch).read_bytes()

    jobs.import_upload.call(str(batch.pk))
    jobs.rehearse_upload.call(str(batch.pk))

    batch.refresh_from_db()
    assert batch.state == BatchState.IMPORTED
    assert Entry.objects.count() == 1
    assert rows_path(batch).read_bytes() == before


def test_confirm_when_the_registers_changed_meanwhile_then_shows_the_real_result(desk):
    batch = rehearsed_hours(desk, *ROWS)
    Teacher.objects.update(name="崔晓梓")

    page = step(desk, batch, "confirm").content.decode()

    batch.refresh_from_db()
    assert (batch.accepted, batch.rejected) == (0, 2)
    assert batch.report["foreseen"]["added"] == 1
    assert "入库结果与核对时不同" in page
    assert "崔晓梓" in page


@pytest.mark.parametrize(
    "state", [BatchState.WAITING, BatchState.REFUSED, BatchState.UNDONE, BatchState.FAILED]
)
def test_confirm_when_batch_is_in_another_state_then_says_which_and_moves_nothing(desk, state):
    batch = rehearsed_hours(desk, *ROWS)
    refusal = {"sheet": "", "row": None, "column": "", "value": "", "code": "unsafe_file"}
    report = {**batch.report, "refusal": {**refusal, "params": {}}}
    ImportBatch.objects.update(state=state, report=report)

    page = step(desk, batch, "confirm").content.decode()

    assert f"这一批现在的状态是“{state.label}”" in page
    assert not Entry.objects.exists()


def test_batch_when_the_worker_was_killed_then_offers_to_go_on_and_finishes(desk, officer):
    batch = killed(rehearsed_hours(desk, *ROWS), officer)

    page = page_of(desk, batch)
    assert "现在处理" in page
    assert not Entry.objects.exists()

    page = step(desk, batch, "continue").content.decode()
    assert "已入库 1 行" in page
    assert Entry.objects.get().posted_by == officer


def test_batch_when_killed_batch_is_gone_on_with_twice_then_imports_once(desk, officer):
    batch = killed(rehearsed_hours(desk, *ROWS), officer)

    step(desk, batch, "continue")
    page = step(desk, batch, "continue").content.decode()

    assert "这一批现在的状态是“已导入”" in page
    assert Entry.objects.count() == 1


def test_continue_when_somebody_is_at_work_then_leaves_it_to_them(desk, officer):
    batch = killed(rehearsed_hours(desk, *ROWS), officer)

    with Pulse(batch.pk):
        page = step(desk, batch, "continue").content.decode()

    assert "后台正在处理这一批" in page
    assert not Entry.objects.exists()


def test_upload_when_no_worker_takes_it_up_then_says_so_after_some_seconds(
    desk, no_worker, time_machine
):
    time_machine.move_to("2025-06-01 08:00:00+00:00", tick=False)
    batch = upload(desk, workbook("hours", *ROWS))

    assert batch.state == BatchState.WAITING
    assert "正在等候" in page_of(desk, batch)
    assert '<meta http-equiv="refresh" content="3">' in page_of(desk, batch)

    time_machine.shift(10)
    assert "还没有后台进程接手" in page_of(desk, batch)
    assert "确认入库 1 行" in step(desk, batch, "continue").content.decode()


def test_status_when_at_work_then_tells_the_stage_and_the_rows(desk, officer):
    batch = killed(rehearsed_hours(desk, *ROWS), officer)
    address = f"/imports/{batch.pk}/status/"

    with Pulse(batch.pk) as pulse:
        assert "正在读取文件" in desk.get(address).content.decode()
        pulse.stage("checking", 20000)
        assert "正在核对，共 20,000 行" in desk.get(address).content.decode()
        pulse.stage("storing")
        response = desk.get(address)
        assert "正在入库，共 20,000 行" in response.content.decode()
        seen = response.context["seen"]
        assert desk.get(address, {"seen": seen}).status_code == 204


def test_status_when_the_work_is_done_then_asks_for_the_page_again(desk):
    batch = rehearsed_hours(desk, *ROWS)

    assert desk.get(f"/imports/{batch.pk}/status/")["HX-Refresh"] == "true"


def test_status_when_the_pulse_stopped_then_says_that_the_work_stopped(desk, officer, time_machine):
    batch = killed(rehearsed_hours(desk, *ROWS), officer)
    time_machine.move_to("2025-06-01 08:00:00+00:00", tick=False)
    pulse = Pulse(batch.pk)
    pulse.stage("storing", 2)

    time_machine.shift(60)

    assert "处理中途停下了" in page_of(desk, batch)


def test_job_when_an_error_of_ours_happens_then_nothing_is_stored_and_it_can_be_repeated(
    desk, officer, monkeypatch, caplog
):
    batch = rehearsed_hours(desk, *ROWS)
    with monkeypatch.context() as broken:
        broken.setattr("portal.imports.row_writer.write_whole", _disk_full)
        page = step(desk, batch, "confirm").content.decode()

    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED
    assert "处理中断" in page
    assert not Entry.objects.exists()
    assert "broke off" in caplog.text

    step(desk, batch, "rehearse")
    assert "已入库 1 行" in step(desk, batch, "confirm").content.decode()


def test_job_when_the_stored_file_was_changed_then_imports_nothing(desk, private_root):
    batch = rehearsed_hours(desk, *ROWS)
    (private_root / batch.stored_name / "upload").write_bytes(workbook("hours", {}))

    step(desk, batch, "confirm")

    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED
    assert not Entry.objects.exists()


def test_rehearsal_when_another_step_was_faster_then_keeps_nothing(desk, monkeypatch):
    batch = rehearsed_hours(desk, *ROWS)
    ImportBatch.objects.update(state=BatchState.WAITING, rows=7)
    plan = jobs.KINDS["hours"].plan

    def confirmed_meanwhile(reading):
        ImportBatch.objects.update(state=BatchState.CONFIRMED)
        return plan(reading)

    kinds = {"hours": replace(jobs.KINDS["hours"], plan=confirmed_meanwhile)}
    monkeypatch.setattr(jobs, "KINDS", kinds)
    jobs.rehearse_upload.call(str(batch.pk))

    batch.refresh_from_db()
    assert (batch.state, batch.rows) == (BatchState.CONFIRMED, 7)


def _disk_full(path, data):
    raise OSError(28, "No space left on device")


def test_queue_when_noted_then_is_not_taken_for_work(desk, officer):
    batch = killed(rehearsed_hours(desk, *ROWS), officer)
    note_queued(batch.pk)

    step(desk, batch, "continue")

    assert Entry.objects.count() == 1


def test_confirm_when_the_same_rows_came_by_command_then_they_stand_once(desk):
    data = workbook("hours", *ROWS)
    batch = upload(desk, data)
    import_file("hours", data, "学时.xlsx", by=None)

    step(desk, batch, "confirm")

    batch.refresh_from_db()
    assert (batch.accepted, batch.unchanged) == (0, 1)
    assert Entry.objects.count() == 1
