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
    put_lesson("情绪温度计进阶", grade_from=12, grade_to=12)
    put_lesson("情绪温度计与选择", topic=Topic.CAREER, grade_from=7, grade_to=7)

    assert similar(lesson) == ["情绪温度表", "情绪日记", "给心情降温", "情绪温度计与选择"]


def test_similar_lessons_when_few_then_neighbouring_grades_come_before_other_topics():
    lesson = put_lesson("情绪温度计", grade_from=7, grade_to=7)
    put_lesson("学会倾听", topic=Topic.RELATIONS, grade_from=7, grade_to=7)
    put_lesson("呼吸", grade_from=9, grade_to=9)
    put_lesson("合作", topic=Topic.RELATIONS, grade_from=9, grade_to=9)
    put_lesson("数一数心情", grade_from=1, grade_to=2)

    assert similar(lesson) == ["呼吸", "学会倾听"]


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
