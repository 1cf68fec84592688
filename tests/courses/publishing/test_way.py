"""A lesson's way: written, handed in, checked by the school, approved by an editor, public."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from common.clock import now
from courses.enums import LessonState
from courses.models import LessonPage, NewsIndexPage, NewsPage, SchoolCheckTask
from courses.publishing.exceptions import (
    AlreadyDecidedError,
    IncompleteLessonError,
    LessonLockedError,
    NotYoursToDecideError,
    ReasonMissingError,
)
from courses.publishing.services.deciding import approve_for_school, return_to_author
from courses.publishing.services.drafts import (
    discard_draft,
    revise_lesson,
    save_draft,
    version_of,
)
from courses.publishing.services.handing_in import submit_lesson, withdraw_lesson
from courses.publishing.states import standing_of
from people.notices.models import Notice
from tests.factories.publishing import again, draft_by, whole_lesson

pytestmark = pytest.mark.django_db


def fresh(lesson) -> LessonPage:
    return LessonPage.objects.get(pk=lesson.pk)


def state_of(lesson) -> LessonState:
    return standing_of(fresh(lesson)).state


def submit(lesson, author):
    submit_lesson(lesson, by=again(author))


def approve_at_school(lesson, administrator):
    version = version_of(fresh(lesson))
    approve_for_school(
        fresh(lesson), checked=["没有学生姓名"], version=version, by=again(administrator)
    )


def decide(lesson, user, action="approve", **kwargs):
    """What Wagtail's administration does with an editor's decision."""
    state = fresh(lesson).current_workflow_task_state
    state.task.specific.on_action(state, again(user), action, **kwargs)


def titles_for(user) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("title", flat=True))


def test_lesson_when_approved_twice_then_is_public_at_once(
    lesson, author, administrator, editor, client
):
    submit(lesson, author)
    assert state_of(lesson) == LessonState.AT_SCHOOL
    approve_at_school(lesson, administrator)
    assert state_of(lesson) == LessonState.AT_EDITOR
    assert client.get(fresh(lesson).url).status_code == 404

    decide(lesson, editor)

    assert state_of(lesson) == LessonState.PUBLISHED
    assert "情绪的温度" in Client().get(fresh(lesson).url).content.decode()
    assert fresh(lesson).current_workflow_state is None


def test_author_when_lesson_goes_its_way_then_hears_of_each_step(
    lesson, author, administrator, editor
):
    submit(lesson, author)
    approve_at_school(lesson, administrator)
    decide(lesson, editor)

    assert titles_for(author) == [
        "“情绪的温度”已提交",
        "“情绪的温度”已通过学校审核",
        "“情绪的温度”已发布",
    ]
    assert titles_for(administrator) == ["待审核：“情绪的温度”"]
    assert titles_for(editor) == ["待审核：“情绪的温度”"]


def test_editors_when_none_has_the_district_then_the_city_is_told(author, administrator, officer):
    lesson = whole_lesson(author)
    submit(lesson, author)
    approve_at_school(lesson, administrator)

    assert titles_for(officer) == ["待审核：“情绪的温度”"]


def test_author_when_lesson_is_returned_then_hears_why_and_can_mend_it(
    lesson, author, administrator, editor
):
    submit(lesson, author)
    version = version_of(fresh(lesson))
    return_to_author(
        fresh(lesson), reason="请删去第二页的照片。", version=version, by=again(administrator)
    )

    standing = standing_of(fresh(lesson))
    assert (standing.state, standing.reason) == (LessonState.RETURNED, "请删去第二页的照片。")
    assert standing.returned_by == administrator.get_full_name()
    notice = Notice.objects.filter(user=author).latest("pk")
    assert "请删去第二页的照片。" in notice.body
    assert notice.url == f"/my/lessons/{lesson.pk}/"

    save_draft(fresh(lesson), {"summary": "照片已删。"}, None, by=again(author))
    submit(lesson, author)
    assert state_of(lesson) == LessonState.AT_SCHOOL


def test_lesson_when_returned_by_the_editor_then_the_school_looks_again(
    lesson, author, administrator, editor
):
    submit(lesson, author)
    approve_at_school(lesson, administrator)
    decide(lesson, editor, "reject", comment="环节的时间加起来不对。")
    submit(lesson, author)

    assert state_of(lesson) == LessonState.AT_SCHOOL


@pytest.mark.parametrize("comment", ["", "  "])
def test_return_when_no_reason_is_given_then_refused(
    lesson, author, administrator, editor, comment
):
    submit(lesson, author)
    approve_at_school(lesson, administrator)

    with pytest.raises(ReasonMissingError):
        decide(lesson, editor, "reject", comment=comment)
    assert state_of(lesson) == LessonState.AT_EDITOR


def test_school_check_when_school_has_no_administrator_then_passed_over(author, editor):
    lesson = whole_lesson(author)
    submit(lesson, author)

    assert state_of(lesson) == LessonState.AT_EDITOR
    assert TaskState.objects.filter(status=TaskState.STATUS_SKIPPED).count() == 1


def test_school_check_when_the_author_alone_could_do_it_then_passed_over(administrator, school):
    from tests.factories.people import PostFactory

    PostFactory(teacher__user=administrator, school=school)
    lesson = whole_lesson(administrator)
    submit(lesson, administrator)

    assert state_of(lesson) == LessonState.AT_EDITOR


def test_school_check_when_lesson_has_no_school_then_passed_over(trainer, officer):
    lesson = whole_lesson(trainer)
    submit(lesson, trainer)

    assert lesson.school is None
    assert lesson.unit.code == "420100"
    assert state_of(lesson) == LessonState.AT_EDITOR


@pytest.mark.parametrize(
    ("lack", "sentence"),
    [
        ({"summary": ""}, "请填写摘要。"),
        ({"consent": False}, "请确认权利与隐私声明。"),
        ({"licence": ""}, "请选择使用许可。"),
    ],
)
def test_submission_when_something_is_missing_then_refused_in_words(author, lack, sentence):
    lesson = whole_lesson(author, **lack)

    with pytest.raises(IncompleteLessonError) as refused:
        submit(lesson, author)
    assert [item.sentence for item in refused.value.missing] == [sentence]
    assert state_of(lesson) == LessonState.DRAFT


def test_submission_when_there_is_no_plan_then_refused_in_words(author):
    lesson = draft_by(author, summary="摘要", consent=True, licence="by")

    with pytest.raises(IncompleteLessonError) as refused:
        submit(lesson, author)
    assert {item.field for item in refused.value.missing} == {"aims", "steps"}


def test_publishing_when_something_is_missing_then_refused_by_whatever_door(lesson, officer):
    lesson.consent = False
    revision = lesson.save_revision()

    with pytest.raises(IncompleteLessonError):
        revision.publish()
    with pytest.raises(IncompleteLessonError):
        revision.publish(user=again(officer), skip_permission_checks=True)
    assert not fresh(lesson).live


def test_approval_when_something_is_missing_by_then_refused(
    lesson, author, administrator, editor, second_editor
):
    submit(lesson, author)
    approve_at_school(lesson, administrator)
    draft = fresh(lesson).get_latest_revision_as_object()
    draft.summary = ""
    draft.save_revision(user=editor, clean=False)

    with pytest.raises(IncompleteLessonError):
        decide(lesson, second_editor)
    assert state_of(lesson) == LessonState.AT_EDITOR


def test_lesson_when_handed_in_twice_then_waits_once(lesson, author, administrator):
    submit(lesson, author)
    submit(lesson, author)

    assert WorkflowState.objects.count() == 1
    assert titles_for(administrator) == ["待审核：“情绪的温度”"]


def test_lesson_when_under_review_then_its_author_cannot_change_it(lesson, author, administrator):
    submit(lesson, author)

    with pytest.raises(LessonLockedError):
        save_draft(fresh(lesson), {"title": "另一个题目"}, None, by=again(author))
    with pytest.raises(LessonLockedError):
        discard_draft(fresh(lesson), by=again(author))


def test_lesson_when_withdrawn_then_cannot_be_approved(lesson, author, administrator, editor):
    submit(lesson, author)
    version = version_of(fresh(lesson))
    state = fresh(lesson).current_workflow_task_state
    withdraw_lesson(fresh(lesson), by=again(author))

    with pytest.raises(AlreadyDecidedError):
        approve_for_school(fresh(lesson), checked=[], version=version, by=again(administrator))
    with pytest.raises(AlreadyDecidedError):
        state.task.specific.on_action(state, again(administrator), "approve")
    assert state_of(lesson) == LessonState.DRAFT
    assert titles_for(author) == ["“情绪的温度”已提交"]


def test_withdrawal_when_nothing_waits_then_refused(lesson, author):
    with pytest.raises(AlreadyDecidedError):
        withdraw_lesson(fresh(lesson), by=again(author))


def test_decision_when_made_before_by_somebody_else_then_counts_once(
    lesson, author, administrator, editor, second_editor
):
    submit(lesson, author)
    approve_at_school(lesson, administrator)
    state = fresh(lesson).current_workflow_task_state
    state.task.specific.on_action(state, again(editor), "reject", comment="再改改。")

    with pytest.raises(AlreadyDecidedError):
        state.task.specific.on_action(state, again(second_editor), "approve")
    assert state_of(lesson) == LessonState.RETURNED


def test_school_approval_when_the_text_is_another_by_now_then_refused(
    lesson, author, administrator, editor
):
    submit(lesson, author)
    read = version_of(fresh(lesson))
    draft = fresh(lesson).get_latest_revision_as_object()
    draft.save_revision(user=editor)

    with pytest.raises(AlreadyDecidedError):
        approve_for_school(fresh(lesson), checked=[], version=read, by=again(administrator))


@pytest.mark.parametrize("who", ["author", "colleague", "other_administrator", "editor", "officer"])
def test_school_check_when_it_is_not_theirs_then_refused(
    lesson, author, administrator, who, request
):
    user = request.getfixturevalue(who)
    submit(lesson, author)

    with pytest.raises(NotYoursToDecideError):
        decide(lesson, user)
    assert state_of(lesson) == LessonState.AT_SCHOOL


@pytest.mark.parametrize("who", ["author", "administrator", "other_editor", "trainer"])
def test_editors_step_when_it_is_not_theirs_then_refused(
    lesson, author, administrator, who, request
):
    user = request.getfixturevalue(who)
    submit(lesson, author)
    approve_at_school(lesson, administrator)

    with pytest.raises(NotYoursToDecideError):
        decide(lesson, user)
    assert not fresh(lesson).live


def test_last_editor_when_approving_then_refused_and_another_may(
    lesson, author, administrator, editor, second_editor
):
    submit(lesson, author)
    approve_at_school(lesson, administrator)
    fresh(lesson).get_latest_revision_as_object().save_revision(user=editor)

    with pytest.raises(NotYoursToDecideError):
        decide(lesson, editor)
    decide(lesson, second_editor)
    assert fresh(lesson).live


def test_decision_when_the_address_names_another_page_then_is_of_the_states_own(
    lesson, author, administrator, editor, other_editor
):
    """An editor's right to one page opens no decision on another."""
    submit(lesson, author)
    approve_at_school(lesson, administrator)
    state = fresh(lesson).current_workflow_task_state
    own = NewsPage(title="本区通知", unit=other_editor.grants.get().unit, live=False)
    NewsIndexPage.objects.get().add_child(instance=own)
    own.save_revision()
    own.get_workflow().start(own, None)
    client = Client()
    client.force_login(other_editor)

    address = "wagtailadmin_pages:workflow_action"
    client.post(reverse(address, args=[own.pk, "approve", state.pk]))
    client.post(reverse(address, args=[lesson.pk, "approve", state.pk]))

    assert state_of(lesson) == LessonState.AT_EDITOR
    assert not NewsPage.objects.get().live


def test_public_lesson_when_revised_then_stays_as_it_is_until_approved(
    lesson, author, administrator, editor, client
):
    submit(lesson, author)
    approve_at_school(lesson, administrator)
    decide(lesson, editor)
    revise_lesson(fresh(lesson), by=again(author))
    save_draft(fresh(lesson), {"title": "情绪的温度计"}, None, by=again(author))

    standing = standing_of(fresh(lesson))
    assert (standing.state, standing.public) == (LessonState.DRAFT, True)
    assert "情绪的温度计" not in client.get(fresh(lesson).url).content.decode()

    submit(lesson, author)
    approve_at_school(lesson, administrator)
    decide(lesson, editor)
    assert fresh(lesson).title == "情绪的温度计"


def test_revision_when_discarded_then_the_public_lesson_stays(
    lesson, author, administrator, editor
):
    submit(lesson, author)
    approve_at_school(lesson, administrator)
    decide(lesson, editor)
    revise_lesson(fresh(lesson), by=again(author))
    save_draft(fresh(lesson), {"title": "另一个题目"}, None, by=again(author))

    assert discard_draft(fresh(lesson), by=again(author)) is False
    assert state_of(lesson) == LessonState.PUBLISHED
    assert fresh(lesson).get_latest_revision_as_object().title == "情绪的温度"


def test_draft_when_discarded_then_is_gone(lesson, author):
    assert discard_draft(lesson, by=again(author)) is True
    assert not LessonPage.objects.filter(pk=lesson.pk).exists()


def test_lesson_when_its_day_comes_then_is_published_and_told(
    lesson, author, administrator, editor, client
):
    submit(lesson, author)
    approve_at_school(lesson, administrator)
    draft = fresh(lesson).get_latest_revision_as_object()
    draft.go_live_at = now() + timedelta(days=2)
    draft.save_revision(user=author)
    decide(lesson, editor)

    assert state_of(lesson) == LessonState.SCHEDULED
    assert titles_for(author)[-1] == "“情绪的温度”已通过审核"
    assert not fresh(lesson).live

    revision = fresh(lesson).scheduled_revision
    revision.approved_go_live_at = now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")

    assert state_of(lesson) == LessonState.PUBLISHED
    assert titles_for(author)[-1] == "“情绪的温度”已发布"


def test_scheduled_lesson_when_withdrawn_then_is_a_draft_again(
    lesson, author, administrator, editor
):
    submit(lesson, author)
    approve_at_school(lesson, administrator)
    draft = fresh(lesson).get_latest_revision_as_object()
    draft.go_live_at = now() + timedelta(days=2)
    draft.save_revision(user=author)
    decide(lesson, editor)

    withdraw_lesson(fresh(lesson), by=again(author))

    assert state_of(lesson) == LessonState.DRAFT


def test_school_check_task_when_asked_then_locks_the_page_for_everybody(lesson, author, editor):
    submit(lesson, author)

    task = SchoolCheckTask.objects.get()
    assert task.locked_for_user(fresh(lesson), again(editor))
    assert not task.user_can_access_editor(fresh(lesson), again(author))
