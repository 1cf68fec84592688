"""Files of many certificates: ordered, made, taken, let go."""

import os
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine

from common.clock import now
from common.ids import uuid7
from credits.certificates.enums import BatchState
from credits.certificates.exceptions import (
    BatchGoneError,
    BatchTooLargeError,
    NothingToPrintError,
)
from credits.certificates.jobs import make_certificates, run_batch_now
from credits.certificates.models import Certificate, CertificateBatch
from credits.certificates.querysets import SILENCE
from credits.certificates.services import batches
from credits.certificates.services.batches import (
    COMBINED,
    KEPT,
    SINGLES,
    claim,
    delete_expired_files,
    file_name,
    make_files,
    open_file,
    order_batch,
)
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.access_log.origin import Origin
from people.notices.models import Notice
from tests.factories.certificates import CertificateBatchFactory, CertificateFactory
from tests.people.activation.sheets import pages_of

pytestmark = pytest.mark.django_db
HERE = Origin(address="10.0.0.7", role="unit_officer")


@pytest.fixture
def clock():
    with time_machine.travel(now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def certificates(template) -> list[Certificate]:
    return [CertificateFactory(template=template, teacher__name=f"教师{n}号") for n in range(5)]


@pytest.fixture
def chunks_of_two(monkeypatch):
    monkeypatch.setattr(batches, "CHUNK", 2)


def ordered(by) -> CertificateBatch:
    batch, _is_new = order_batch(Certificate.objects.all(), by=by, form_id=uuid7(), name="研修班")
    return batch


def made(by) -> CertificateBatch:
    batch = claim(ordered(by).pk)
    make_files(batch)
    return again(batch)


def again(batch) -> CertificateBatch:
    return CertificateBatch.objects.get(pk=batch.pk)


def read(batch, name) -> bytes:
    with open_file(batch, name, by=batch.ordered_by, origin=HERE) as file:
        return file.read()


def singles(batch) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(read(batch, SINGLES))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def folders(private_root) -> list[Path]:
    root = private_root / "certificates/batches"
    return sorted(root.iterdir()) if root.exists() else []


@pytest.mark.abuse("T06")
def test_order_when_sent_twice_then_is_one(officer, certificates):
    form_id = uuid7()

    first, is_new = order_batch(Certificate.objects.all(), by=officer, form_id=form_id)
    second, is_new_again = order_batch(Certificate.objects.none(), by=officer, form_id=form_id)

    assert (first, is_new, is_new_again) == (second, True, False)
    assert first.count == 5


def test_order_when_none_is_in_force_then_refused(officer):
    CertificateFactory(revoked=True)

    with pytest.raises(NothingToPrintError):
        ordered(officer)


def test_order_when_too_many_then_refused_with_the_number(officer, certificates, monkeypatch):
    monkeypatch.setattr(batches, "MOST", 4)

    with pytest.raises(BatchTooLargeError) as error:
        ordered(officer)
    assert error.value.count == 5


def test_files_when_made_in_chunks_then_have_everybody_once(officer, certificates, chunks_of_two):
    batch = made(officer)

    pages = [page.extract_text() for page in pages_of(read(batch, COMBINED))]
    found = singles(batch)
    assert (batch.state, batch.drawn, batch.refused) == (BatchState.READY, 5, [])
    assert list(found) == [f"{one.number}-{one.name}.pdf" for one in certificates]
    for place, certificate in enumerate(certificates):
        assert certificate.number in pages[place]
        (page,) = pages_of(found[file_name(certificate)])
        assert certificate.number in page.extract_text()
    assert len(pages) == 5


def test_files_when_made_then_only_the_site_reads_them(officer, certificates, private_root):
    batch = made(officer)

    (folder,) = folders(private_root)
    assert folder == private_root / batch.stored_name
    assert str(batch.pk) not in batch.stored_name
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_files_when_one_was_revoked_meanwhile_then_have_the_others(officer, certificates):
    batch = claim(ordered(officer).pk)
    Certificate.objects.filter(pk=certificates[0].pk).update(revoked_at=now(), revoked_reason="误")

    make_files(batch)

    assert again(batch).drawn == 4
    assert len(singles(again(batch))) == 4


def test_files_when_a_name_cannot_be_drawn_then_it_is_named_and_the_others_come_out(
    officer, certificates, chunks_of_two
):
    odd = CertificateFactory(teacher__name="张\u0f40", template=certificates[0].template)

    batch = made(officer)

    assert batch.refused == [[odd.number, "张\u0f40", "\u0f40"]]
    assert batch.drawn == len(singles(batch)) == len(pages_of(read(batch, COMBINED))) == 5
    assert "1 份" in Notice.objects.get(user=officer).body


def test_files_when_nothing_can_be_drawn_then_there_is_none(officer, private_root):
    CertificateFactory(teacher__name="\u0f40")

    batch = made(officer)

    assert (batch.state, batch.drawn, batch.has_file) == (BatchState.READY, 0, False)
    assert folders(private_root) == []


@pytest.mark.abuse("T09")
@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c", "=1+1", "‮fdp.exe", "王 小 明"])
def test_file_name_when_a_name_is_hostile_then_stays_one_plain_name(name):
    made_name = file_name(CertificateFactory(teacher__name=name, number="WH-1"))

    assert made_name.startswith("WH-1-")
    assert made_name.endswith(".pdf")
    assert not set(made_name) & set('/\\:*?"<>|\n\0\u202e ')
    assert Path(made_name).name == made_name


def test_worker_when_it_dies_in_the_middle_then_the_next_has_everybody_once(
    officer, certificates, chunks_of_two, monkeypatch, clock, private_root
):
    """Fault 1: what a killed worker left in its folder is in nobody's way."""
    dead = claim(ordered(officer).pk)
    drawn = []

    def killed(some, **options):
        if drawn:
            raise KeyboardInterrupt
        drawn.append(some)
        return real(some, **options)

    real = batches.draw_certificates
    monkeypatch.setattr(batches, "draw_certificates", killed)
    monkeypatch.setattr(batches.shutil, "rmtree", lambda *_args, **_options: None)
    with pytest.raises(KeyboardInterrupt):
        make_files(dead)
    monkeypatch.undo()
    assert again(dead).state == BatchState.WORKING
    assert len(folders(private_root)) == 1

    clock.shift(SILENCE + timedelta(seconds=1))
    make_certificates.call(str(dead.pk))

    batch = again(dead)
    assert (batch.state, batch.drawn) == (BatchState.READY, 5)
    assert list(singles(batch)) == [file_name(one) for one in certificates]


def test_worker_when_it_wakes_up_late_then_the_files_of_the_other_stand(
    officer, certificates, clock, private_root
):
    slow = claim(ordered(officer).pk)
    clock.shift(SILENCE + timedelta(seconds=1))
    make_files(claim(slow.pk))
    stored = again(slow).stored_name

    make_files(slow)

    assert again(slow).stored_name == stored
    assert [folder.name for folder in folders(private_root)] == [Path(stored).name]


def test_job_when_done_then_running_it_again_changes_nothing(officer, certificates):
    batch = made(officer)

    make_certificates.call(str(batch.pk))

    assert again(batch).stored_name == batch.stored_name


def test_job_when_it_breaks_off_then_leaves_no_file(
    officer, certificates, monkeypatch, private_root
):
    batch = ordered(officer)

    def full(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(batches, "draw_certificates", full)
    run_batch_now(batch)

    assert again(batch).state == BatchState.FAILED
    assert folders(private_root) == []


def test_download_when_done_then_the_log_names_everybody(officer, certificates):
    batch = made(officer)

    read(batch, COMBINED)

    row = AccessRecord.objects.get(action=Action.EXPORTED)
    assert (row.what, row.actor, row.people) == ("下载结业证书（5 份）", officer, 5)
    assert {subject.teacher_id for subject in row.subjects.all()} == {
        one.teacher_id for one in certificates
    }


@pytest.mark.abuse("A02")
def test_download_when_by_another_then_there_is_none(officer, certificates):
    batch = made(officer)

    with pytest.raises(BatchGoneError):
        open_file(batch, COMBINED, by=CertificateBatchFactory().ordered_by, origin=HERE)
    assert not AccessRecord.objects.exists()


def test_files_when_their_time_is_up_then_are_deleted_at_night(
    officer, certificates, private_root, clock
):
    over = made(officer)
    clock.shift(KEPT + timedelta(minutes=1))
    with pytest.raises(BatchGoneError):
        open_file(over, COMBINED, by=officer, origin=HERE)
    kept = made(officer)
    _age(private_root / over.stored_name)

    assert delete_expired_files(dry_run=True) == 1
    assert len(folders(private_root)) == 2
    assert delete_expired_files(dry_run=False) == 1

    assert folders(private_root) == [private_root / kept.stored_name]
    assert again(over).stored_name == ""


def _age(path: Path) -> None:
    then = (now() - timedelta(hours=3)).timestamp()
    os.utime(path, (then, then))
