"""Pages, not yet saved, from the texts: one function a kind."""

from collections.abc import Callable
from dataclasses import dataclass

from courses.models import (
    ActivityPage,
    CoursePage,
    FamilyPage,
    LessonPage,
    NewsPage,
    PartnerPage,
    PolicyClause,
    PolicyPage,
    ResearchPage,
    StandardPage,
    ThemePage,
)
from people.models import School, User
from portal.contents.building import article_body, course_body, lesson_body, plain_fields
from portal.contents.files import cover, film, lesson_files
from portal.contents.kinds import Article, Course, Entry, Lesson, Note, Policy
from portal.contents.markup import PageAt, prose

OWN_AUTHORS = "本站编写组"
INVENTED = Note("演示内容", "本页的单位、学校、人物和事情都是虚构的，只用来展示本站的样子。")


@dataclass(frozen=True)
class Desk:
    """Who writes, where links lead, and whether invented people and places may be named."""

    by: User | None
    page_at: PageAt
    samples: bool


def lesson_page(lesson: Lesson, section: str, desk: Desk) -> LessonPage:
    page = LessonPage(
        **plain_fields(lesson),
        body=lesson_body(lesson, desk.page_at, samples=desk.samples),
        school=School.objects.filter(name=lesson.school).first() if desk.samples else None,
        cover=cover(section, lesson.slug, lesson.title, by=desk.by),
        video=film(by=desk.by) if lesson.has_film else None,
        consent=True,
    )
    if not desk.samples:
        page.author, page.award = OWN_AUTHORS, ""
    page.files = lesson_files(page, lesson, by=desk.by)
    return page


def course_page(course: Course, section: str, desk: Desk) -> CoursePage:
    page = CoursePage(
        **plain_fields(course),
        hours=course.hours,
        body=course_body(course, desk.page_at),
        cover=cover(section, course.slug, course.title, by=desk.by),
    )
    if not desk.samples:
        page.trainer, page.organiser = "", OWN_AUTHORS
    return page


def policy_page(policy: Policy, section: str, desk: Desk) -> PolicyPage:
    page = PolicyPage(**plain_fields(policy), body=article_body(policy, desk.page_at))
    page.clauses = [
        PolicyClause(
            code=clause.code,
            title=clause.title,
            asks=prose(clause.asks, desk.page_at),
            does=prose(clause.does, desk.page_at),
        )
        for clause in policy.clauses
    ]
    return page


def article_page(model: type, *, invented: bool = False) -> Callable[[Article, str, Desk], Entry]:
    """The maker of a kind of article; one that is invented says so at its end."""

    def page_of(article: Article, section: str, desk: Desk):
        page = model(
            **plain_fields(article),
            body=[*article_body(article, desk.page_at), *_closing(invented)],
            cover=cover(section, article.slug, article.title, by=desk.by),
        )
        if school := getattr(article, "school", ""):
            page.school = School.objects.filter(name=school).first()
        if not desk.samples and getattr(article, "author", ""):
            page.author = OWN_AUTHORS
        return page

    return page_of


def _closing(invented: bool):
    if invented:
        yield "note", {"title": INVENTED.title, "text": f"<p>{INVENTED.text}</p>"}


activity_page = article_page(ActivityPage, invented=True)
research_page = article_page(ResearchPage, invented=True)
partner_page = article_page(PartnerPage, invented=True)
news_page = article_page(NewsPage, invented=True)
theme_page = article_page(ThemePage)
family_page = article_page(FamilyPage)
standard_page = article_page(StandardPage)
