"""The city's schools and how many students each counts in each year."""

from dataclasses import dataclass
from itertools import cycle
from random import Random

from portal.sample_city.words import SCHOOL_NAMES, UNITS

RENAMED_FROM = 2026

# 办学类型 with the first two digits of the code, the ending of the name, and usual sizes.
PRIMARY = ("小学", "21", "小学", (420, 2100))
JUNIOR = ("初级中学", "31", "初级中学", (500, 1600))
NINE_YEAR = ("九年一贯制学校", "31", "学校", (900, 2600))
COMPLETE = ("完全中学", "34", "中学", (1100, 2800))
SENIOR = ("高级中学", "34", "高级中学", (900, 2700))
SPECIAL = ("特殊教育学校", "51", "特殊教育学校", (60, 180))
VOCATIONAL = ("中等职业学校", "36", "职业技术学校", (700, 2200))

OF_THE_CITY = (SENIOR, COMPLETE, SPECIAL, VOCATIONAL)
OF_A_UNIT = (PRIMARY, JUNIOR, PRIMARY, NINE_YEAR, SENIOR)


@dataclass(frozen=True, slots=True)
class SampleSchool:
    """A school; `students` by statistical year, `names` by the year from which it bears them."""

    code: str
    names: dict[int, str]
    unit_code: str
    unit_name: str
    division: str
    kind: str
    ownership: str
    boarding: bool
    students: dict[int, int]

    def name_in(self, year: int) -> str:
        return self.names[max(since for since in self.names if since <= year)]


def make_schools(rng: Random, years: range) -> list[SampleSchool]:
    """About sixty schools, a few to each unit."""
    names = iter(_distinct_names(rng))
    schools = []
    for unit in UNITS:
        kinds = cycle(OF_THE_CITY if unit[0] == "WH-ZS" else OF_A_UNIT)
        for _count in range(unit[3]):
            schools.append(_school(rng, len(schools) + 1, next(names), unit, next(kinds), years))
    return schools


def _distinct_names(rng: Random) -> list[str]:
    again = [f"{name}第二" for name in SCHOOL_NAMES]
    third = [f"{name}实验" for name in SCHOOL_NAMES]
    names = [*SCHOOL_NAMES, *again, *third]
    rng.shuffle(names)
    return names


def _school(rng: Random, serial: int, name: str, unit, kind, years: range) -> SampleSchool:
    label, prefix, ending, (least, most) = kind
    students = rng.randint(least, most)
    by_year = {}
    for year in years:
        by_year[year] = students
        students = max(30, round(students * rng.uniform(0.97, 1.04)))
    names = {0: f"{name}{ending}"}
    if serial == 20:
        names[RENAMED_FROM] = f"{name}外国语{ending}"
    return SampleSchool(
        code=f"{prefix}42{900_000 + serial}",
        names=names,
        unit_code=unit[0],
        unit_name=unit[1],
        division=unit[2],
        kind=label,
        ownership="民办" if serial % 11 == 0 else "公办",
        boarding=kind in (SENIOR, COMPLETE, VOCATIONAL) or serial % 7 == 0,
        students=by_year,
    )
