"""The whole city at once, as it is known on a day: the same seed and day give the same city."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from portal.sample_city.people import SamplePost, SampleTeacher, make_teachers
from portal.sample_city.schools import SampleSchool, make_schools
from portal.sample_city.training import SampleHours, make_hours

YEARS = range(2024, 2027)


@dataclass(frozen=True, slots=True)
class City:
    """`hours` by the year they were registered for."""

    schools: list[SampleSchool]
    teachers: list[SampleTeacher]
    hours: dict[int, list[SampleHours]]

    @property
    def years(self) -> list[int]:
        return list(self.hours)


def make_city(seed: int, known_on: date) -> City:
    """Everything that has happened by `known_on`; later posts and trainings are not known yet."""
    schools = make_schools(Random(f"{seed} schools"), YEARS)
    teachers = make_teachers(Random(f"{seed} teachers"), schools)
    units = {school.code: school.unit_name for school in schools}
    hours = {
        year: make_hours(Random(f"{seed} hours {year}"), teachers, year, units.get)
        for year in YEARS
        if year <= known_on.year
    }
    for teacher in teachers:
        teacher.posts = list(_known_posts(teacher, known_on))
    return City(
        schools=schools,
        teachers=[teacher for teacher in teachers if teacher.posts],
        hours={year: _ended(rows, known_on) for year, rows in hours.items()},
    )


def _known_posts(teacher: SampleTeacher, day: date) -> Iterator[SamplePost]:
    for post in teacher.posts:
        if post.starts_on <= day:
            open_ended = post.ends_on is None or post.ends_on >= day
            yield replace(post, ends_on=None) if open_ended else post


def _ended(rows: list[SampleHours], day: date) -> list[SampleHours]:
    return [row for row in rows if row.training.ends_on <= day]
