"""Registers of any size for measurements: quick to write, tidy, no two rows alike."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from credits.imports import hours
from people.imports import schools, teachers
from portal.sample_city.words import GIVEN, SURNAMES, UNITS
from portal.sample_city.workbooks import headings, write_register

ROWS_A_TEACHER = 20
TEACHERS_A_SCHOOL = 5
CATEGORIES = ("专业伦理", "专业知识", "专业技能", "专业督导", "其他")
LEVELS = ("国家级", "省级", "市级", "区级", "校级")
MODES = ("集中面授", "网络研修", "跟岗实践", "混合式", "校本研修", "学术会议")
FIRST_DAY = date(2025, 1, 1)


def write_large(folder: Path, rows: int) -> list[Path]:
    """`rows` rows of hours, and the schools and teachers that they need."""
    people = max(1, rows // ROWS_A_TEACHER)
    registers = (
        (schools, "large-schools.xlsx", _schools(people // TEACHERS_A_SCHOOL + 1)),
        (teachers, "large-teachers.xlsx", _teachers(people)),
        (hours, "large-hours.xlsx", _hours(rows, people)),
    )
    folder.mkdir(parents=True, exist_ok=True)
    for register, name, lines in registers:
        write_register(folder / name, register.SHEET, headings(register), lines)
    return [folder / name for _register, name, _lines in registers]


def _schools(count: int) -> Iterator[tuple]:
    for index in range(count):
        unit_code, unit_name, division, _size = UNITS[index % len(UNITS)]
        yield (
            _school(index), f"样例{index + 1}小学", unit_name, unit_code, division, "小学", "公办",
            "否", 300 + index % 2000, 2025,
        )  # fmt: skip


def _teachers(count: int) -> Iterator[tuple]:
    for index in range(count):
        kind = "专职心理健康教育教师" if index % 3 else "兼职心理健康教育教师"
        yield (
            _number(index), _name(index), "女", None, _school(index // TEACHERS_A_SCHOOL), None,
            kind, "否", date(2020, 9, 1), None,
        )  # fmt: skip


def _hours(rows: int, people: int) -> Iterator[tuple]:
    for index in range(rows):
        person, number = index % people, index // people
        day = FIRST_DAY + timedelta(days=(person + number * 17) % 364)
        yield (
            _number(person), _name(person), _school(person // TEACHERS_A_SCHOOL),
            f"第{number + 1}期专题培训", "市教育科学研究院", LEVELS[number % 5],
            CATEGORIES[number % 5], MODES[number % 6], day, day, 1 + number % 4 / 2,
            f"YL{index:08}",
        )  # fmt: skip


def _school(index: int) -> str:
    return f"2142{500_000 + index}"


def _number(index: int) -> str:
    return f"4202{index:08}"


def _name(index: int) -> str:
    return SURNAMES[index % len(SURNAMES)] + GIVEN[index // len(SURNAMES) % len(GIVEN)]
