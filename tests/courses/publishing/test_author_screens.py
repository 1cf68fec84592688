"""The screens of an author: list, beginning, writing, files, and what is not theirs to do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents.models import Document

from common.ids import uuid7
from courses.enums import LessonState
from courses.models import LessonPage
from courses.publishing.plans import plan_of
from courses.publishing.services.drafts import version_of
from courses.publishing.services.handing_in import submit_lesson
from courses.publishing.states import standing_of
from tests.factories.publishing import HEAD, again, draft_by, whole_lesson

pytestmark = pytest.mark.django_db
LIST, NEW = "/my/lessons/", "/my/lessons/new/"


@pytest.fixture
def browser(author) -> Client:
    client = Client()
    client.force_login(author)
    return client


def address(lesson) -> str:
    return reverse("my-lesson", args=[lesson.pk])


def posted(lesson, **more) -> dict:
    """The whole form of a lesson as a browser sends it."""
    fields = {
        **HEAD,
        "version": version_of(LessonPage.objects.get(pk=lesson.pk)),
        "chain": "chain-1",
        "licence": "by-nc-sa",
        "steps": "1",
        "step-0-title": "热身",
        "step-0-minutes": "5",
        "step-0-text": "读情境。",
        "aims": "能说出三种情绪\n\n  能降温  ",
        "summary": "摘要",
        "consent": "on",
        "action": "save",
    }
    return fields | more


def draft(lesson) -> LessonPage:
    return LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()


def test_list_when_empty_then_says_how_to_begin(browser):
    assert "还没有课例" in browser.get(LIST).content.decode()


def test_lesson_when_begun_then_has_author_and_school_of_the_roster(browser, author, school):
    answer = browser.post(NEW, {**HEAD, "form_id": str(uuid7())})

    lesson = LessonPage.objects.get()
    assert answer.url == address(lesson)
    assert (lesson.author, lesson.school, lesson.teacher) == ("陈望", school, author.teacher)
    assert (lesson.live, lesson.owner, lesson.consent) == (False, author, False)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "请填写标题。"),
        ("title", "长" * 81, "标题至多 80 字。"),
        ("grade_from", "13", "请选择年级。"),
        ("grade_to", "1", "止的年级不能低于起的年级。"),
        ("topic", "astrology", "请选择内容领域。"),
        ("minutes", "-1", "课时长度在 5 至 240 分钟之间。"),
        ("minutes", "一节课", "请填写整数，如 40。"),
        ("minutes", "1e9", "请填写整数，如 40。"),
    ],
)
def test_lesson_when_begun_with_nonsense_then_told_and_nothing_is_kept(
    browser, field, value, sentence
):
    answer = browser.post(NEW, {**HEAD, field: value})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not LessonPage.objects.exists()


def test_lesson_when_the_same_form_is_sent_eight_times_then_is_one(browser):
    form = {**HEAD, "form_id": str(uuid7())}
    answers = {browser.post(NEW, form).url for _ in range(8)}

    assert LessonPage.objects.count() == 1
    assert len(answers) == 1


def test_lesson_when_begun_with_the_form_of_somebody_else_then_is_a_new_one(browser, colleague):
    theirs = draft_by(colleague)

    browser.post(NEW, {**HEAD, "form_id": str(theirs.form_id)})

    assert LessonPage.objects.count() == 2
    assert LessonPage.objects.exclude(pk=theirs.pk).get().form_id != theirs.form_id


def test_fields_when_they_are_not_asked_for_then_are_ignored(browser, author, school, colleague):
    """T04: state, author, school, award and the like are not the form's."""
    lesson = draft_by(author)
    extra = {
        "author": "别人",
        "school": "1",
        "owner": colleague.pk,
        "award": "national",
        "live": "1",
        "unit": "1",
        "slug": "other",
        "go_live_at": "2030-01-01",
        "year": "1999",
        "first_published_at": "2020-01-01",
    }
    browser.post(address(lesson), posted(lesson, **extra))

    kept = draft(lesson)
    assert (kept.author, kept.school, kept.owner, kept.award) == ("陈望", school, author, "")
    assert (kept.live, kept.slug, kept.go_live_at) == (False, lesson.slug, None)
    assert kept.year == lesson.year
    assert kept.summary == "摘要"


def test_draft_when_saved_then_holds_what_was_written(browser, author):
    lesson = draft_by(author)

    answer = browser.post(address(lesson), posted(lesson, title="新的题目"))

    assert answer.status_code == 302
    kept = draft(lesson)
    assert (kept.title, kept.summary, kept.consent) == ("新的题目", "摘要", True)
    plan = plan_of(kept.body)
    assert plan.aims == ["能说出三种情绪", "能降温"]
    assert [(step.title, step.minutes, step.text) for step in plan.steps] == [
        ("热身", 5, "读情境。")
    ]


def test_draft_when_one_field_is_wrong_then_the_rest_is_kept(browser, author):
    lesson = draft_by(author)

    answer = browser.post(address(lesson), posted(lesson, minutes="0", title=""))

    assert answer.status_code == 422
    assert "课时长度在 5 至 240 分钟之间。" in answer.content.decode()
    kept = draft(lesson)
    assert (kept.title, kept.minutes, kept.summary) == ("情绪的温度", 40, "摘要")


@pytest.mark.parametrize("minutes", ["", "0", "9" * 400, "５", "-3", "x"])
def test_step_when_its_minutes_are_nonsense_then_is_kept_all_the_same(browser, author, minutes):
    lesson = draft_by(author)

    answer = browser.post(address(lesson), posted(lesson, **{"step-0-minutes": minutes}))

    assert answer.status_code in (302, 422)
    assert plan_of(draft(lesson).body).steps[0].title == "热身"


@pytest.mark.parametrize("steps", ["", "-1", "x", "1000000", "9" * 300])
def test_form_when_the_number_of_steps_is_nonsense_then_does_no_harm(browser, author, steps):
    lesson = draft_by(author)

    assert browser.post(address(lesson), posted(lesson, steps=steps)).status_code in (302, 422)


def test_null_character_when_typed_then_told(browser, author):
    lesson = draft_by(author)

    answer = browser.post(address(lesson), posted(lesson, summary="摘\x00要"))

    assert answer.status_code == 422
    assert draft(lesson).summary == ""


def test_script_when_typed_then_is_text(browser, author):
    lesson = draft_by(author)
    bad = "<script>alert(1)</script>{{7*7}}"
    browser.post(address(lesson), posted(lesson, summary=bad, aims=bad, **{"step-0-text": bad}))

    shown = browser.get(reverse("my-lesson-preview", args=[lesson.pk])).content.decode()

    assert "<script>alert(1)" not in shown
    assert "{{7*7}}" in shown


def two_steps(lesson, **more) -> dict:
    second = {"step-1-title": "分享", "step-1-minutes": "20", "step-1-text": "小组分享。"}
    return posted(lesson, steps="3", **second, **more)


def test_step_when_moved_up_or_removed_then_the_rest_follows(browser, author):
    lesson = draft_by(author)
    browser.post(address(lesson), two_steps(lesson, action="", move_up="1"))
    assert [step.title for step in plan_of(draft(lesson).body).steps] == ["分享", "热身"]

    browser.post(address(lesson), two_steps(lesson, action="", remove_step="0"))
    assert [step.title for step in plan_of(draft(lesson).body).steps] == ["分享"]


def test_draft_when_saved_again_and_again_then_makes_no_new_revisions(browser, author):
    lesson = draft_by(author)
    for number in range(4):
        browser.post(address(lesson), posted(lesson, title=f"第{number}稿"))

    assert lesson.revisions.count() == 1
    assert draft(lesson).title == "第3稿"


def test_draft_when_typed_then_is_kept_and_says_when(browser, author):
    lesson = draft_by(author)
    answer = browser.post(reverse("my-lesson-autosave", args=[lesson.pk]), posted(lesson))

    assert "已自动保存" in answer.content.decode()
    assert draft(lesson).summary == "摘要"
    assert version_of(LessonPage.objects.get()) in answer.content.decode()


def test_draft_when_saved_elsewhere_meanwhile_then_asked_first(browser, author):
    lesson = draft_by(author)
    old = posted(lesson, chain="one")
    browser.post(address(lesson), posted(lesson, title="手机上写的", chain="two"))

    typed = browser.post(reverse("my-lesson-autosave", args=[lesson.pk]), old)
    assert "已在别处修改过" in typed.content.decode()
    answer = browser.post(address(lesson), {**old, "title": "电脑上写的"})
    assert answer.status_code == 409
    assert "电脑上写的" in answer.content.decode()
    assert draft(lesson).title == "手机上写的"

    again_sent = posted(lesson, title="电脑上写的")
    assert browser.post(address(lesson), again_sent).status_code == 302
    assert draft(lesson).title == "电脑上写的"


def test_button_when_pressed_while_typing_is_being_saved_then_is_not_in_its_own_way(
    browser, author
):
    lesson = draft_by(author)
    form = posted(lesson)
    browser.post(reverse("my-lesson-autosave", args=[lesson.pk]), form)

    assert browser.post(address(lesson), {**form, "title": "按了按钮"}).status_code == 302
    late = browser.post(reverse("my-lesson-autosave", args=[lesson.pk]), form)
    assert "已在别处修改过" in late.content.decode()
    assert draft(lesson).title == "按了按钮"


def test_lesson_when_handed_in_lacking_something_then_told_where(browser, author):
    lesson = draft_by(author)
    empty = posted(lesson, action="submit", consent="", aims="", summary="", steps="0")
    del empty["consent"]

    answer = browser.post(address(lesson), empty)

    assert answer.status_code == 422
    for sentence in (
        "请填写摘要。",
        "请至少写一条教学目标。",
        "请至少写一个教学环节。",
        "请确认权利与隐私声明。",
    ):
        assert sentence in answer.content.decode()
    assert standing_of(LessonPage.objects.get()).state == LessonState.DRAFT


def test_lesson_when_handed_in_then_stands_with_the_school(browser, author, administrator):
    lesson = draft_by(author)

    answer = browser.post(address(lesson), posted(lesson, action="submit"), follow=True)

    assert "待学校审核" in answer.content.decode()
    refused = browser.post(address(lesson), posted(lesson, title="偷改"), follow=True)
    assert "请先撤回再修改" in refused.content.decode()
    assert draft(lesson).title == "情绪的温度"
    typed = browser.post(reverse("my-lesson-autosave", args=[lesson.pk]), posted(lesson))
    assert "没有保存" in typed.content.decode()


def test_lesson_when_withdrawn_by_the_button_then_is_open_again(browser, lesson, author):
    submit_lesson(lesson, by=again(author))

    answer = browser.post(reverse("my-lesson-withdraw", args=[lesson.pk]), follow=True)
    assert "已撤回" in answer.content.decode()
    again_sent = browser.post(reverse("my-lesson-withdraw", args=[lesson.pk]), follow=True)
    assert "没有办理" in again_sent.content.decode()


def test_draft_when_discarded_by_the_button_then_is_gone(browser, lesson):
    browser.post(reverse("my-lesson-discard", args=[lesson.pk]))

    assert not LessonPage.objects.exists()


@pytest.mark.parametrize("name", ["my-lesson", "my-lesson-preview"])
@pytest.mark.parametrize("who", ["colleague", "administrator", "other_administrator", "editor"])
def test_lesson_of_somebody_else_when_opened_then_is_not_there(lesson, request, name, who):
    client = Client()
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse(name, args=[lesson.pk])).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "my-lesson",
        "my-lesson-autosave",
        "my-lesson-withdraw",
        "my-lesson-revise",
        "my-lesson-discard",
    ],
)
def test_lesson_of_somebody_else_when_posted_to_then_is_not_there(lesson, colleague, name):
    client = Client()
    client.force_login(colleague)

    assert client.post(reverse(name, args=[lesson.pk]), posted(lesson)).status_code == 404
    assert draft(lesson).title == "情绪的温度"


def test_form_when_it_lacks_its_token_then_refused(author):
    lesson = draft_by(author)
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)

    assert client.post(address(lesson), posted(lesson)).status_code == 403
    assert draft(lesson).summary == ""


def test_list_when_long_then_costs_what_a_short_one_does(browser, author, administrator):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(LIST).status_code == 200
        return len(asked)

    browser.get(LIST)
    submit_lesson(whole_lesson(author), by=again(author))
    few = queries()
    for _ in range(4):
        submit_lesson(whole_lesson(author), by=again(author))
        draft_by(author)
    assert queries() == few


def upload(name="活动单.txt", content=b"plan", **kwargs):
    return SimpleUploadedFile(name, content, **kwargs)


def test_file_when_uploaded_then_belongs_to_the_draft(browser, author):
    lesson = draft_by(author)

    sent = posted(lesson, action="upload", file_kind="worksheet", file=upload())
    assert browser.post(address(lesson), sent).status_code == 302

    file = draft(lesson).files.get()
    assert (file.document.title, file.kind) == ("活动单", "worksheet")
    assert file.document.uploaded_by_user == author
    shown = browser.get(file.document.url)
    assert b"".join(shown.streaming_content) == b"plan"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("x.svg", b"<svg onload=alert(1)>", "不能上传这类文件"),
        ("x.html", b"<html>", "不能上传这类文件"),
        ("x.pdf", b"<html>", "文件内容与文件名不符"),
        ("x.exe", b"MZ", "不能上传这类文件"),
        ("\u202efdp.exe", b"MZ", "不能上传这类文件"),
        ("x.txt", b"", "空文件"),
        ("x.pdf", b"%PDF-1.4" + b"0" * (21 * 1024 * 1024), "超过了 20 MB"),
        ("长" * 250 + "." + "x" * 200, b"MZ", "不能上传这类文件"),
    ],
    ids=["svg", "html", "html as pdf", "exe", "turned name", "empty", "21 MB", "long suffix"],
)
def test_file_when_it_is_not_taken_then_told_and_the_text_is_kept(
    browser, author, name, content, sentence
):
    lesson = draft_by(author)
    sent = posted(lesson, action="upload", file=upload(name, content))

    answer = browser.post(address(lesson), sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Document.objects.exists()
    assert draft(lesson).summary == "摘要"


def test_file_when_removed_from_a_draft_then_is_gone(browser, author):
    lesson = draft_by(author)
    browser.post(address(lesson), posted(lesson, action="upload", file=upload()))
    document = Document.objects.get()

    browser.post(address(lesson), posted(lesson, action="", remove_file=document.pk))

    assert not draft(lesson).files.exists()
    assert not Document.objects.exists()


def test_file_of_a_draft_when_opened_by_others_then_is_not_there(
    browser, author, administrator, colleague, other_administrator, client
):
    lesson = draft_by(author)
    browser.post(address(lesson), posted(lesson, action="upload", file=upload()))
    url = Document.objects.get().url

    def opens(user) -> bool:
        other = Client()
        other.force_login(user)
        return other.get(url).status_code == 200

    assert client.get(url).status_code == 404
    assert not opens(colleague)
    assert not opens(administrator)
    browser.post(address(lesson), posted(lesson, action="submit"))
    assert opens(administrator)
    assert not opens(other_administrator)


def test_files_when_too_many_then_told(browser, author):
    lesson = draft_by(author)
    for number in range(12):
        name = f"材料{number}.txt"
        browser.post(address(lesson), posted(lesson, action="upload", file=upload(name)))

    answer = browser.post(address(lesson), posted(lesson, action="upload", file=upload()))
    assert "至多 12 个文件" in answer.content.decode()
