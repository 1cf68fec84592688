"""How much lessons are used, as their authors, schools and bureaus see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.clock import today
from courses.models import PageCount
from courses.using.services.noting import note_use
from tests.factories.lessons import add_lesson
from tests.factories.people import RoleGrantFactory, UserFactory

ADDRESS = "/lesson-use/"


def shown_to(client, user, query: str = "") -> str:
    client.force_login(user)
    return client.get(ADDRESS + query).content.decode()


@pytest.fixture
def used(lesson, teacher):
    """The lesson, used twice this year by a teacher of another unit, and looked at."""
    note_use(lesson, by=teacher, used_on=today(), grade=7)
    note_use(lesson, by=teacher, used_on=today(), grade=8)
    PageCount.objects.create(page=lesson, day=today(), views=1234, downloads=5)
    return lesson


def test_author_when_looking_then_sees_the_use_of_the_own_lessons_only(client, used, author):
    add_lesson("别人的课例")

    page = shown_to(client, author)

    assert used.title in page
    assert "1,234" in page
    assert "别人的课例" not in page
    assert "年度" not in page.split("<main")[1]


@pytest.mark.clause("R4")
def test_school_when_looking_then_sees_its_lessons_and_the_sums_of_the_year(client, used):
    page = shown_to(client, RoleGrantFactory(school_admin=True, school=used.school).user)

    assert used.title in page
    assert f"{today().year} 年度" in page
    assert "材料下载" in page


def test_unit_when_looking_then_sees_what_its_teachers_used_and_not_the_lessons_of_others(
    client, used, unit
):
    page = shown_to(client, RoleGrantFactory(unit_officer=True, unit=unit).user)

    assert used.title not in page
    uses = page.split("<dt>课堂使用</dt>")[1].split("</dd>")[0]
    assert ">2<" in uses


def test_year_when_it_is_nonsense_then_is_this_one(client, used):
    officer = RoleGrantFactory().user
    for year in ("", "x", "1", "99999999999", "\0"):
        assert f"{today().year} 年度</h2>" in shown_to(client, officer, f"?year={year}")


def test_earlier_year_when_chosen_then_its_sums_are_shown(client, used):
    page = shown_to(client, RoleGrantFactory().user, f"?year={today().year - 1}")

    assert ">0<" in page.split("<dt>课堂使用</dt>")[1].split("</dd>")[0]


def test_draft_when_looking_then_is_not_in_the_list(client, author, lesson):
    lesson.unpublish()

    assert "还没有公开的课例" in shown_to(client, author)


def test_stranger_when_asking_then_it_is_not_there(client, db):
    client.force_login(UserFactory())
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_list_when_few_or_many_lessons_then_the_same_queries(client, db, count):
    for number in range(count):
        add_lesson(f"课例{number}")
    officer = RoleGrantFactory().user
    shown_to(client, officer)

    with CaptureQueriesContext(connection) as queries:
        client.get(ADDRESS)

    assert len(queries) == 10
