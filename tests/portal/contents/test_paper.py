"""Worksheets and plans are read back from the PDF."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.contents.lessons import LESSONS
from portal.contents.paper.making import plan_pdf, worksheet_pdf

lessons = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
# A place to write who one is.
NAME_FIELD = re.compile(r"(姓名|班级|学号)[:：_＿]")


def read(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return squeezed("".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@lessons
def test_worksheet_says_what_the_lesson_says_on_one_page(lesson):
    pdf = worksheet_pdf(lesson)
    text = read(pdf)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert squeezed(lesson.title) in text
    assert squeezed(lesson.worksheet.introduction) in text
    for part in lesson.worksheet.parts:
        assert squeezed(part.task) in text


@lessons
def test_worksheet_asks_for_nobody_s_name(lesson):
    assert not NAME_FIELD.search(read(worksheet_pdf(lesson)))


@pytest.mark.parametrize("lesson", LESSONS[:3], ids=lambda lesson: lesson.slug)
def test_plan_holds_every_step_and_the_boundary(lesson):
    text = read(plan_pdf(lesson, [("适用年级", "八年级"), ("获奖", "")]))
    assert "适用年级" in text
    assert "获奖" not in text
    for step in lesson.steps:
        assert squeezed(step.title) in text
        assert squeezed(step.purpose) in text
    assert "课堂边界" in text


@pytest.mark.parametrize("make", [worksheet_pdf, lambda lesson: plan_pdf(lesson, [])])
def test_fonts_are_embedded(make):
    pages = PdfReader(BytesIO(make(LESSONS[0]))).pages
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("+" in font["/BaseFont"] for font in fonts)
