"""A published lesson of one school, a teacher of another who takes it up, and an editor of theirs."""

import pytest

from courses.models import LessonPage
from people.models import User
from tests.factories.lessons import add_lesson
from tests.factories.people import (
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    UnitFactory,
    UserFactory,
)


@pytest.fixture
def author(db) -> User:
    user = UserFactory(first_name="望", last_name="陈")
    PostFactory(teacher__user=user)
    return user


@pytest.fixture
def lesson(author) -> LessonPage:
    body = [
        ("aims", ["说出三种情绪"]),
        ("reflection", {"text": "<p>时间偏紧。</p>"}),
    ]
    return add_lesson(
        owner=author, school=author.teacher.posts.get().school, body=body, award="city"
    )


@pytest.fixture
def unit(db):
    return UnitFactory(name="东湖区")


@pytest.fixture
def teacher(unit) -> User:
    user = UserFactory(first_name="明", last_name="李")
    PostFactory(teacher__user=user, school=SchoolFactory(unit=unit, name="东湖中学"))
    return user


@pytest.fixture
def editor(unit) -> User:
    return RoleGrantFactory(editor=True, unit=unit).user


@pytest.fixture
def other_editor(db) -> User:
    return RoleGrantFactory(editor=True).user
