"""A page's fields and body from what a text module says of it."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from portal.contents.kinds import (
    Article,
    Course,
    Entry,
    Heading,
    Lesson,
    Note,
    Piece,
    Policy,
    Question,
    Table,
)
from portal.contents.markup import PageAt, prose

Block = tuple[str, object]

# Of these the builder of the kind makes something else.
NOT_FIELDS = {
    "body", "clauses", "idea", "aims", "steps", "reflection", "boundary", "worksheet", "has_film",
    "opening", "units", "closing", "school",
}  # fmt: skip


def plain_fields(entry: Entry) -> dict:
    """The fields that a page has by the same name."""
    names = {field.name for field in fields(entry)} - NOT_FIELDS
    return {name: getattr(entry, name) for name in names}


def lesson_body(lesson: Lesson, page_at: PageAt, *, samples: bool) -> list[Block]:
    """What an invented teacher reports of the lesson is left out where nobody is invented."""
    body: list[Block] = [
        ("heading", "设计思路"),
        ("text", prose(lesson.idea, page_at)),
        ("aims", list(lesson.aims)),
    ]
    if lesson.boundary:
        body.append(_note("课堂边界", lesson.boundary, page_at))
    body.append(("heading", "教学过程"))
    for step in lesson.steps:
        text = prose(step.text, page_at)
        body.append(
            (
                "step",
                {
                    "title": step.title,
                    "minutes": step.minutes,
                    "text": text,
                    "purpose": step.purpose,
                },
            )
        )
    if samples:
        body.append(("reflection", {"text": prose(lesson.reflection, page_at)}))
    return body


def course_body(course: Course, page_at: PageAt) -> list[Block]:
    units = [
        ("unit", {"title": unit.title, "hours": unit.hours, "text": prose(unit.text, page_at)})
        for unit in course.units
    ]
    return [
        ("text", prose(course.opening, page_at)),
        ("aims", list(course.aims)),
        ("heading", "课程大纲"),
        *units,
        *pieces(course.closing, page_at),
    ]


def article_body(article: Article | Policy, page_at: PageAt) -> list[Block]:
    return list(pieces(article.body, page_at))


def pieces(body: Iterable[Piece], page_at: PageAt) -> Iterator[Block]:
    for piece in body:
        match piece:
            case str():
                yield "text", prose(piece, page_at)
            case Heading(text):
                yield "heading", text
            case Note(title, text):
                yield _note(title, text, page_at)
            case Question(question, answer):
                yield "question", {"question": question, "answer": prose(answer, page_at)}
            case Table(caption, rows):
                yield "table", {"caption": caption, "rows": _lines(rows)}


def _note(title: str, text: str, page_at: PageAt) -> Block:
    return "note", {"title": title, "text": prose(text, page_at)}


def _lines(rows: str) -> str:
    return "\n".join(line.strip() for line in rows.strip().split("\n"))
