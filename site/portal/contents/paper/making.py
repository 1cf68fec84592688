"""A lesson's worksheet and plan as PDF."""

from common.pdf import render_pdf
from courses.enums import Grade
from portal.contents.kinds import Lesson
from portal.contents.markup import prose


def worksheet_pdf(lesson: Lesson) -> bytes:
    """What pupils write on, as a rule one or two pages of A4. It asks for no name."""
    return render_pdf(
        "pdf/worksheet.html",
        {
            "title": lesson.title,
            "subtitle": _grades(lesson),
            "introduction": lesson.worksheet.introduction,
            "parts": lesson.worksheet.parts,
        },
    )


def plan_pdf(lesson: Lesson, facts: list[tuple[str, str]]) -> bytes:
    """The whole plan to print; `facts` are those that the lesson's page shows."""
    steps = [(step, prose(step.text, _no_page)) for step in lesson.steps]
    return render_pdf(
        "pdf/lesson_plan.html",
        {
            "title": lesson.title,
            "meta": [(name, value) for name, value in facts if value],
            "idea": prose(lesson.idea, _no_page),
            "aims": lesson.aims,
            "steps": steps,
            "boundary": prose(lesson.boundary, _no_page),
        },
    )


def _grades(lesson: Lesson) -> str:
    first, last = Grade(lesson.grade_from), Grade(lesson.grade_to)
    return str(first.label) if first == last else f"{first.label}至{last.label}"


def _no_page(path: str) -> int:
    raise LookupError(f"paper cannot lead to {path}")
