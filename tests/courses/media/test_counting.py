"""Views and downloads, counted without knowing by whom."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.media.counting import add, count_view, counts_by_month, counts_of
from courses.models import PageCount
from people.services.accounts import sync_editor_groups
from tests.factories.lessons import add_lesson, attach
from tests.factories.people import RoleGrantFactory, UserFactory

MAY = "2026-05-04 08:00:00+08:00"


def open_page(client, page, **headers):
    return client.post(reverse("count-view", args=[page.pk]), headers=headers)


def views(page) -> int:
    return counts_of(page).views


def editor():
    user = RoleGrantFactory(trainer=True).user
    sync_editor_groups(user)
    return user


def test_view_when_told_then_is_counted_in_one_statement(client, lesson):
    with CaptureQueriesContext(connection) as queries:
        response = open_page(client, lesson)

    assert response.status_code == 204
    assert views(lesson) == 1
    written = [query["sql"] for query in queries if query["sql"].strip().startswith("INSERT")]
    assert len(written) == 1
    assert len(queries) == 2


def test_view_when_told_by_a_browser_without_a_session_then_sets_no_cookie(client, lesson):
    assert open_page(client, lesson).cookies == {}


def test_view_when_told_without_a_token_then_is_counted(lesson):
    open_page(Client(enforce_csrf_checks=True), lesson)

    assert views(lesson) == 1


def test_view_when_told_again_within_half_an_hour_then_counts_once(client, lesson):
    with time_machine.travel(MAY) as clock:
        open_page(client, lesson)
        clock.shift(29 * 60)
        open_page(client, lesson)
        assert views(lesson) == 1
        clock.shift(2 * 60)
        open_page(client, lesson)
    assert views(lesson) == 2


def test_view_when_of_another_page_or_from_another_address_then_counts(client, lesson):
    other = add_lesson("另一节课")
    open_page(client, lesson)
    open_page(client, other)
    open_page(Client(REMOTE_ADDR="203.0.113.9"), lesson)

    assert (views(lesson), views(other)) == (2, 1)


def test_view_when_by_an_editor_then_does_not_count(client, lesson):
    client.force_login(editor())
    open_page(client, lesson)

    assert views(lesson) == 0


def test_view_when_by_somebody_signed_in_who_edits_nothing_then_counts(client, lesson):
    client.force_login(UserFactory())
    open_page(client, lesson)

    assert views(lesson) == 1


@pytest.mark.parametrize(("site", "counted"), [("same-origin", 1), ("cross-site", 0), ("none", 0)])
def test_view_when_another_site_tells_it_then_does_not_count(client, lesson, site, counted):
    response = open_page(client, lesson, **{"Sec-Fetch-Site": site})

    assert response.status_code == 204
    assert views(lesson) == counted


def test_views_when_told_too_often_from_one_address_then_are_not_taken(client, lesson, settings):
    settings.RATE_LIMITS = {"count": "2/1"}
    caches["default"].clear()

    assert [open_page(client, lesson).status_code for _ in range(3)] == [204, 204, 429]


def test_view_when_the_page_is_not_published_then_is_not_there(client, lesson):
    lesson.unpublish()

    assert open_page(client, lesson).status_code == 404
    assert client.post("/count/999999/").status_code == 404


def test_what_is_kept_of_a_visitor_when_counted_then_holds_no_address(client, lesson, rf):
    request = rf.post("/", REMOTE_ADDR="203.0.113.77")
    request.user = AnonymousUser()
    count_view(lesson.pk, request)

    assert list(caches["visits"]._cache)
    assert not any("203.0.113.77" in key for key in caches["visits"]._cache)
    dump = StringIO()
    call_command("dumpdata", "courses.pagecount", stdout=dump)
    assert "203.0.113.77" not in dump.getvalue()


def test_document_when_taken_then_counts_for_the_lesson_that_brought_it(client, lesson, plan):
    adapted = add_lesson("改编的课")
    attach(adapted, plan)
    client.get(plan.url)
    client.head(plan.url, REMOTE_ADDR="203.0.113.9")

    assert counts_of(lesson).downloads == 1
    assert counts_of(adapted).downloads == 0


def test_files_when_taken_one_by_one_and_together_then_count_once(client, lesson, plan):
    client.get(plan.url)
    b"".join(client.get(reverse("lesson-files", args=[lesson.pk])).streaming_content)

    assert counts_of(lesson).downloads == 1


def test_counts_when_a_page_has_none_then_are_zero(lesson):
    assert (counts_of(lesson).views, counts_of(lesson).downloads) == (0, 0)


def test_counts_by_month_when_days_lie_apart_then_are_summed_the_latest_first(lesson):
    for day, number in [("2026-04-30", 1), ("2026-05-01", 2), ("2026-05-31", 3)]:
        with time_machine.travel(f"{day} 12:00:00+08:00"):
            add(lesson.pk, views=number, downloads=1)

    assert counts_by_month(lesson) == [
        {"month": date(2026, 5, 1), "views": 5, "downloads": 2},
        {"month": date(2026, 4, 1), "views": 1, "downloads": 1},
    ]


@time_machine.travel("2026-05-01 00:30:00+08:00")
def test_day_when_counted_then_is_the_one_in_shanghai(lesson):
    add(lesson.pk, views=1)

    assert PageCount.objects.get().day == date(2026, 5, 1)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_views_when_many_come_at_the_same_moment_then_none_is_lost(lesson):
    """On the first hit of a day the row is made, and there must be one."""

    def hit(_number):
        try:
            add(lesson.pk, views=1, downloads=1)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(hit, range(80)))

    count = PageCount.objects.get()
    assert (count.views, count.downloads) == (80, 80)
