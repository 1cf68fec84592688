import pytest
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext

from courses.enums import Topic
from courses.finding.similar import similar_to
from courses.models import LessonPage
from tests.courses.finding.shelves import put_lesson

pytestmark = pytest.mark.django_db


def similar(lesson) -> list[str]:
    return [page.title for page in similar_to(lesson, LessonPage.objects.live())]


def test_similar_lessons_when_chosen_then_share_topic_and_grades_and_then_words():
    lesson = put_lesson("情绪温度计", grade_from=7, grade_to=8)
    put_lesson("给心情降温", grade_from=8, grade_to=9)
    put_lesson("情绪温度表", grade_from=8, grade_to=8)
    put_lesson("情绪日记", grade_from=7, grade_to=8)
    put_lesson("情绪温度计进阶", grade_from=10, grade_to=11)
    put_lesson("情绪温度计与选择", topic=Topic.CAREER)

    assert similar(lesson) == ["情绪温度表", "情绪日记", "给心情降温"]


def test_similar_lessons_when_many_then_are_four():
    lesson = put_lesson("情绪温度计")
    for number in range(6):
        put_lesson(f"情绪 {number}")

    assert len(similar(lesson)) == 4


def test_similar_lessons_when_asked_for_then_cost_two_queries():
    lesson = put_lesson("情绪温度计")
    put_lesson("情绪日记")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        similar(lesson)

    assert len(queries) == 2


def test_similar_lessons_when_there_are_none_then_show_nothing():
    template = engines["django"].from_string("{% load similar %}{% similar_lessons page %}")
    lesson = put_lesson("情绪温度计")

    assert template.render({"page": lesson}).strip() == ""
    put_lesson("情绪日记")
    assert "情绪日记" in template.render({"page": lesson})
