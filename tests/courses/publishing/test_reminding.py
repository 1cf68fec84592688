"""Authors and editors hear in time of a page that is soon not shown any more, once."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from common.clock import now
from courses.models import LessonPage
from courses.publishing.services.reminding import remind_of_expiry
from people.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(lesson) -> LessonPage:
    lesson.get_latest_revision().publish()
    Notice.objects.all().delete()
    return LessonPage.objects.get()


def expires_in(lesson, **time) -> None:
    LessonPage.objects.filter(pk=lesson.pk).update(expire_at=now() + timedelta(**time))


def test_page_when_it_expires_within_a_fortnight_then_author_and_editor_are_told(
    public, author, editor, administrator
):
    expires_in(public, days=13)

    assert remind_of_expiry() == 2
    titles = Notice.objects.values_list("user", "title")
    assert {user for user, _title in titles} == {author.pk, editor.pk}
    assert all("停止公开显示" in title for _user, title in titles)


def test_page_when_reminded_of_already_then_nobody_is_told_again(public):
    expires_in(public, days=13)
    remind_of_expiry()

    assert remind_of_expiry() == 0


@pytest.mark.parametrize("time", [{"days": 15}, {"minutes": -1}])
def test_page_when_it_expires_later_or_did_then_nobody_is_told(public, time):
    expires_in(public, **time)

    assert remind_of_expiry() == 0


def test_page_when_it_expires_on_another_day_then_told_anew(public):
    expires_in(public, days=13)
    remind_of_expiry()
    expires_in(public, days=10)

    assert remind_of_expiry() == 2


def test_nightly_when_run_then_reminds(public, capsys):
    expires_in(public, days=13)
    call_command("nightly")

    assert "发出 2 条页面到期提醒" in capsys.readouterr().out


def test_nightly_when_rehearsed_then_tells_nobody(public):
    expires_in(public, days=13)
    call_command("nightly", dry_run=True)

    assert not Notice.objects.exists()
