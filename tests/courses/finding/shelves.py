"""Pages put on the shelves for the tests of finding: live, and with their entries."""

from django.http import QueryDict

from courses.finding.catalogue import COURSES, LESSONS, Catalogue, browse
from courses.finding.indexing import index_page
from courses.models import (
    CourseIndexPage,
    CoursePage,
    LessonPage,
    NewsIndexPage,
    NewsPage,
)
from tests.factories.lessons import add_lesson


def put_lesson(title: str, text: str = "", **fields) -> LessonPage:
    body = [("text", f"<p>{text}</p>")] if text else []
    lesson = add_lesson(title, **{"body": body, **fields})
    index_page(lesson)
    return lesson


def put_course(title: str, **fields) -> CoursePage:
    course = CourseIndexPage.objects.get().add_child(instance=CoursePage(title=title, **fields))
    index_page(course)
    return course


def put_news(title: str, text: str = "", **fields) -> NewsPage:
    page = NewsPage(title=title, body=[("text", f"<p>{text}</p>")], **fields)
    news = NewsIndexPage.objects.get().add_child(instance=page)
    index_page(news)
    return news


def lessons_at(address: str) -> Catalogue:
    """The library as an address such as "q=情绪&grade=8" asks for it."""
    return browse(LESSONS, LessonPage.objects.live(), QueryDict(address))


def courses_at(address: str) -> Catalogue:
    return browse(COURSES, CoursePage.objects.live(), QueryDict(address))


def titles(catalogue: Catalogue) -> list[str]:
    return [found.page.title for found in catalogue.results]


def counts(catalogue: Catalogue, name: str) -> dict[str, int]:
    """Of a dimension: how many each of its options would leave; those that leave none are left out."""
    return {
        choice.value: choice.count
        for dimension, choices in catalogue.facets
        for choice in choices
        if dimension.name == name and choice.count
    }
