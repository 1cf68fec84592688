"""What runs out at night: each kind of data lets go what is past its term, and keeps the rest."""

import logging
import os
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult, TaskResultStatus

from common.clock import now, today
from credits.models import Entry
from credits.services.verification import verify_ledger
from people.access_log.enums import Action
from people.access_log.models import AccessRecord, AccessSubject
from people.activation.models import ActivationCode, PrintJob
from people.models import ImportBatch
from people.notices.models import Delivery, Notice
from people.sign_in.models import FailedAttempt
from portal.privacy.kinds import BY_CODE, KINDS
from portal.privacy.retention import RULES, let_go
from tests.factories.access_log import days_ago
from tests.factories.activation import ActivationCodeFactory, PrintJobFactory
from tests.factories.credits import EntryFactory, ExemptionFactory
from tests.factories.notices import DeliveryFactory, NoticeFactory
from tests.factories.people import (
    EnrolmentFactory,
    ImportBatchFactory,
    PostFactory,
    RoleGrantFactory,
)
from tests.portal.privacy import old_rows

pytestmark = pytest.mark.django_db


def with_files() -> list[ImportBatch]:
    return [batch for batch in ImportBatch.objects.all() if old_rows.folder_of(batch).exists()]


# By kind: how one is made that is as old as a moment, and which are there.
CASES = {
    "import_files": (old_rows.import_files, with_files),
    "access_log": (
        old_rows.access_log,
        lambda: list(AccessRecord.objects.exclude(action=Action.RETENTION)),
    ),
    "notices": (old_rows.notices, lambda: list(Notice.objects.all())),
    "deliveries": (old_rows.deliveries, lambda: list(Delivery.objects.all())),
    "activation_codes": (old_rows.activation_codes, lambda: list(ActivationCode.objects.all())),
    "sessions": (old_rows.sessions, lambda: list(Session.objects.all())),
    "tasks": (old_rows.tasks, lambda: list(DBTaskResult.objects.all())),
}
SLIGHTLY = 0.01  # days


def run(*, dry_run: bool = False) -> dict[str, int | None]:
    """How many of each kind are gone, or would be."""
    return {outcome.kind.code: outcome.count for outcome in let_go(dry_run=dry_run)}


@pytest.fixture(params=CASES)
def pair(request):
    """A kind with one thing past its term and one within it: its code, the latter, what is left."""
    make, kept = CASES[request.param]
    term = BY_CODE[request.param].days
    make(days_ago(term + SLIGHTLY))
    return request.param, make(days_ago(term - SLIGHTLY)), kept


def test_kinds_with_a_term_when_listed_then_each_has_a_rule_and_is_tried_here():
    terms = {kind.code for kind in KINDS if kind.term}

    assert terms <= RULES.keys() <= BY_CODE.keys()
    assert CASES.keys() == terms


def test_kind_when_rehearsed_then_is_counted_and_all_of_it_stays(pair):
    code, _young, kept = pair

    assert run(dry_run=True)[code] == 1
    assert len(kept()) == 2


def test_kind_when_its_term_is_over_then_goes_and_what_is_within_it_stays(pair):
    code, young, kept = pair

    assert run()[code] == 1
    assert kept() == [young]


def test_kind_when_let_go_twice_then_the_second_time_does_nothing(pair):
    code, young, kept = pair
    run()

    assert run()[code] == 0
    assert kept() == [young]


def test_kind_when_the_deployment_keeps_it_longer_then_stays_longer(settings):
    settings.RETENTION_DAYS = {"notices": 400, "access_log": 365}
    kept = [NoticeFactory(created_at=days_ago(399)), old_rows.access_log(days_ago(364))]
    NoticeFactory(created_at=days_ago(401))

    run()

    assert [*Notice.objects.all(), *AccessRecord.objects.all()] == kept


@pytest.mark.parametrize("days", [30, 0, -5])
def test_access_log_when_a_shorter_term_is_set_then_is_kept_180_days_all_the_same(settings, days):
    settings.RETENTION_DAYS = {"access_log": days}
    row = old_rows.access_log(days_ago(179))

    assert run()["access_log"] == 0
    assert list(AccessRecord.objects.all()) == [row]


def test_access_log_when_rows_go_then_their_subjects_go_and_a_row_says_so():
    old_rows.access_log(days_ago(200))

    run()

    assert not AccessSubject.objects.exists()
    assert "以前的 1 条" in AccessRecord.objects.get().what


def test_notice_when_it_goes_then_its_mail_goes_along():
    old_rows.notices(days_ago(366))

    run()

    assert not Delivery.objects.exists()


def test_delivery_when_it_is_still_to_be_sent_then_stays_however_old():
    waiting = [
        DeliveryFactory(created_at=days_ago(500)),
        DeliveryFactory(created_at=days_ago(500), failed=True),
    ]
    DeliveryFactory(created_at=days_ago(500), given_up=True)

    assert run()["deliveries"] == 1
    assert set(Delivery.objects.all()) == set(waiting)


@pytest.mark.parametrize(
    "ended",
    [
        "used_at",
        "revoked_at",
        "expires_at",
    ],
)
def test_activation_code_when_its_end_is_180_days_past_then_goes_however_it_ended(ended):
    ActivationCodeFactory(**{ended: days_ago(181)})
    young = ActivationCodeFactory(**{ended: days_ago(179)})

    assert run()["activation_codes"] == 1
    assert list(ActivationCode.objects.all()) == [young]


def test_activation_code_when_still_live_then_stays():
    ActivationCodeFactory(issued_at=days_ago(900))

    assert run()["activation_codes"] == 0


def sheet_file(private_root, name: str, *, age: timedelta):
    folder = private_root / "activation"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(b"%PDF-")
    moment = (now() - age).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_activation_sheet_when_its_hours_are_over_then_its_file_goes_and_later_its_job(
    private_root,
):
    over = sheet_file(private_root, "over.pdf", age=timedelta(days=200))
    good = sheet_file(private_root, "good.pdf", age=timedelta(hours=2))
    PrintJobFactory(
        ordered_at=days_ago(200),
        stored_name="activation/over.pdf",
        file_until=days_ago(199),
    )
    ahead = now() + timedelta(hours=20)
    job = PrintJobFactory(stored_name="activation/good.pdf", file_until=ahead)

    assert run(dry_run=True)["activation_sheets"] == 1
    assert over.exists()
    assert run()["activation_sheets"] == 1
    assert (over.exists(), good.exists()) == (False, True)
    run()
    assert list(PrintJob.objects.all()) == [job]


def test_sheet_that_no_job_names_when_left_by_a_killed_worker_then_goes(private_root):
    lost = sheet_file(private_root, "lost.pdf", age=timedelta(hours=3))
    begun = sheet_file(private_root, "begun.pdf", age=timedelta(minutes=3))

    run()

    assert (lost.exists(), begun.exists()) == (False, True)


def test_device_of_a_session_when_signed_out_then_goes_and_that_of_a_live_one_stays():
    ended, live = (old_rows.sessions(now() + timedelta(days=9)) for _ in range(2))
    old_rows.device_of(ended)
    device = old_rows.device_of(live)
    ended.delete()

    assert run()["sessions"] == 1
    assert list(UserSession.objects.all()) == [device]


def test_failed_attempt_when_an_hour_old_then_goes():
    FailedAttempt.objects.create(key="k", at=now() - timedelta(minutes=61))
    young = FailedAttempt.objects.create(key="k", at=now() - timedelta(minutes=59))

    assert run(dry_run=True)["failed_attempts"] == 1
    assert run()["failed_attempts"] == 1
    assert list(FailedAttempt.objects.all()) == [young]


def test_task_when_it_has_not_run_yet_then_stays():
    old_rows.tasks(days_ago(90), TaskResultStatus.READY)
    old_rows.tasks(days_ago(90), TaskResultStatus.FAILED)

    run()

    assert DBTaskResult.objects.get().status == TaskResultStatus.READY


# The tables of the kinds that have a term. No other may lose a row, ever.
MORTAL = {
    AccessRecord, AccessSubject, Notice, Delivery, ActivationCode, PrintJob, Session, UserSession,
    FailedAttempt, DBTaskResult,
}  # fmt: skip


def rows_of_all_other_tables() -> dict[str, set]:
    models = [model for model in apps.get_models(include_auto_created=True) if model not in MORTAL]
    return {
        model._meta.label: set(model._base_manager.values_list("pk", flat=True)) for model in models
    }


@pytest.mark.rule("L1")
def test_ledger_and_rosters_when_twenty_years_old_then_nothing_of_them_is_deleted():
    with time_machine.travel(days_ago(20 * 365), tick=False):
        batch = old_rows.import_files(now())
        entry = EntryFactory(batch=batch, by=RoleGrantFactory().user)
        PostFactory(teacher=entry.teacher, school=entry.school, starts_on=today(), ends_on=today())
        ExemptionFactory(teacher=entry.teacher)
        EnrolmentFactory(school=entry.school)
        RoleGrantFactory(unit_officer=True, starts_on=today(), ends_on=today())
        NoticeFactory()
    before = rows_of_all_other_tables()

    gone = run()

    assert (gone["import_files"], gone["notices"]) == (1, 1)
    assert rows_of_all_other_tables() == before
    assert Entry.objects.get() == entry
    assert verify_ledger().sound


def test_kind_when_it_cannot_be_deleted_then_breaks_off_alone_and_the_log_says_why(
    private_root, caplog
):
    batch = ImportBatchFactory(stored_name="not-a-folder")
    private_root.mkdir()
    (private_root / "not-a-folder").write_bytes(b"")
    ImportBatch.objects.update(created_at=days_ago(200))
    old_rows.notices(days_ago(400))

    with caplog.at_level(logging.ERROR, logger="portal.privacy.retention"):
        gone = run()

    assert (gone["import_files"], gone["notices"]) == (None, 1)
    assert "import_files" in caplog.text
    batch.refresh_from_db()
    assert batch.report == {}
