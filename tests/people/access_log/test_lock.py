"""Nobody changes the access log or shortens it, by whatever door (C02)."""

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from people.access_log import lock
from people.access_log.enums import Action
from people.access_log.exceptions import AccessLogIsAppendOnlyError
from people.access_log.models import AccessRecord, AccessSubject
from tests.factories.access_log import days_ago, written
from tests.factories.people import TeacherFactory
from tests.ledger import sql

pytestmark = pytest.mark.abuse("C02")
RECORDS, SUBJECTS = lock.TABLES


def refused(statement: str, *params) -> None:
    complaint = pytest.raises(DatabaseError, match="the access log is never changed")
    with complaint, transaction.atomic():
        sql(statement, *params)


@pytest.fixture
def row(db) -> AccessRecord:
    return written(teachers=[TeacherFactory()])


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {RECORDS} SET actor_name = '他人'",
        f"UPDATE {RECORDS} SET at = '2020-01-01 00:00:00'",
        f"UPDATE {RECORDS} SET what = what",
        f"UPDATE {SUBJECTS} SET teacher_id = teacher_id + 1",
        f"UPDATE {SUBJECTS} SET at = '2020-01-01 00:00:00'",
        f"DELETE FROM {RECORDS}",
        f"DELETE FROM {SUBJECTS}",
    ],
)
def test_row_when_forged_by_sql_is_kept_as_it_was(row, statement):
    refused(statement)

    [kept] = AccessRecord.objects.values()
    assert kept == {name: getattr(row, name) for name in kept}
    assert AccessSubject.objects.count() == 1


def test_row_when_replaced_by_sql_is_kept_on_sqlite(row):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    names = ", ".join(field.column for field in AccessRecord._meta.concrete_fields)
    values = names.replace("what", "'改'")

    refused(f"INSERT OR REPLACE INTO {RECORDS} ({names}) SELECT {values} FROM {RECORDS}")
    refused(
        f"INSERT OR REPLACE INTO {SUBJECTS} (record_id, teacher_id, at)"
        f" SELECT record_id, teacher_id, '2020-01-01' FROM {SUBJECTS}"
    )
    refused(
        f"INSERT OR REPLACE INTO {SUBJECTS} (id, record_id, teacher_id, at)"
        f" SELECT id, record_id, teacher_id + 1, at FROM {SUBJECTS}"
    )


@pytest.mark.parametrize("table", lock.TABLES)
def test_rows_when_truncated_are_kept_on_postgresql(row, table):
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's; SQLite has only DELETE")
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("table", lock.TABLES)
@pytest.mark.parametrize(("age", "kept"), [(179.9, 1), (180.1, 0)])
@pytest.mark.django_db
def test_row_when_deleted_by_sql_goes_only_after_180_days(table, age, kept):
    written(at=days_ago(age), teachers=[TeacherFactory()])

    if kept:
        refused(f"DELETE FROM {table}")
    else:
        sql(f"DELETE FROM {table}")

    model = {RECORDS: AccessRecord, SUBJECTS: AccessSubject}[table]
    assert model.objects.count() == kept


@pytest.mark.django_db
def test_row_when_the_clock_of_the_application_is_set_ahead_is_kept():
    written()

    with time_machine.travel(days_ago(-400), tick=False):
        refused(f"DELETE FROM {RECORDS}")


@pytest.mark.parametrize("model", [AccessRecord, AccessSubject])
def test_row_when_changed_through_its_model_is_refused(row, model):
    kept = model.objects.get()

    for attempt in (
        kept.save,
        kept.delete,
        model.objects.all().delete,
        lambda: model.objects.update(at=days_ago(1)),
        lambda: model.objects.bulk_update([kept], ["at"]),
    ):
        with pytest.raises(AccessLogIsAppendOnlyError):
            attempt()


def test_row_when_its_teacher_or_account_goes_stays(row):
    teacher = AccessSubject.objects.get().teacher
    teacher.delete()

    assert AccessSubject.objects.get().teacher_id is not None
    assert AccessRecord.objects.get().action == Action.OPENED


@pytest.mark.django_db
def test_locks_stand_after_all_migrations():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid"
                " WHERE relname = ANY(%s) AND NOT tgisinternal AND tgenabled = 'O'",
                [list(lock.TABLES)],
            )
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)",
                lock.TABLES,
            )
        found = {name for (name,) in cursor.fetchall()}
    names = lock.NAMES[connection.vendor]
    assert found == {f"{table}_{name}" for table in lock.TABLES for name in names}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_test_that_commits_when_it_ends_leaves_empty_tables_with_their_locks():
    """The tables are emptied with the locks lifted; that they are back, the next test finds."""
    written(teachers=[TeacherFactory()])

    assert AccessRecord.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_test_that_commits_when_it_begins_finds_empty_tables_with_their_locks():
    assert AccessRecord.objects.count() == AccessSubject.objects.count() == 0
    written()
    refused(f"DELETE FROM {RECORDS}")
