"""Handed-in files are let go in time; the batch, its figures and what it brought stay."""

import pytest

from credits.models import Entry
from people.enums import BatchState
from people.models import ImportBatch
from portal.imports.expiry import delete_files_older_than, files_deleted_on
from portal.imports.progress import Pulse
from tests.factories.access_log import days_ago
from tests.factories.people import ImportBatchFactory
from tests.uploads import imported_hours, page_of, rehearsed_hours, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers")]
ROWS = [{"培训项目": "甲"}, {"培训项目": "乙", "学时": "三十"}]


def expire(batch: ImportBatch) -> int:
    """Lets the batch grow old, and its files go; how many batches that were."""
    ImportBatch.objects.filter(pk=batch.pk).update(created_at=days_ago(200))
    count = delete_files_older_than(days_ago(180), dry_run=False)
    batch.refresh_from_db()
    return count


def files_in(folder) -> list:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_files_when_let_go_then_none_is_on_the_disk_and_the_figures_stay(desk, private_root):
    batch = imported_hours(desk, *ROWS)
    assert files_in(private_root)

    assert expire(batch) == 1

    assert files_in(private_root) == []
    assert (batch.state, batch.rows, batch.accepted) == (BatchState.IMPORTED, 2, 1)
    assert Entry.objects.count() == 1
    page = page_of(desk, batch)
    assert "文件已按保存期限删除" in page
    assert "三十" not in page


def test_files_when_let_go_then_the_refused_rows_are_not_there(desk):
    batch = imported_hours(desk, *ROWS)
    address = f"/imports/{batch.pk}/refused.xlsx"
    assert desk.get(address).status_code == 200

    expire(batch)

    assert desk.get(address).status_code == 404


def test_import_when_its_files_are_let_go_then_can_still_be_undone(desk):
    batch = imported_hours(desk, *ROWS)
    expire(batch)

    step(desk, batch, "undo", reason="填错")

    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE
    assert sum(entry.hours for entry in Entry.objects.all()) == 0
    assert files_deleted_on(batch)


@pytest.mark.parametrize("name", ["confirm", "rehearse", "continue"])
def test_rehearsal_when_its_files_are_let_go_then_no_step_is_taken_and_words_say_why(desk, name):
    batch = rehearsed_hours(desk, *ROWS)
    expire(batch)

    page = step(desk, batch, name).content.decode()

    assert "没有执行：文件已按保存期限删除。请重新上传。" in page
    batch.refresh_from_db()
    assert batch.state == BatchState.REHEARSED
    assert not Entry.objects.exists()


@pytest.mark.parametrize("state", [BatchState.WAITING, BatchState.CONFIRMED])
def test_batch_that_no_worker_took_up_when_its_files_are_let_go_then_says_so(desk, state):
    batch = rehearsed_hours(desk, *ROWS)
    ImportBatch.objects.update(state=state)
    expire(batch)

    assert "文件已按保存期限删除" in page_of(desk, batch)


def test_batch_of_a_command_when_let_go_then_its_report_names_nobody():
    report = {"counts": {"new": 1}, "rejected": [{"subject": "4201 崔梓"}], "notes": ["崔梓"]}
    batch = ImportBatchFactory(report=report)

    expire(batch)

    assert batch.report.keys() == {"counts", "files_deleted_on"}


def test_batch_when_somebody_is_at_it_then_is_left_for_another_night(desk, private_root):
    batch = rehearsed_hours(desk, *ROWS)
    with Pulse(batch.pk):
        assert expire(batch) == 0
        assert files_in(private_root)

    assert expire(batch) == 1


def test_files_when_the_folder_is_gone_already_then_the_batch_is_told_so_all_the_same(desk):
    batch = ImportBatchFactory(stored_name="imports/gone")

    assert expire(batch) == 1
    assert files_deleted_on(batch)
    assert expire(batch) == 0
