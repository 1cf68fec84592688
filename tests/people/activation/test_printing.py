"""Sheets of codes: ordered, made, handed out once, let go."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from common.clock import now, today
from common.ids import uuid7
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.access_log.origin import Origin
from people.activation.codes import code_as_typed, digest_of
from people.activation.enums import JobState, Refused
from people.activation.exceptions import (
    CodeRefusedError,
    NotManageableError,
    SheetEmptyError,
    SheetTooLargeError,
)
from people.activation.models import ActivationCode, PrintJob
from people.activation.querysets import SILENCE
from people.activation.services import printing
from people.activation.services.printing import (
    KEPT,
    KEPT_ONCE_DOWNLOADED,
    SheetGoneError,
    break_off,
    claim,
    delete_expired_files,
    open_sheet,
    order_sheet,
    print_codes,
)
from people.activation.services.using import find_code
from people.models import Post, RoleGrant, Teacher
from people.notices.models import Notice
from tests.factories.activation import PrintJobFactory
from tests.factories.people import PostFactory, RoleGrantFactory, SchoolFactory
from tests.people.activation.sheets import pages_of, qr_codes_on, text_of
from tests.people.activation.steps import fresh, issue, with_account

pytestmark = pytest.mark.django_db
HERE = Origin(address="10.0.0.7", role="school_admin")
YESTERDAY = today() - timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def staff(school, teacher) -> list[Teacher]:
    """Three of the school: one with a phone, two without."""
    return [teacher, *[PostFactory(school=school).teacher for _one in range(2)]]


def everybody():
    return Teacher.objects.all()


def ordered(by, people=None) -> PrintJob:
    job, _is_new = order_sheet(people or everybody(), by=fresh(by), form_id=uuid7())
    return job


def printed(by, people=None) -> PrintJob:
    job = claim(ordered(by, people).pk)
    print_codes(job)
    return again(job)


def again(job) -> PrintJob:
    return PrintJob.objects.get(pk=job.pk)


def codes_on(pdf: bytes) -> list[str]:
    return [code.what.partition("#")[2] for page in pages_of(pdf) for code in qr_codes_on(page)]


def files_in(root: Path) -> list[Path]:
    return sorted(root.rglob("*.pdf"))


def test_order_when_sent_then_waits_for_those_who_can_be_served(admin, school, staff):
    with_account(staff[1])
    PostFactory(school=school, ends_on=YESTERDAY)
    PostFactory(school=SchoolFactory())
    RoleGrantFactory(user=with_account(PostFactory(school=school).teacher))

    job = ordered(admin)

    assert (job.state, job.count) == (JobState.WAITING, 2)
    assert job.teacher_ids == sorted([staff[0].pk, staff[2].pk])
    assert job.ordered_by_name == "周敏"
    assert not ActivationCode.objects.exists()


@pytest.mark.abuse("T06")
def test_order_when_sent_twice_then_is_one(admin, staff):
    form_id = uuid7()

    first, is_new = order_sheet(everybody(), by=admin, form_id=form_id)
    second, is_new_again = order_sheet(everybody(), by=admin, form_id=form_id)

    assert (first, is_new, is_new_again) == (second, True, False)


def test_order_when_another_uses_the_same_form_then_each_has_their_own(admin, site_admin, staff):
    form_id = uuid7()
    mine, _is_new = order_sheet(everybody(), by=admin, form_id=form_id)
    other, is_new = order_sheet(everybody(), by=site_admin, form_id=form_id)

    assert is_new
    assert other != mine


def test_order_when_nobody_can_be_served_then_refused(admin, teacher):
    with_account(teacher)

    with pytest.raises(SheetEmptyError):
        ordered(admin)


def test_order_when_too_many_then_refused_with_the_number(admin, staff, monkeypatch):
    monkeypatch.setattr(printing, "MOST_PEOPLE", 2)

    with pytest.raises(SheetTooLargeError) as error:
        ordered(admin)
    assert error.value.count == 3
    assert not PrintJob.objects.exists()


def test_sheet_when_printed_then_each_code_on_it_opens_its_own_teachers_account(admin, staff):
    job = printed(admin)

    pdf = open_sheet(job, by=admin, origin=HERE)
    codes = codes_on(pdf)
    assert (job.state, job.drawn, job.issued, job.has_file) == (JobState.READY, 3, 3, True)
    assert [find_code(code).teacher for code in codes] == sorted(staff, key=lambda x: x.number)
    for teacher in staff:
        assert teacher.name in text_of(pdf)
    assert all(code_as_typed(code) for code in codes)


def test_sheet_when_printed_then_who_ordered_it_is_told_and_the_log_names_everybody(admin, staff):
    job = printed(admin)

    notice = Notice.objects.get(user=admin)
    assert (notice.title, notice.url) == (
        "激活单已生成",
        f"/accounts/people/sheets/{job.pk}/",
    )
    row = AccessRecord.objects.get(action=Action.ACTIVATION)
    assert (row.what, row.actor, row.people) == ("发放激活码（打印激活单）", admin, 3)


def test_sheet_when_printed_then_former_codes_are_revoked(admin, teacher):
    older = issue(teacher, admin)

    printed(admin)

    with pytest.raises(CodeRefusedError) as error:
        find_code(older)
    assert error.value.reason == Refused.REVOKED


def test_sheet_when_printed_for_many_places_then_sorted_by_school_and_number(site_admin):
    first, last = (SchoolFactory(code=f"219900000{n}", name=f"学校{n}") for n in (1, 9))
    for school, number in ((last, "3"), (first, "2"), (last, "1")):
        PostFactory(school=school, teacher__number=number, teacher__name=f"教师{number}")

    pages = [page.extract_text() for page in pages_of(open_of(printed(site_admin)))]

    assert len(pages) == 2
    assert ("教师2" in pages[0], "学校1" in pages[0]) == (True, True)
    assert pages[1].index("教师1") < pages[1].index("教师3")


def open_of(job) -> bytes:
    return open_sheet(job, by=job.ordered_by, origin=HERE)


def test_sheet_when_stored_then_under_a_made_up_name_that_only_the_site_reads(
    admin, staff, private_root
):
    job = printed(admin)

    (path,) = files_in(private_root)
    assert path == private_root / job.stored_name
    assert str(job.pk) not in job.stored_name
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_sheet_when_somebody_left_meanwhile_then_is_printed_without_them(admin, staff):
    job = claim(ordered(admin).pk)
    Post.objects.filter(teacher=staff[0]).update(ends_on=YESTERDAY)
    with_account(staff[1])

    print_codes(job)

    job = again(job)
    assert (job.state, job.count, job.issued) == (JobState.READY, 3, 1)
    assert [find_code(code).teacher for code in codes_on(open_of(job))] == [staff[2]]


def test_sheet_when_all_are_active_meanwhile_then_there_is_no_file(admin, teacher):
    job = claim(ordered(admin).pk)
    with_account(teacher)

    print_codes(job)

    job = again(job)
    assert (job.state, job.issued, job.has_file) == (JobState.READY, 0, False)


@pytest.mark.abuse("C03")
@pytest.mark.parametrize("change", [{"ends_on": YESTERDAY}, {"ended_at": now()}])
def test_sheet_when_who_ordered_lost_the_role_meanwhile_then_nothing_is_issued(
    admin, staff, change
):
    waiting = ordered(admin)
    RoleGrant.objects.update(**change)

    print_codes(claim(waiting.pk))

    assert again(waiting).issued == 0
    assert not ActivationCode.objects.exists()


def test_job_when_claimed_then_nobody_else_takes_it(admin, staff):
    job = ordered(admin)

    assert claim(job.pk)
    assert claim(job.pk) is None


def test_job_when_its_worker_gives_no_sign_of_life_then_another_takes_it(admin, staff, clock):
    job = claim(ordered(admin).pk)
    clock.shift(SILENCE)
    assert claim(job.pk) is None

    clock.shift(timedelta(seconds=1))
    assert claim(job.pk)


@pytest.mark.parametrize("state", [JobState.READY, JobState.FAILED])
def test_job_when_done_or_broken_off_then_nobody_takes_it(admin, state):
    assert claim(PrintJobFactory(state=state).pk) is None


def test_job_when_its_first_worker_wakes_up_late_then_only_one_set_of_codes_is_issued(
    admin, staff, clock, private_root
):
    """Fault 1: the codes and the file are those of whoever finished in time."""
    slow = claim(ordered(admin).pk)
    clock.shift(SILENCE + timedelta(seconds=1))
    quick = claim(slow.pk)
    print_codes(quick)
    digests = set(ActivationCode.objects.values_list("digest", flat=True))

    print_codes(slow)

    assert set(ActivationCode.objects.values_list("digest", flat=True)) == digests
    assert [path.name for path in files_in(private_root)] == [Path(again(slow).stored_name).name]
    assert {digest_of(code) for code in codes_on(open_of(again(slow)))} == digests


def test_job_when_it_breaks_off_then_leaves_no_file_and_the_older_codes(
    admin, teacher, private_root, monkeypatch
):
    older = issue(teacher, admin)
    job = claim(ordered(admin).pk)

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(printing, "store_codes", full)
    with pytest.raises(OSError, match="No space"):
        print_codes(job)
    break_off(job)

    assert again(job).state == JobState.FAILED
    assert files_in(private_root) == []
    assert find_code(older)


def test_job_when_another_took_it_over_then_breaking_off_changes_nothing(admin, staff, clock):
    slow = claim(ordered(admin).pk)
    clock.shift(SILENCE + timedelta(seconds=1))
    claim(slow.pk)

    break_off(slow)

    assert again(slow).state == JobState.WORKING


def test_progress_when_drawing_then_is_seen_from_outside(admin, school, clock):
    for _one in range(60):
        PostFactory(school=school)
    job = claim(ordered(admin).pk)
    seen = []
    real = printing.draw_sheet

    def watched(path, slips, *, last_day, on_drawn):
        clock.shift(10)

        def look(drawn):
            on_drawn(drawn)
            seen.append((again(job).drawn, again(job).is_alive))

        real(path, slips, last_day=last_day, on_drawn=look)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "draw_sheet", watched)
        print_codes(job)

    assert seen == [(50, True)]
    assert again(job).drawn == 60


def test_download_when_done_then_the_log_names_everybody_on_it(admin, staff):
    job = printed(admin)

    open_sheet(job, by=admin, origin=HERE)

    row = AccessRecord.objects.get(action=Action.EXPORTED)
    assert (row.what, row.actor, row.address, row.role) == (
        "下载激活单（3 人）",
        admin,
        "10.0.0.7",
        "school_admin",
    )
    assert {x.teacher_id for x in row.subjects.all()} == {teacher.pk for teacher in staff}


def test_download_when_done_once_then_the_file_is_kept_an_hour_more(admin, staff, clock):
    job = printed(admin)
    assert job.file_until == now() + KEPT

    first = open_sheet(job, by=admin, origin=HERE)
    clock.shift(KEPT_ONCE_DOWNLOADED - timedelta(seconds=1))
    assert open_sheet(again(job), by=admin, origin=HERE) == first

    clock.shift(timedelta(seconds=1))
    with pytest.raises(SheetGoneError):
        open_sheet(again(job), by=admin, origin=HERE)


def test_download_when_just_before_the_file_goes_then_it_is_not_kept_longer(admin, staff, clock):
    job = printed(admin)
    clock.shift(KEPT - timedelta(minutes=5))

    open_sheet(job, by=admin, origin=HERE)

    assert again(job).file_until == job.file_until


def test_download_when_somebody_on_it_has_left_the_school_then_refused(admin, staff):
    job = printed(admin)
    Post.objects.filter(teacher=staff[0]).update(ends_on=YESTERDAY)
    PostFactory(teacher=staff[0], starts_on=today())

    with pytest.raises(NotManageableError):
        open_sheet(job, by=fresh(admin), origin=HERE)
    assert not AccessRecord.objects.filter(action=Action.EXPORTED).exists()


def test_download_when_by_another_then_refused_even_to_the_site_administrator(
    admin, site_admin, staff
):
    job = printed(admin)

    with pytest.raises(NotManageableError):
        open_sheet(job, by=site_admin, origin=HERE)


def test_download_when_the_file_was_lost_then_gone_in_words(admin, staff, private_root):
    job = printed(admin)
    (private_root / job.stored_name).unlink()

    with pytest.raises(SheetGoneError):
        open_sheet(job, by=admin, origin=HERE)


def test_files_when_their_time_is_up_then_are_deleted_at_night(admin, staff, private_root, clock):
    over = printed(admin)
    clock.shift(KEPT + timedelta(minutes=1))
    kept = printed(admin)
    _age(private_root / over.stored_name)

    assert delete_expired_files(dry_run=True) == 1
    assert len(files_in(private_root)) == 2
    assert delete_expired_files(dry_run=False) == 1

    assert files_in(private_root) == [private_root / kept.stored_name]
    assert again(over).stored_name == ""
    assert delete_expired_files(dry_run=False) == 0


def test_files_when_a_killed_worker_left_one_then_it_is_deleted_an_hour_later(private_root):
    folder = private_root / "activation"
    folder.mkdir(parents=True)
    being_written, left_behind = folder / "a.pdf", folder / "b.pdf"
    being_written.touch()
    left_behind.touch()
    _age(left_behind)

    assert delete_expired_files(dry_run=False) == 1
    assert files_in(private_root) == [being_written]


def _age(path: Path) -> None:
    then = (now() - KEPT_ONCE_DOWNLOADED - timedelta(minutes=1)).timestamp()
    os.utime(path, (then, then))


def test_jobs_when_listed_then_only_those_ordered_by_oneself(admin, site_admin, staff):
    mine = ordered(admin)
    ordered(site_admin)

    assert list(PrintJob.objects.visible_to(admin)) == [mine]
    RoleGrant.objects.filter(user=admin).update(ends_on=YESTERDAY)
    assert not PrintJob.objects.visible_to(fresh(admin)).exists()
