from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.clock import today
from courses.enums import Licence
from courses.models import LessonPage, LessonUse, Reflection, SavedLesson
from courses.using.services.keeping import save_lesson
from courses.using.services.noting import note_use
from tests.factories.lessons import add_lesson

USE = {"used_on": "", "grade": "8", "reflection": "学生很投入。"}


@pytest.fixture
def desk(client, teacher):
    client.force_login(teacher)
    return client


def use(**changes):
    return {**USE, "used_on": today().isoformat(), **changes}


def test_lesson_when_saved_from_its_page_then_stands_on_ones_list(desk, lesson):
    desk.post(f"/lessons/{lesson.pk}/save/", {"list_name": "期末"})

    page = desk.get("/my/saved/").content.decode()
    assert "期末" in page
    assert lesson.title in page


def test_lesson_when_taken_off_then_is_gone_and_that_of_another_is_not_there(
    desk, lesson, teacher, editor
):
    own, other = save_lesson(lesson, by=teacher), save_lesson(lesson, by=editor)

    desk.post(f"/my/saved/{own.pk}/remove/")

    assert list(SavedLesson.objects.all()) == [other]
    assert desk.post(f"/my/saved/{other.pk}/remove/").status_code == 404


def test_use_when_noted_then_waits_for_an_editor_and_is_not_on_the_page(desk, lesson):
    desk.post(f"/lessons/{lesson.pk}/use/", use())

    assert LessonUse.objects.get().state == Reflection.WAITING
    page = desk.get(lesson.url).content.decode()
    assert "1 次课堂使用" in page
    assert "学生很投入。" not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"used_on": ""}, "请填写上课日期。"),
        ({"used_on": "2026-13-01"}, "日期有误"),
        ({"used_on": (today() + timedelta(days=1)).isoformat()}, "上课日期不能晚于今天"),
        ({"used_on": "2019-01-01"}, "只能登记今年和去年的使用"),
        ({"grade": "13"}, "请选择年级。"),
        ({"reflection": "长" * 501}, "使用体会最多 500 字"),
    ],
)
def test_use_when_something_is_wrong_then_says_what_and_stores_nothing(
    desk, lesson, changes, sentence
):
    answer = desk.post(f"/lessons/{lesson.pk}/use/", use(**changes))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not LessonUse.objects.exists()


def test_use_when_the_form_names_another_person_or_state_then_that_is_ignored(
    desk, lesson, teacher, editor
):
    """T04: extra fields."""
    desk.post(f"/lessons/{lesson.pk}/use/", use(user=editor.pk, state="shown", school=1))

    noted = LessonUse.objects.get()
    assert (noted.user, noted.state) == (teacher, Reflection.WAITING)


def test_reflection_when_an_editor_shows_it_then_stands_on_the_page_as_text(
    client, lesson, teacher, editor
):
    note_use(lesson, by=teacher, used_on=today(), grade=8, reflection="<b>很投入</b>")
    client.force_login(editor)
    assert "&lt;b&gt;很投入" in client.get("/site/reflections/").content.decode()

    client.post(f"/site/reflections/{LessonUse.objects.get().pk}/show/")

    client.logout()
    page = client.get(lesson.url).content.decode()
    assert "&lt;b&gt;很投入&lt;/b&gt;" in page
    assert "李明" not in page


def test_reflection_when_decided_by_somebody_without_a_part_in_it_then_is_not_there(
    client, lesson, teacher, other_editor, author
):
    note_use(lesson, by=teacher, used_on=today(), grade=8, reflection="很好。")
    key = LessonUse.objects.get().pk
    for reader in (other_editor, teacher, author):
        client.force_login(reader)
        assert client.post(f"/site/reflections/{key}/show/").status_code == 404
    assert LessonUse.objects.get().state == Reflection.WAITING


def test_lesson_when_adapted_from_its_page_then_leads_to_the_draft(desk, lesson, teacher):
    answer = desk.post(f"/lessons/{lesson.pk}/adapt/")

    own = LessonPage.objects.get(owner=teacher)
    assert answer.url == f"/my/lessons/{own.pk}/"


def test_lesson_when_its_licence_forbids_it_then_offers_no_adaptation(desk, lesson):
    lesson.licence = Licence.BY_NC_ND
    lesson.save()

    assert "改编</button>" not in desk.get(lesson.url).content.decode()
    desk.post(f"/lessons/{lesson.pk}/adapt/")
    assert not LessonPage.objects.filter(adapted_from=lesson).exists()


def test_draft_of_another_when_its_number_is_guessed_then_is_not_there(desk, author):
    draft = add_lesson("还没写完", owner=author, live=False)

    for step in ("save", "thank", "adapt", "use"):
        assert desk.post(f"/lessons/{draft.pk}/{step}/", use()).status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_lists_when_opened_then_take_a_fixed_number_of_queries(desk, teacher, count):
    for number in range(count):
        lesson = add_lesson(f"课例{number}")
        save_lesson(lesson, by=teacher, list_name=f"清单{number}")
        note_use(lesson, by=teacher, used_on=today(), grade=8)

    for address, expected in (("/my/saved/", 8), ("/my/uses/", 9)):
        desk.get(address)
        with CaptureQueriesContext(connection) as queries:
            desk.get(address)
        assert len(queries) == expected
