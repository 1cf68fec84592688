"""A small city to look at: two units, a school each, and one person for each role."""

from dataclasses import dataclass

import pytest
from django.utils import translation

from people.models import School, Teacher, Unit, User
from tests.factories.credits import EntryFactory
from tests.factories.people import (
    EnrolmentFactory,
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    TeacherFactory,
    UnitFactory,
    UserFactory,
)
from tests.training.words import coded

YEAR = 2025


@dataclass
class SmallCity:
    unit: Unit
    other_unit: Unit
    school: School
    other_school: School
    met: Teacher  # full-time at `school`, 32 学时
    short: Teacher  # full-time at `school`, 8 学时
    part_timer: Teacher  # part-time at `other_school`, 8 学时
    users: dict[str, User]

    def login(self, client, role: str):
        if role != "signed_out":
            client.force_login(self.users[role])
        return client


@pytest.fixture
def city(db) -> SmallCity:
    unit, other_unit = UnitFactory(name="东测区"), UnitFactory(name="西测区")
    school = SchoolFactory(unit=unit, name="东测第一小学")
    other_school = SchoolFactory(unit=other_unit, name="西测第一小学")
    met, short, part_timer = (TeacherFactory(name=name) for name in ("甲达标", "乙未满", "丙兼职"))
    PostFactory(teacher=met, school=school)
    PostFactory(teacher=short, school=school)
    PostFactory(teacher=part_timer, school=other_school, part_time=True)
    EnrolmentFactory(school=school, students=12345)
    for _ in range(4):
        EntryFactory(teacher=met, school=school)
    EntryFactory(teacher=short, school=school)
    EntryFactory(teacher=part_timer, school=other_school)
    users = {
        "teacher": UserFactory(),
        "school_admin": RoleGrantFactory(school_admin=True, school=school).user,
        "trainer": RoleGrantFactory(trainer=True).user,
        "unit_officer": RoleGrantFactory(unit_officer=True, unit=unit).user,
        "city_officer": RoleGrantFactory().user,
        "site_admin": RoleGrantFactory(site_admin=True).user,
        "stranger": UserFactory(),
    }
    met.user = users["teacher"]
    met.save()
    return SmallCity(unit, other_unit, school, other_school, met, short, part_timer, users)


@pytest.fixture
def coded_words(monkeypatch):
    """English, with every message of ours in code: Chinese is left only where none was translated."""
    monkeypatch.setattr(translation._trans, "gettext", coded)
    with translation.override("en"):
        yield
