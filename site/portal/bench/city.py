"""A city of full size, straight into the tables: the benches time what comes after."""

import io
from datetime import date, timedelta
from random import Random

import xlsxwriter

from credits.imports import hours as register
from credits.services.posting import Movement, post_hours
from people.models import Enrolment, Post, School, Teacher, Unit

SCHOOLS = 1_000
PSYCHOLOGISTS = 3_000
TEACHERS = 60_000
YEAR = 2025
CATEGORIES = ("ethics", "knowledge", "skill", "supervision", "other")
CATEGORY_WORDS = ("专业伦理", "专业知识", "专业技能", "专业督导", "其他")
LEVEL_WORDS = ("国家级", "省级", "市级", "区级", "校级")
MODE_WORDS = ("集中面授", "网络研修", "跟岗实践", "混合式", "校本研修")
BATCH = 2_000


def build_city(people: int = TEACHERS) -> None:
    """1,000 schools and `people` teachers, the first 3,000 of whom hold psychology posts."""
    units = list(Unit.objects.managing())
    School.objects.bulk_create(
        [
            School(
                code=f"2142{number:06d}",
                name=f"第{number}小学",
                unit=units[number % len(units)],
                kind="211",
                ownership="public",
            )
            for number in range(SCHOOLS)
        ]
    )
    schools = list(School.objects.order_by("code"))
    Enrolment.objects.bulk_create(
        [Enrolment(school=school, year=YEAR, students=900 + school.pk % 900) for school in schools]
    )
    Teacher.objects.bulk_create(
        [Teacher(number=f"{number:012d}", name=f"教师{number}") for number in range(people)],
        batch_size=BATCH,
    )
    teachers = list(Teacher.objects.order_by("number"))
    Post.objects.bulk_create(
        [
            Post(
                teacher=teacher,
                school=schools[number % SCHOOLS],
                kind=_kind(number),
                starts_on=date(2018, 9, 1),
            )
            for number, teacher in enumerate(teachers)
        ],
        batch_size=BATCH,
    )


def _kind(number: int) -> str:
    if number >= PSYCHOLOGISTS:
        return "subject_teacher"
    return "full_time" if number % 2 else "part_time"


def post_year(rounds: int = 20) -> None:
    """`rounds` entries in the year for each of the 3,000: 60,000 in all."""
    random = Random(20)  # noqa: S311  # the same city each time
    people = list(Teacher.objects.order_by("number")[:PSYCHOLOGISTS])
    schools = {
        post.teacher_id: post.school for post in Post.objects.psychology().select_related("school")
    }
    for turn in range(rounds):
        day = date(YEAR, 1, 2) + timedelta(days=turn * 15)
        post_hours(
            [
                Movement(
                    teacher_id=teacher.pk,
                    school_id=schools[teacher.pk].pk,
                    unit_id=schools[teacher.pk].unit_id,
                    year=YEAR,
                    category=random.choice(CATEGORIES),
                    level="city",
                    mode="onsite",
                    tenths=random.choice((5, 10, 20, 30)),
                    title=f"研修 {turn}",
                    starts_on=day,
                    ends_on=day,
                    source="register",
                    fact=f"bench:{teacher.pk}:{turn}",
                )
                for teacher in people
            ],
            by=None,
        )


def hours_workbook(rows: int, mark: str) -> bytes:
    """A register of `rows` rows that no other `mark` has posted."""
    random = Random(mark)  # noqa: S311  # the same register each time
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(register.SHEET)
        sheet.write_row(0, 0, [column.name for column in register.COLUMNS])
        day_format = book.add_format({"num_format": "yyyy-mm-dd"})
        for number in range(rows):
            day = date(YEAR, 1, 1) + timedelta(days=random.randrange(365))
            teacher = number % PSYCHOLOGISTS
            sheet.write_row(
                number + 1,
                0,
                [
                    f"{teacher:012d}",
                    f"教师{teacher}",
                    f"2142{teacher % SCHOOLS:06d}",
                    f"{mark} 心理健康教育专题研修第{number // PSYCHOLOGISTS}期",
                    "市教育科学研究院",
                    random.choice(LEVEL_WORDS),
                    random.choice(CATEGORY_WORDS),
                    random.choice(MODE_WORDS),
                ],
            )
            sheet.write_datetime(number + 1, 8, day, day_format)
            sheet.write_datetime(number + 1, 9, day, day_format)
            sheet.write_number(number + 1, 10, random.randrange(1, 17) / 2)
            sheet.write_string(number + 1, 11, f"{mark}{number:08d}")
    return out.getvalue()
