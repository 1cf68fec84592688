"""Entries follow what is published."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone, translation
from wagtail.models import Page, PageViewRestriction

from courses.enums import Award, LessonKind, PageKind
from courses.finding.contents import entry_of
from courses.finding.indexing import index_page, reindex_pages
from courses.finding.models import SearchEntry
from courses.models import (
    LessonIndexPage,
    LessonPage,
    NewsIndexPage,
    PolicyIndexPage,
    PolicyPage,
)
from people.models import Unit
from tests.courses.finding.shelves import put_lesson, put_news
from tests.factories.lessons import FIELDS, DocumentFactory, VideoFactory, attach
from tests.factories.people import SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db

PLAN = [
    ("aims", ["能说出三种感受。"]),
    ("step", {"title": "热身：猜猜看", "minutes": 5, "text": "<p>看<b>图片</b>猜心情。</p>"}),
]


def draft(title="情绪的颜色", **fields) -> LessonPage:
    whole = {**FIELDS, "summary": "认识情绪。", "body": PLAN, "live": False, **fields}
    return LessonIndexPage.objects.get().add_child(instance=LessonPage(title=title, **whole))


def publish(page):
    page.save_revision(user=UserFactory(is_superuser=True)).publish()
    page.refresh_from_db()


def entry(page) -> SearchEntry | None:
    return SearchEntry.objects.filter(pk=page.pk).first()


def test_page_when_published_then_has_an_entry_of_its_words():
    lesson = draft()
    assert entry(lesson) is None

    publish(lesson)

    found = entry(lesson)
    assert (found.kind, found.title, found.initials) == (PageKind.LESSON, "情绪的颜色", "qxdys")
    assert found.body == "能说出三种感受。 热身：猜猜看 看图片猜心情。"
    assert found.text.splitlines()[0] == "情绪的颜色"
    assert found.text.splitlines()[2] == "能说出三种感受。 热身:猜猜看 看图片猜心情。"


def test_page_when_unpublished_then_has_none():
    lesson = draft()
    publish(lesson)

    lesson.unpublish()

    assert entry(lesson) is None


def test_page_when_deleted_then_has_none():
    lesson = draft()
    publish(lesson)

    lesson.delete()

    assert not SearchEntry.objects.exists()


def test_page_when_changed_in_a_draft_then_keeps_its_published_words():
    lesson = draft()
    publish(lesson)

    lesson.title = "还没有发布的标题"
    lesson.save_revision()

    assert entry(lesson).title == "情绪的颜色"


def test_page_when_published_for_a_later_day_then_keeps_its_published_words():
    lesson = draft()
    publish(lesson)

    lesson.title = "明天才公开的标题"
    lesson.go_live_at = timezone.now() + timedelta(days=1)
    lesson.save_revision().publish()

    assert entry(lesson).title == "情绪的颜色"


def test_page_when_first_published_for_a_later_day_then_has_none():
    lesson = draft(go_live_at=timezone.now() + timedelta(days=1))

    lesson.save_revision().publish()

    assert entry(lesson) is None


def test_lesson_when_indexed_then_is_found_by_what_it_is_filed_under():
    school = SchoolFactory(name="育才中学")
    lesson = draft(
        grade_from=6,
        grade_to=8,
        award=Award.CITY,
        kind=LessonKind.GROUP,
        author="陈望",
        needed="彩笔",
        infused_subject="语文",
        school=school,
        unit=Unit.objects.managing().get(name="武昌区"),
    )

    lead = entry_of(lesson).lead

    for word in (
        "认识情绪。", "陈望", "彩笔", "语文", "情绪调适", "团体辅导", "市级优质课", "育才中学", "武昌区",
        "小学", "六年级", "6年级", "初中", "七年级", "初一", "八年级", "8年级", "初二", "2025",
    ):  # fmt: skip
        assert word in lead
    assert "九年级" not in lead
    assert "署名" not in lead


def test_lesson_when_it_has_files_and_a_film_then_their_words_are_found():
    video = VideoFactory(title="课堂实录一", transcript="大家好，我们来做呼吸练习。")
    lesson = draft(video=video)
    attach(lesson, DocumentFactory(title="情绪转盘活动单"))

    text = entry_of(LessonPage.objects.get(pk=lesson.pk)).text

    assert "情绪转盘活动单" in text
    assert "我们来做呼吸练习" in text


def test_policy_when_indexed_then_its_clauses_are_found():
    policy = PolicyPage(title="通知", issuer="市教育局", number="武教基〔2015〕34号")
    PolicyIndexPage.objects.get().add_child(instance=policy)
    policy.clauses.create(code="R18", title="每年三十学时", asks="<p>不低于<b>30</b>学时</p>")

    found = entry_of(policy)

    assert "r18 每年三十学时 不低于30学时" in found.text
    assert "武教基〔2015〕34号" in found.lead


def test_words_of_choices_when_published_on_an_english_screen_then_are_chinese():
    lesson = draft()

    with translation.override("en"):
        publish(lesson)

    assert "情绪调适" in entry(lesson).lead
    assert "八年级" in entry(lesson).lead


def test_title_when_it_grows_in_folding_then_still_fits():
    lesson = put_lesson("㎡" * 250, slug="area")

    assert len(entry(lesson).title) == 255


def test_sections_and_the_home_page_when_indexed_then_only_the_sections_have_entries():
    reindex_pages()

    kinds = set(SearchEntry.objects.values_list("kind", flat=True))
    assert kinds == {PageKind.PAGE}
    assert not SearchEntry.objects.filter(page__depth__lte=2).exists()


def test_reindexing_when_run_then_mends_what_is_wrong_and_counts():
    lesson = put_lesson("情绪的颜色")
    news = put_news("一则通知")
    SearchEntry.objects.filter(pk=lesson.pk).update(title="错的")
    Page.objects.filter(pk=news.pk).update(live=False)

    written = reindex_pages()

    assert entry(lesson).title == "情绪的颜色"
    assert entry(news) is None
    assert written == SearchEntry.objects.count()


def test_reindexing_when_only_the_missing_are_asked_for_then_leaves_the_others(capsys):
    kept, missing = put_lesson("情绪的颜色"), put_lesson("情绪的形状")
    reindex_pages()
    SearchEntry.objects.filter(pk=kept.pk).update(title="照旧")
    SearchEntry.objects.filter(pk=missing.pk).delete()

    call_command("reindex_pages", missing=True)

    assert entry(kept).title == "照旧"
    assert entry(missing).title == "情绪的形状"
    assert "1" in capsys.readouterr().out


def test_pages_when_closed_to_the_public_then_are_found_by_nobody():
    open_lesson, closed = put_lesson("公开的课"), put_news("内部通知")
    section = NewsIndexPage.objects.get()
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)

    public = SearchEntry.objects.public()

    assert open_lesson.pk in public.values_list("pk", flat=True)
    assert closed.pk not in public.values_list("pk", flat=True)


def test_entry_when_written_twice_then_is_one():
    lesson = put_lesson("情绪的颜色")

    index_page(lesson)

    assert SearchEntry.objects.filter(pk=lesson.pk).count() == 1
