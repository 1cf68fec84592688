"""The library of lessons and the catalogue of courses: narrowing, counting, sorting, suggesting."""

from datetime import UTC, date, datetime
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction

from courses.enums import Award, CourseCategory, LessonKind, Topic
from courses.models import LessonIndexPage, LessonPage, LessonUse
from people.enums import Stage
from tests.courses.finding.shelves import (
    counts,
    courses_at,
    lessons_at,
    put_course,
    put_lesson,
    titles,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    put_lesson("情绪温度计", grade_from=8, grade_to=8, topic=Topic.EMOTION, award=Award.CITY)
    put_lesson("情绪小怪兽", grade_from=1, grade_to=2, topic=Topic.EMOTION, year=2024)
    put_lesson("学会倾听", grade_from=6, grade_to=7, topic=Topic.RELATIONS, kind=LessonKind.GROUP)
    put_lesson("选科不慌", grade_from=10, grade_to=12, topic=Topic.CAREER)


def test_library_when_asked_for_nothing_then_lists_all_the_newest_first(shelf):
    library = lessons_at("")

    assert titles(library) == ["选科不慌", "学会倾听", "情绪小怪兽", "情绪温度计"]
    assert library.counts.found == 4
    assert [(str(name), used) for name, _address, used in library.sorts] == [
        ("最新", True),
        ("最常用", False),
    ]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("q=情绪", ["情绪小怪兽", "情绪温度计"]),
        ("grade=8", ["情绪温度计"]),
        ("grade=7&grade=8", ["学会倾听", "情绪温度计"]),
        ("stage=primary", ["学会倾听", "情绪小怪兽"]),
        ("stage=junior&topic=emotion", ["情绪温度计"]),
        ("topic=emotion&topic=career", ["选科不慌", "情绪小怪兽", "情绪温度计"]),
        ("kind=group", ["学会倾听"]),
        ("award=city", ["情绪温度计"]),
        ("year=2024", ["情绪小怪兽"]),
        ("q=情绪&grade=8&year=2025", ["情绪温度计"]),
        ("q=八年级", ["情绪温度计"]),
        ("q=初二", ["情绪温度计"]),
        ("grade=99&topic=nonsense&page=x&sort=x&other=1", ["选科不慌", "学会倾听", "情绪小怪兽", "情绪温度计"]),
        ("q=？！", ["选科不慌", "学会倾听", "情绪小怪兽", "情绪温度计"]),
        ("q=%00", ["选科不慌", "学会倾听", "情绪小怪兽", "情绪温度计"]),
        ("q=%2500", []),
    ],
)  # fmt: skip
def test_library_when_narrowed_then_lists_what_fits(shelf, address, found):
    assert titles(lessons_at(address)) == found


def test_counts_when_nothing_is_chosen_then_are_of_all(shelf):
    library = lessons_at("")

    assert counts(library, "stage") == {"primary": 2, "junior": 2, "senior": 1}
    assert counts(library, "grade") == {
        "1": 1, "2": 1, "6": 1, "7": 1, "8": 1, "10": 1, "11": 1, "12": 1,
    }  # fmt: skip
    assert counts(library, "topic") == {"emotion": 2, "relations": 1, "career": 1}
    assert counts(library, "kind") == {"lesson": 3, "group": 1}
    assert counts(library, "award") == {"city": 1}
    assert counts(library, "year") == {"2025": 3, "2024": 1}


def test_counts_when_something_is_chosen_then_its_own_kind_goes_on_counting_all(shelf):
    library = lessons_at("topic=emotion&grade=8")

    assert counts(library, "topic") == {"emotion": 1}  # narrowed by the grade
    assert counts(library, "grade") == {"1": 1, "2": 1, "8": 1}  # narrowed by the topic
    assert counts(library, "stage") == {"junior": 1}  # narrowed by both
    assert library.counts.found == 1
    assert library.counts.unfiltered == 4


def test_counts_when_words_are_looked_for_then_are_of_what_they_find(shelf):
    assert counts(lessons_at("q=情绪"), "stage") == {"primary": 1, "junior": 1}


def test_chips_when_something_is_chosen_then_take_it_back(shelf):
    chips = lessons_at("q=情绪&grade=7&grade=8&topic=emotion").chips

    assert [(chip.label, chip.without) for chip in chips] == [
        ("七年级", f"q={quote('情绪')}&grade=8&topic=emotion"),
        ("八年级", f"q={quote('情绪')}&grade=7&topic=emotion"),
        ("情绪调适", f"q={quote('情绪')}&grade=7&grade=8"),
    ]


def test_order_when_words_are_looked_for_then_is_title_lead_text():
    put_lesson("倾听")
    put_lesson("学会倾听")
    put_lesson("别的标题", summary="说到倾听")
    put_lesson("又一个标题", "正文里说到倾听。")
    put_lesson("再一个标题", "正文里也说到倾听。")

    library = lessons_at("q=倾听")

    assert titles(library) == ["倾听", "学会倾听", "别的标题", "再一个标题", "又一个标题"]
    assert [(str(name), used) for name, _address, used in library.sorts] == [
        ("最相关", True),
        ("最新", False),
        ("最常用", False),
    ]
    assert titles(lessons_at("q=倾听&sort=newest"))[0] == "再一个标题"


def test_order_when_by_use_then_lessons_given_most_often_come_first(shelf):
    lesson = LessonPage.objects.get(title="情绪温度计")
    teacher = UserFactory()
    for day in (1, 2):
        LessonUse.objects.create(user=teacher, lesson=lesson, used_on=date(2025, 3, day), grade=8)

    assert titles(lessons_at("sort=used"))[:2] == ["情绪温度计", "选科不慌"]
    assert titles(lessons_at("q=情绪&sort=used")) == ["情绪温度计", "情绪小怪兽"]
    assert titles(courses_at("sort=used")) == []


def test_order_when_published_later_then_comes_first():
    day = datetime(2024, 5, 1, tzinfo=UTC)
    put_lesson("情绪一", first_published_at=day.replace(year=2025))
    put_lesson("情绪二", first_published_at=day)

    assert titles(lessons_at("q=情绪")) == ["情绪一", "情绪二"]


def test_initials_when_the_letters_occur_nowhere_then_find_the_title():
    put_lesson("情绪调适练习")
    put_lesson("CBT入门")
    put_lesson("吃饱他", "其中也有CBT。")  # cbt by its initials

    assert titles(lessons_at("q=qxts")) == ["情绪调适练习"]
    assert titles(lessons_at("q=QXTS 八年级")) == ["情绪调适练习"]
    assert titles(lessons_at("q=cbt")) == ["CBT入门", "吃饱他"]


def test_result_when_the_word_stands_in_the_text_then_shows_where():
    put_lesson("一节课", "开头。" * 30 + "请学生看沙盘。" + "结尾。" * 30, summary="摘要")

    (found,) = lessons_at("q=沙盘").results

    assert "请学生看<mark>沙盘</mark>。" in found.excerpt
    assert (found.title, found.summary) == ("一节课", "摘要")


def test_result_when_title_and_summary_say_it_then_shows_no_excerpt():
    put_lesson("沙盘里的小世界", "沙盘沙盘沙盘", summary="看一看沙盘")

    (found,) = lessons_at("q=沙盘").results

    assert found.title == "<mark>沙盘</mark>里的小世界"
    assert found.summary == "看一看<mark>沙盘</mark>"
    assert found.excerpt == ""


def test_pages_when_there_are_more_than_one_then_are_turned():
    for number in range(14):
        put_lesson(f"情绪 {number:02}")

    assert len(lessons_at("q=情绪").results) == 12
    assert titles(lessons_at("q=情绪&page=2")) == ["情绪 01", "情绪 00"]
    assert titles(lessons_at("q=情绪&page=99")) == ["情绪 01", "情绪 00"]


@pytest.mark.parametrize(
    ("address", "suggested"),
    [
        ("q=情续", [("情绪", 2)]),
        ("q=情绪温读计", [("情绪温度计", 1)]),
        ("q=情绪温度计八年级", [("情绪温度计 八年级", 1)]),
        ("q=倾听 火箭", [("倾听", 1)]),
        ("q=倾听 怪兽", [("怪兽", 1), ("倾听", 1)]),
        ("q=火箭", []),
    ],
)
def test_suggestions_when_words_find_nothing_then_are_words_that_do(shelf, address, suggested):
    library = lessons_at(address)

    assert titles(library) == []
    assert [(one.label, one.count) for one in library.suggestions] == suggested
    for one in library.suggestions:
        assert lessons_at(one.address).counts.found == one.count


def test_suggestions_when_choices_leave_nothing_then_are_wider_choices(shelf):
    library = lessons_at("q=情绪&grade=9&topic=emotion")

    assert [(one.label, one.count) for one in library.suggestions] == [
        ("八年级", 1),
        ("不限年级", 2),
        ("清除全部筛选条件", 2),
    ]
    for one in library.suggestions:
        assert lessons_at(one.address).counts.found == one.count


def test_library_when_its_section_is_closed_then_is_empty(shelf):
    section = LessonIndexPage.objects.get()
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)

    assert lessons_at("").counts.found == 0


def test_lesson_when_no_longer_live_then_is_left_out_though_its_entry_is_there(shelf):
    lesson = put_lesson("刚刚下线")
    type(lesson).objects.filter(pk=lesson.pk).update(live=False)

    assert "刚刚下线" not in titles(lessons_at(""))


def test_courses_when_narrowed_then_list_what_fits():
    put_course(
        "个案记录与保密", category=CourseCategory.ETHICS, audience="专职、兼职心理健康教育教师"
    )
    put_course(
        "班级里的情绪", category=CourseCategory.SKILL, audience="班主任", stage=Stage.PRIMARY
    )

    assert titles(courses_at("audience=part-time")) == ["个案记录与保密"]
    assert titles(courses_at("stage=primary&category=skill")) == ["班级里的情绪"]
    assert counts(courses_at(""), "audience") == {
        "full-time": 1,
        "part-time": 1,
        "class-teacher": 1,
    }
    assert counts(courses_at(""), "category") == {"ethics": 1, "skill": 1}


def test_courses_when_the_screen_is_english_then_are_found_by_the_same_words():
    put_course("班级里的情绪", audience="班主任")

    with translation.override("en"):
        assert counts(courses_at(""), "audience") == {"class-teacher": 1}


ADDRESSES = [
    "/lessons/",
    "/lessons/?q=情绪",
    "/lessons/?q=情绪&grade=8&topic=emotion&sort=newest&page=2",
    "/lessons/?q=情续",
    "/lessons/?q=火箭 情绪",
    "/lessons/?q=qxwdj",
    "/lessons/?grade=12",
    "/lessons/?sort=used",
    "/courses/?q=伦理&category=ethics",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_catalogue_when_rows_grow_from_one_to_many_then_costs_the_same(client, address):
    put_lesson("情绪温度计")
    put_course("专业伦理研讨", category=CourseCategory.ETHICS)
    client.get(address)  # Wagtail reads its site once and keeps it
    before = queries_of(client, address)

    for number in range(15):
        put_lesson(f"情绪温度计 {number}", school=None)
        put_course(f"专业伦理研讨 {number}", category=CourseCategory.ETHICS)

    assert queries_of(client, address) == before
    assert before <= 20


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_page_when_opened_then_is_a_plain_form_that_keeps_what_was_chosen(client, shelf):
    page = client.get("/lessons/?q=情绪&grade=8&sort=newest").content.decode()

    assert '<input class="form-control" type="search" id="words" name="q" value="情绪"' in page
    assert 'name="grade" value="8" checked' in page
    assert '<input type="hidden" name="sort" value="newest">' in page
    assert "<mark>情绪</mark>温度计" in page
    assert not client.cookies


def test_page_when_words_are_markup_then_shows_them_escaped(client, shelf):
    page = client.get("/lessons/", {"q": '<script>alert("x")</script>'}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_page_when_the_address_is_nonsense_then_opens(client, shelf):
    for address in (
        "q=%22",
        "q=%00",
        "q=%ff%fe",
        "q=%5C",
        "q=%25",
        "page=-1",
        "grade=8%27",
        "year=x",
    ):
        assert client.get(f"/lessons/?{address}").status_code == 200, address
