"""Lessons as their authors write them, and people with a way into Wagtail."""

from django.urls import reverse

from common.ids import uuid7
from courses.models import LessonPage
from courses.publishing.plans import Plan, Step
from courses.publishing.services.drafts import begin_lesson, save_draft
from people.models import User
from people.services.accounts import sync_editor_groups
from tests.factories.people import RoleGrantFactory

HEAD = {
    "title": "情绪的温度",
    "grade_from": 7,
    "grade_to": 8,
    "topic": "emotion",
    "kind": "lesson",
    "minutes": 40,
}
REST = {"summary": "认识情绪的强弱。", "licence": "by-nc-sa", "consent": True}
PLAN = Plan(aims=["能说出三种情绪"], steps=[Step("热身", 5, "读情境。\n打手势。", "引入")])


def again(user: User) -> User:
    """The same account as another request finds it: nothing of its rights is remembered."""
    return User.objects.get(pk=user.pk)


def granted(**traits) -> User:
    """Somebody with a role, and the way into Wagtail that it brings."""
    user = RoleGrantFactory(**traits).user
    sync_editor_groups(user)
    return user


def draft_by(author: User, **values) -> LessonPage:
    lesson, _is_new = begin_lesson({**HEAD, **values}, form_id=uuid7(), by=again(author))
    return lesson


def whole_lesson(author: User, **values) -> LessonPage:
    """A draft that lacks nothing."""
    lesson = draft_by(author)
    save_draft(lesson, {**HEAD, **REST, **values}, PLAN, by=again(author))
    return LessonPage.objects.get(pk=lesson.pk)


def door(name, page):
    args = [page.pk]
    revision = page.latest_revision_id
    args += {"revisions_compare": ["earliest", "latest"]}.get(name, [])
    args += [revision] if name in ("revisions_view", "revisions_revert") else []
    return reverse(f"wagtailadmin_pages:{name}", args=args)
