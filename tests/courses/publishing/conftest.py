"""One district with a school, and somebody in each part: who writes, checks, approves, or has no part."""

import pytest
from django.test import Client
from wagtail.models import Page

from courses.models import (
    CourseIndexPage,
    CoursePage,
    HomePage,
    LessonPage,
    NewsIndexPage,
    NewsPage,
)
from people.models import Unit, User
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


@pytest.fixture
def superuser(db):
    return UserFactory(is_superuser=True)


@pytest.fixture
def pages(author, trainer, unit, lesson) -> dict[str, Page]:
    """Drafts of different hands and places."""
    courses, news = CourseIndexPage.objects.get(), NewsIndexPage.objects.get()

    def added(index, page, by):
        page.live, page.owner = False, by
        index.add_child(instance=page)
        page.save_revision(user=by, clean=False)
        return page

    city = Unit.objects.get(code="420100")
    return {
        "lesson": lesson,
        "course": added(courses, CoursePage(title="伦理课", unit=city), trainer),
        "news_of_unit": added(news, NewsPage(title="本区通知", unit=unit), None),
        "news_of_city": added(news, NewsPage(title="全市通知"), None),
        "home": HomePage.objects.get(),
        "section": news,
    }


@pytest.fixture
def desk():
    """A browser of somebody, at Wagtail's administration."""

    def opened(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return opened
