"""Registers as .xlsx files with the headings that the imports know."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from credits.imports import hours
from people.imports import schools, teachers
from portal.sample_city.city import City
from portal.sample_city.people import RESEARCH_OFFICER
from portal.sample_city.schools import SampleSchool

# The same content gives the same bytes: no file carries the moment it was written.
WRITTEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_city(city: City, folder: Path) -> list[tuple[str, Path]]:
    """Writes the registers and returns (kind, path) in the order in which they go in."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for year in city.years:
        path = folder / f"学校名册-{year}.xlsx"
        write_register(path, schools.SHEET, headings(schools), school_rows(city.schools, year))
        written.append(("schools", path))
    path = folder / "教师花名册.xlsx"
    write_register(path, teachers.SHEET, headings(teachers), teacher_rows(city))
    written.append(("teachers", path))
    for year in city.years:
        path = folder / f"学时登记-{year}.xlsx"
        write_register(path, hours.SHEET, headings(hours), hours_rows(city, year))
        written.append(("hours", path))
    return written


def headings(register) -> list[str]:
    """The headings of one of the three import modules, in the order of the template."""
    return [column.name for column in register.COLUMNS]


def write_register(
    target, sheet: str, heads: Sequence[str], rows: Iterable[Sequence[object]], **options
) -> None:
    """Writes one sheet row by row, in memory that does not grow with the rows.

    `target` is a path or a binary file.
    """
    settings = {"constant_memory": True, "default_date_format": "yyyy-mm-dd", **PLAIN, **options}
    with xlsxwriter.Workbook(target, settings) as book:
        book.set_properties({"created": WRITTEN_AT})
        page = book.add_worksheet(sheet)
        bold = book.add_format({"bold": True})
        page.set_column(0, len(heads) - 1, 16)
        page.write_row(0, 0, heads, bold)
        for number, row in enumerate(rows, 1):
            page.write_row(number, 0, row)


def school_rows(schools: Iterable[SampleSchool], year: int) -> Iterable[tuple]:
    for school in schools:
        yield (
            school.code,
            school.name_in(year),
            school.unit_name,
            school.unit_code,
            school.division,
            school.kind,
            school.ownership,
            "是" if school.boarding else "否",
            school.students[year],
            year,
        )


def teacher_rows(city: City) -> Iterable[tuple]:
    names = {school.code: school.name_in(city.years[-1]) for school in city.schools}
    for teacher in city.teachers:
        for post in teacher.posts:
            yield (
                teacher.number,
                teacher.name,
                teacher.sex,
                teacher.phone,
                post.place,
                "" if post.kind == RESEARCH_OFFICER else names[post.place],
                post.kind,
                "是" if teacher.backbone else "否",
                post.starts_on,
                post.ends_on,
            )


def hours_rows(city: City, year: int) -> Iterable[tuple]:
    for row in city.hours[year]:
        training = row.training
        yield (
            row.teacher.number,
            row.teacher.name,
            row.school_code,
            training.title,
            training.organiser,
            training.level,
            training.category,
            training.mode,
            training.starts_on,
            training.ends_on,
            row.hours,
            row.certificate_no,
        )
