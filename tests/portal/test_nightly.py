"""The command that runs every night: editors' groups and terms, with a rehearsal and a trace."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from common.clock import today
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.models import ImportBatch, User
from people.notices.models import Notice
from people.services.accounts import sync_editor_groups
from tests.factories.access_log import days_ago, written
from tests.factories.notices import NoticeFactory
from tests.factories.people import ImportBatchFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


def nightly(*options: str) -> str:
    out = StringIO()
    call_command("nightly", *options, stdout=out)
    return out.getvalue()


def traces() -> list[str]:
    rows = AccessRecord.objects.filter(action=Action.RETENTION).order_by("at", "pk")
    return list(rows.values_list("what", flat=True))


def editor_until(day: date) -> User:
    """A trainer who is among the editors, and whose grant ends with `day`."""
    grant = RoleGrantFactory(trainer=True)
    sync_editor_groups(grant.user)
    grant.ends_on = day
    grant.save()
    return grant.user


def test_nightly_when_rehearsed_then_lists_what_would_go_and_changes_nothing():
    NoticeFactory(created_at=days_ago(400))
    user = editor_until(today() - timedelta(days=1))

    said = nightly("--dry-run")

    assert "将要删除：" in said
    assert "       1  站内消息（自发出之日起 365 天，到期自动删除）" in said
    assert Notice.objects.exists()
    assert user.groups.exists()
    assert traces() == []


def test_nightly_when_run_then_deletes_what_is_over_and_says_so_in_the_access_log():
    NoticeFactory(created_at=days_ago(400))
    kept = NoticeFactory(created_at=days_ago(300))

    said = nightly()

    assert "已删除：" in said
    assert list(Notice.objects.all()) == [kept]
    assert traces() == ["到期清理：站内消息 1"]


def test_nightly_when_nothing_is_over_then_leaves_a_trace_that_it_ran():
    nightly()

    assert traces() == ["到期清理：没有到期的数据"]


def test_nightly_when_run_twice_then_the_second_time_finds_nothing():
    NoticeFactory(created_at=days_ago(400))
    written(at=days_ago(200))

    nightly()
    nightly()

    first, counted, second = traces()
    assert "访问日志" in first
    assert counted == "到期清理：访问与登录日志 1、站内消息 1"
    assert second == "到期清理：没有到期的数据"


def test_nightly_when_a_grant_has_ended_then_its_holder_leaves_the_editors():
    ended = editor_until(today() - timedelta(days=1))
    lasting = editor_until(today())

    assert "调整了 1 个账号的编辑权限。" in nightly()

    assert not ended.groups.exists()
    assert lasting.groups.exists()


def test_nightly_when_it_is_past_midnight_in_shanghai_then_the_day_before_is_over():
    """T1: 15:59 UTC is the last minute of the day there."""
    user = editor_until(date(2026, 3, 1))

    with time_machine.travel("2026-03-01T15:59:00+00:00", tick=False):
        nightly()
        assert user.groups.exists()
    with time_machine.travel("2026-03-01T16:01:00+00:00", tick=False):
        nightly()
        assert not user.groups.exists()


def test_nightly_when_a_part_breaks_off_then_does_the_rest_and_fails_in_words(private_root):
    private_root.mkdir()
    (private_root / "not-a-folder").write_bytes(b"")
    ImportBatchFactory(stored_name="not-a-folder")
    ImportBatch.objects.update(created_at=days_ago(200))
    NoticeFactory(created_at=days_ago(400))

    with pytest.raises(CommandError, match="没有完成：导入的工作簿。原因见日志。"):
        nightly()

    assert not Notice.objects.exists()
    assert traces() == ["未完成：导入的工作簿；到期清理：站内消息 1"]


def test_nightly_when_a_term_is_set_below_the_law_then_does_not_run(settings):
    settings.RETENTION_DAYS = {"access_log": 30}
    written(at=days_ago(200))

    with pytest.raises(CommandError, match="access_log"):
        call_command("nightly", skip_checks=False, stdout=StringIO())

    assert traces() == []
