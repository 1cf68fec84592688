"""Sixty queries and more over 10,000 invented lessons and a few real ones: what comes first.

The truth of a search is simple: a lesson is found if every term occurs in its words. So the number
found is checked against Python's own `in` over the same words.
"""

from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from courses.finding.contents import entry_of
from courses.finding.models import SearchEntry
from courses.finding.terms import parse
from courses.models import LessonIndexPage, LessonPage
from portal.bench.lessons import LESSONS, build_lessons, invented_lesson
from tests.courses.finding.fixed_library import LESSONS as FIXED
from tests.courses.finding.shelves import lessons_at, put_lesson


@dataclass(frozen=True)
class Library:
    words: list[str]  # of each lesson


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker):
    """Built once for the module, and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_lessons()
        for title, summary, text, fields in FIXED:
            put_lesson(title, text, summary=summary, **fields)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield Library(list(SearchEntry.objects.values_list("text", flat=True)))
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

# (address, the title that comes first or how it begins)
FIRST = [
    # two characters and more, in titles
    ("q=情绪&grade=8", "情绪温度计"),
    ("q=情绪温度计", "情绪温度计"),
    ("q=温度计", "情绪温度计"),
    ("q=愤怒", "愤怒的小火山"),
    ("q=小火山", "愤怒的小火山"),
    ("q=沙盘", "沙盘里的小世界"),
    ("q=正念", "五分钟正念"),
    ("q=危机", "危机来临时怎样求助"),
    ("q=求助", "危机来临时怎样求助"),
    ("q=对欺凌说不", "对欺凌说不"),
    ("q=欺凌", "对欺凌说不"),
    ("q=友谊", "友谊不褪色"),
    ("q=爸妈", "和爸妈好好说话"),
    ("q=好好说话", "和爸妈好好说话"),
    ("q=注意力", "注意力像手电筒"),
    ("q=手电筒", "注意力像手电筒"),
    ("q=记忆宫殿", "记忆宫殿"),
    ("q=记忆宫", "记忆宫殿"),
    ("q=拖延", "拖延怪兽"),
    ("q=我是谁", "我是谁"),
    ("q=青春期", "青春期来了"),
    ("q=青春期&grade=5", "青春期来了"),
    ("q=选科", "选科不慌"),
    ("q=职业体验", "未来职业体验日"),
    ("q=二十四小时", "我的二十四小时"),
    ("q=好觉", "睡个好觉"),
    ("q=思维导图", "Mind Map 思维导图"),
    ("q=小升初", "小升初的桥"),
    ("q=时间管理", "时间管理"),
    # one character
    ("q=慌", "选科不慌"),
    ("q=褪", "友谊不褪色"),
    # only within sentences
    ("q=危机干预", "危机来临时怎样求助"),
    ("q=武昌", "社区里的我们"),
    ("q=武昌区", "社区里的我们"),
    ("q=漂流瓶", "长大的烦恼"),
    ("q=时间饼图", "我的二十四小时"),
    ("q=三栏表", "考试焦虑的自助餐"),
    # several terms
    ("q=考试 焦虑", "考试焦虑的自助餐"),
    ("q=焦虑，考试", "考试焦虑的自助餐"),
    ("q=五分钟 正念", "五分钟正念"),
    ("q=沙盘 世界", "沙盘里的小世界"),
    ("q=情绪 八年级", "情绪温度计"),
    ("q=情绪 8年级", "情绪温度计"),
    ("q=8年级情绪", "情绪温度计"),
    ("q=初二 情绪", "情绪温度计"),
    ("q=沙盘 团体辅导", "沙盘里的小世界"),
    ("q=正念 微课&stage=senior", "五分钟正念"),
    # mixed scripts, full width, marks
    ("q=CBT", "CBT入门：换个想法试试"),
    ("q=cbt", "CBT入门：换个想法试试"),
    ("q=ＣＢＴ", "CBT入门：换个想法试试"),
    ("q=CBT三栏表", "考试焦虑的自助餐"),
    ("q=用CBT三栏", "考试焦虑的自助餐"),
    ("q=ABC理论", "ＡＢＣ理论：事情与想法"),
    ("q=abc", "ＡＢＣ理论：事情与想法"),
    ("q=OH卡", "OH卡里的故事"),
    ("q=oh 卡", "OH卡里的故事"),
    ("q=AI", "AI时代的学习"),
    ("q=mind map", "Mind Map 思维导图"),
    ('q="mind map"', "Mind Map 思维导图"),
    ("q=“我信息”", "“我信息”表达法"),
    ("q=学会说“不”", "学会说“不”"),
    ("q=100%25", "100%的努力？"),
    # first letters
    ("q=qxwdj", "情绪温度计"),
    ("q=qxwdj 八年级", "情绪温度计"),
    ("q=zddfn", "长大的烦恼"),
    ("q=yyrxq", "音乐让心情流动"),
    ("q=sghj", "睡个好觉"),
]
# (what was typed, what is offered first)
MISTYPED = [
    ("情续", "情绪"),
    ("情续温度计", "情绪温度计"),
    ("注意利", "注意力"),
    ("注力意", "注意力"),
    ("职业体燕", "职业体验"),
    ("沙磐", "沙盘"),
    ("危机来临是怎样求助", "危机来临时怎样求助"),
    ("情绪温度计八年级", "情绪温度计 八年级"),
    ("初二情绪", "初二 情绪"),
    ("cbtt", "cbt"),
]


@pytest.mark.parametrize(("address", "first"), FIRST)
def test_query_when_asked_then_the_expected_lesson_comes_first(address, first):
    found = lessons_at(address).results

    assert found
    assert found[0].page.title.startswith(first)


@pytest.mark.parametrize(
    "typed", ["情绪", "心", "危机干预", "CBT", "用CBT", "情绪 8年级", "“我信息”", "大"]
)
def test_query_when_asked_then_finds_neither_more_nor_less(library, typed):
    terms = parse(typed).terms
    truth = sum(all(term in words for term in terms) for words in library.words)

    assert lessons_at(f"q={typed}").counts.found == truth > 0


@pytest.mark.parametrize(("typed", "offered"), MISTYPED)
def test_query_when_mistyped_then_finds_nothing_and_offers_what_was_meant(typed, offered):
    library = lessons_at(f"q={typed}")

    assert library.counts.found == 0
    assert library.suggestions[0].label == offered
    assert lessons_at(library.suggestions[0].address).counts.found > 0


def test_catalogue_when_of_ten_thousand_then_costs_the_queries_of_a_few(
    client, django_assert_max_num_queries
):
    for address in (
        "/lessons/",
        "/lessons/?q=情绪&grade=8",
        "/lessons/?page=800",
        "/search/?q=情绪",
    ):
        client.get(address)
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200


def test_invented_lessons_when_built_then_are_whole_pages_with_the_entries_they_would_have():
    for lesson in LessonPage.objects.filter(
        slug__in=["invented-0", "invented-97", "invented-9999"]
    ):
        made, kept = entry_of(lesson), SearchEntry.objects.get(pk=lesson.pk)
        assert (made.text, made.body, made.lead) == (kept.text, kept.body, kept.lead)
        assert lesson.get_parent().slug == "lessons"


def test_invented_lessons_when_built_then_stand_in_the_tree_as_others_do():
    section = LessonIndexPage.objects.get()

    assert section.numchild == section.get_children().count() == LESSONS + len(FIXED)
    assert section.get_last_child().title == FIXED[-1][0]


def test_invented_lesson_when_made_again_then_is_the_same_and_titles_differ():
    assert invented_lesson(4711) == invented_lesson(4711)
    assert len({invented_lesson(number)[0]["title"] for number in range(2_000)}) == 2_000
