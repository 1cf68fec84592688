"""Rows go when their time is up, and not before; that they went is a row."""

import pytest

from people.access_log.enums import Action
from people.access_log.exceptions import RetentionTooShortError
from people.access_log.models import AccessRecord, AccessSubject
from people.access_log.services.retention import delete_older_than
from tests.factories.access_log import all_rows, days_ago, written
from tests.factories.people import TeacherFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    teacher = TeacherFactory()
    return [written(at=days_ago(age), teachers=[teacher]) for age in (400, 200, 1)]


def test_retention_when_run_deletes_what_is_older_and_says_so(rows):
    assert delete_older_than(days_ago(300), dry_run=False) == 1

    assert [row.action for row in all_rows()] == [Action.OPENED, Action.OPENED, Action.RETENTION]
    assert AccessSubject.objects.count() == 2
    told = AccessRecord.objects.get(action=Action.RETENTION)
    assert "以前的 1 条" in told.what
    assert told.actor is None


def test_retention_when_rehearsed_only_counts(rows):
    assert delete_older_than(days_ago(190), dry_run=True) == 2
    assert AccessRecord.objects.count() == 3


def test_retention_when_nothing_is_old_leaves_no_row(rows):
    assert delete_older_than(days_ago(500), dry_run=False) == 0
    assert AccessRecord.objects.count() == 3


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("days", [179, 0, -10])
def test_retention_when_shorter_than_180_days_is_refused(rows, days, dry_run):
    with pytest.raises(RetentionTooShortError):
        delete_older_than(days_ago(days), dry_run=dry_run)

    assert AccessRecord.objects.count() == 3


def test_retention_when_exactly_180_days_is_taken(rows):
    assert delete_older_than(days_ago(180), dry_run=False) == 2
