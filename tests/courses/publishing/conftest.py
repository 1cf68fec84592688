"""One district with a school, and somebody in each part: who writes, checks, approves, or has no part."""

import pytest

from courses.models import LessonPage
from people.models import User
from tests.factories.people import (
    PostFactory,
    SchoolFactory,
    UnitFactory,
    UserFactory,
)
from tests.factories.publishing import granted, whole_lesson


@pytest.fixture
def unit(db):
    return UnitFactory(name="东湖区")


@pytest.fixture
def school(unit):
    return SchoolFactory(unit=unit, name="东湖中学")


@pytest.fixture
def author(school) -> User:
    user = UserFactory(last_name="陈", first_name="望")
    PostFactory(teacher__user=user, teacher__name="陈望", school=school)
    return user


@pytest.fixture
def colleague(school) -> User:
    user = UserFactory(last_name="李", first_name="明")
    PostFactory(teacher__user=user, school=school)
    return user


@pytest.fixture
def administrator(school) -> User:
    return granted(school_admin=True, school=school)


@pytest.fixture
def other_administrator(unit) -> User:
    """Of another school of the same district."""
    return granted(school_admin=True, school=SchoolFactory(unit=unit))


@pytest.fixture
def editor(unit) -> User:
    return granted(editor=True, unit=unit)


@pytest.fixture
def second_editor(unit) -> User:
    return granted(editor=True, unit=unit)


@pytest.fixture
def other_editor(db) -> User:
    """Of another district."""
    return granted(editor=True, unit=UnitFactory())


@pytest.fixture
def officer(db) -> User:
    return granted()


@pytest.fixture
def trainer(db) -> User:
    return granted(trainer=True)


@pytest.fixture
def lesson(author, administrator, editor) -> LessonPage:
    """A whole draft of the author, with somebody there for each step."""
    return whole_lesson(author)
