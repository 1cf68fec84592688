"""The city's teachers and their posts: most stay, some come, go, move or change kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random

from portal.sample_city.schools import SampleSchool
from portal.sample_city.words import GIVEN, RARE_NAMES, SURNAMES, UNITS

FULL_TIME = "专职心理健康教育教师"
PART_TIME = "兼职心理健康教育教师"
CLASS_TEACHER = "班主任"
PRINCIPAL = "校长"
SUBJECT_TEACHER = "学科教师"
RESEARCH_OFFICER = "教研员"
PSYCHOLOGY = (FULL_TIME, PART_TIME)

UNITS_WITHOUT_OFFICER = ("WH-DHFJ", "WH-CJXQ")


@dataclass(frozen=True, slots=True)
class SamplePost:
    """`place` is a school's code, or a unit's for a research officer."""

    place: str
    kind: str
    starts_on: date
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(slots=True)
class SampleTeacher:
    """`diligence` is the chance to be found at a training that is open to them."""

    number: str
    name: str
    sex: str
    phone: str
    backbone: bool
    diligence: float
    posts: list[SamplePost] = field(default_factory=list)

    def post_on(self, day: date) -> SamplePost | None:
        """The post that training on `day` is recorded under; full-time before part-time."""
        held = [post for post in self.posts if post.holds(day)]
        return min(held, key=lambda post: post.kind != FULL_TIME, default=None)


def make_teachers(rng: Random, schools: list[SampleSchool]) -> list[SampleTeacher]:
    """Psychology teachers first, school by school, then the others, then research officers."""
    recruit = _recruiter(rng)
    teachers = []
    for index, school in enumerate(schools):
        next_school = schools[(index + 7) % len(schools)]
        for kind in _psychology_posts(rng, school):
            teacher = recruit()
            teacher.posts = list(_career(rng, kind, school, next_school))
            teachers.append(teacher)
    for school in schools:
        for kind in _other_posts(rng):
            teachers.append(_settled(rng, recruit(), school.code, kind))
    for unit_code, *_rest in UNITS:
        if unit_code not in UNITS_WITHOUT_OFFICER:
            teachers.append(_settled(rng, recruit(), unit_code, RESEARCH_OFFICER))
    return teachers


def _recruiter(rng: Random) -> Callable[[], SampleTeacher]:
    serials, names = count(1), _names(rng)

    def recruit() -> SampleTeacher:
        serial = next(serials)
        return SampleTeacher(
            number=f"420190{serial:06}",
            name=next(names),
            sex="男" if rng.random() < 0.24 else "女",
            # 199 0000 is handed out to nobody's telephone.
            phone=f"1990000{serial:04}" if rng.random() < 0.9 else "",
            backbone=rng.random() < 0.15,
            diligence=rng.choice((0.4, 0.65, 0.8, 0.85, 0.9, 0.95)),
        )

    return recruit


def _names(rng: Random) -> Iterator[str]:
    names = [*RARE_NAMES, *(surname + given for surname in SURNAMES for given in GIVEN)]
    rng.shuffle(names)
    return iter(names)


def _psychology_posts(rng: Random, school: SampleSchool) -> list[str]:
    large = max(school.students.values()) > 1500
    full_time = rng.choices((0, 1, 2), (6, 70, 24) if large else (24, 70, 6))[0]
    part_time = rng.choices((0, 1, 2, 3), (15, 40, 30, 15))[0]
    if not full_time and rng.random() < 0.85:
        part_time = max(part_time, 1)
    return [FULL_TIME] * full_time + [PART_TIME] * part_time


def _other_posts(rng: Random) -> list[str]:
    kinds = [CLASS_TEACHER] * rng.choices((0, 1, 2), (3, 5, 2))[0]
    kinds += [PRINCIPAL] * (rng.random() < 0.3)
    return kinds + [SUBJECT_TEACHER] * (rng.random() < 0.2)


def _settled(rng: Random, teacher: SampleTeacher, place: str, kind: str) -> SampleTeacher:
    teacher.posts = [SamplePost(place, kind, _long_ago(rng))]
    return teacher


def _long_ago(rng: Random) -> date:
    return date(rng.randint(2011, 2022), 9, 1) + timedelta(days=rng.choice((0, 0, 0, 14, 150)))


def _career(
    rng: Random, kind: str, school: SampleSchool, other: SampleSchool
) -> Iterator[SamplePost]:
    """The posts of one psychology teacher, as years in a bureau go."""
    began = _long_ago(rng)
    changed = date(rng.choice((2024, 2025, 2025, 2026)), 9, 1)
    before = changed - timedelta(days=1)
    match rng.choices(
        ("stays", "leaves", "comes", "moves", "becomes full-time", "serves two"),
        (66, 9, 8, 7, 6, 4),
    )[0]:
        case "leaves":
            yield SamplePost(school.code, kind, began, changed - timedelta(days=63))
        case "comes":
            yield SamplePost(school.code, kind, changed + timedelta(days=rng.choice((0, 15, 16))))
        case "moves":
            yield SamplePost(school.code, kind, began, before)
            yield SamplePost(other.code, kind, changed)
        case "becomes full-time" if kind == PART_TIME:
            yield SamplePost(school.code, PART_TIME, began, before)
            yield SamplePost(school.code, FULL_TIME, changed)
        case "serves two":
            yield SamplePost(school.code, kind, began)
            yield SamplePost(other.code, PART_TIME, changed)
        case _:
            yield SamplePost(school.code, kind, began)
