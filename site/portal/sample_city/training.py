"""The trainings of each year and who was at them: the rows of the registers of hours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from portal.sample_city.people import (
    CLASS_TEACHER,
    FULL_TIME,
    PSYCHOLOGY,
    RESEARCH_OFFICER,
    SamplePost,
    SampleTeacher,
)
from portal.sample_city.words import CITY_INSTITUTE, PLATFORM, UNIVERSITY

ETHICS, KNOWLEDGE, SKILL, SUPERVISION, OTHER = (
    "专业伦理",
    "专业知识",
    "专业技能",
    "专业督导",
    "其他",
)


@dataclass(frozen=True, slots=True)
class Training:
    """One training of a year. `share` scales the chance that somebody it is for was there.

    `unit` names the managing unit whose teachers it is for; "" is for all.
    """

    title: str
    organiser: str
    level: str
    category: str
    mode: str
    starts_on: date
    days: int
    hours: float
    share: float
    certified: bool = False
    unit: str = ""

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=self.days - 1)


@dataclass(frozen=True, slots=True)
class SampleHours:
    teacher: SampleTeacher
    school_code: str
    training: Training
    hours: float
    certificate_no: str


def make_hours(
    rng: Random, teachers: list[SampleTeacher], year: int, unit_of: Callable[[str], str]
) -> list[SampleHours]:
    """What was registered for the year, by training in order of date, then by teacher.

    `unit_of` gives the unit's name for a school's code. Research officers organise and register
    nothing of their own.
    """
    units = sorted({unit_of(post.place) for teacher in teachers for post in _school_posts(teacher)})
    rows = []
    for serial, training in enumerate(_trainings(rng, year, units), 1):
        for teacher in teachers:
            post = _attended(rng, teacher, training, unit_of)
            if post is not None:
                certificate = (
                    f"XL{year}-{serial:02}-{len(rows) + 1:05}" if training.certified else ""
                )
                hours = training.hours if training.days < 3 else _of_a_long_one(rng, training)
                rows.append(SampleHours(teacher, post.place, training, hours, certificate))
    return rows


def _school_posts(teacher: SampleTeacher) -> list[SamplePost]:
    return [post for post in teacher.posts if post.kind != RESEARCH_OFFICER]


def _of_a_long_one(rng: Random, training: Training) -> float:
    """Some miss half a day of a training of several days."""
    return training.hours - (3.5 if rng.random() < 0.15 else 0)


def _attended(
    rng: Random, teacher: SampleTeacher, training: Training, unit_of: Callable[[str], str]
) -> SamplePost | None:
    """The post under which the teacher was there; None if they were not."""
    chance = rng.random()
    post = teacher.post_on(training.starts_on)
    if post is None or post.kind == RESEARCH_OFFICER:
        return None
    if training.unit and training.unit != unit_of(post.place):
        return None
    return post if chance < training.share * _eagerness(teacher, post) else None


def _eagerness(teacher: SampleTeacher, post: SamplePost) -> float:
    if post.kind == FULL_TIME:
        return teacher.diligence
    if post.kind in PSYCHOLOGY:
        return teacher.diligence * 0.55
    return 0.18 if post.kind == CLASS_TEACHER else 0.06


def _trainings(rng: Random, year: int, units: list[str]) -> list[Training]:
    trainings = [*_of_the_city(rng, year), *_from_above(rng, year)]
    for unit in units:
        trainings += _of_a_unit(rng, year, unit)
    return sorted(trainings, key=lambda training: (training.starts_on, training.title))


def _of_the_city(rng: Random, year: int) -> Iterator[Training]:
    def on(month: int) -> date:
        return _school_day(rng, year, month)

    city, onsite = (CITY_INSTITUTE, "市级"), "集中面授"
    yield Training("学校心理辅导伦理与保密规范", *city, ETHICS, "网络研修", on(3), 2, 6, 0.95)
    yield Training("学生心理危机识别与干预", *city, SKILL, onsite, on(4), 1, 7.5, 0.9, True)
    yield Training("个案督导（春季）", *city, SUPERVISION, onsite, on(5), 1, 4, 0.75)
    yield Training("心理健康教育骨干教师研修班", *city, KNOWLEDGE, onsite, on(7), 3, 21, 0.35, True)
    yield Training("团体心理辅导技能训练", *city, SKILL, onsite, on(9), 1, 8, 0.8, True)
    yield Training("家校沟通与家庭教育指导", *city, KNOWLEDGE, "混合式", on(10), 2, 6.5, 0.85)
    yield Training("个案督导（秋季）", *city, SUPERVISION, onsite, on(11), 1, 4, 0.75)
    yield Training(
        "教师信息技术应用能力提升", PLATFORM, "市级", OTHER, "网络研修", on(6), 2, 8, 0.4
    )


def _from_above(rng: Random, year: int) -> Iterator[Training]:
    """Provincial and national trainings, which few are sent to."""
    summer = date(year, 7, 20) + timedelta(days=rng.randint(0, 14))
    spring, autumn = (_school_day(rng, year, month) for month in (4, 11))
    yield Training(
        "全省中小学心理健康教育骨干教师培训", UNIVERSITY, "省级", KNOWLEDGE, "集中面授",
        summer, 5, 36, 0.12, True,
    )  # fmt: skip
    yield Training(
        "认知行为取向的学生辅导", UNIVERSITY, "国家级", SKILL, "跟岗实践", autumn, 4, 28, 0.05, True
    )
    yield Training(
        "学校心理学学术年会", "省心理学会", "省级", KNOWLEDGE, "学术会议", spring, 2, 12, 0.1
    )


def _of_a_unit(rng: Random, year: int, unit: str) -> Iterator[Training]:
    centre = "直属学校心理教研协作组" if unit == "局直属" else f"{unit}教师发展中心"
    spring, autumn = (_school_day(rng, year, month) for month in (3, 10))
    yield Training(
        "区域心理教研（春季）", centre, "区级", KNOWLEDGE, "集中面授", spring, 1, 4, 0.95, unit=unit
    )
    yield Training(
        "心理课设计与磨课", centre, "区级", SKILL, "校本研修", autumn, 1, 4, 0.9, unit=unit
    )


def _school_day(rng: Random, year: int, month: int) -> date:
    """A Monday to Thursday of the month, so that two days stay within a week."""
    day = date(year, month, rng.randint(4, 24))
    return day - timedelta(days=max(day.weekday() - 3, 0))
