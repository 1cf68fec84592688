"""Classes that were held and confirmed, for a city with two units."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from credits.enums import Category
from people.enums import PostKind
from people.models import Post, School, Unit, User
from tests.factories.classes import ClassFactory, PlaceFactory, SessionFactory, at
from tests.factories.people import (
    CITY,
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    TeacherFactory,
    UnitFactory,
    UserFactory,
)
from training.classes.enums import ClassState, MarkWay
from training.classes.models import TrainingClass
from training.classes.services.confirming import confirm_hours
from training.classes.services.marking import add_spans

SKILL = ("09:00", 180, Category.SKILL)  # 4 学时
SUPERVISION = ("14:00", 90, Category.SUPERVISION)  # 2 学时
OTHER = ("16:00", 90, Category.OTHER)


@dataclass
class Area:
    """`users` by role; `backbone` and `officer` make people of the units."""

    city: Unit
    unit: Unit
    other_unit: Unit
    school: School
    other_school: School
    users: dict[str, User]

    def login(self, client, role: str):
        if role != "signed_out":
            client.force_login(self.users[role])
        return client

    def backbone(self, school=None, **fields) -> Post:
        teacher = TeacherFactory(backbone=True)
        return PostFactory(teacher=teacher, school=school or self.school, **fields)

    def officer(self, unit=None, **fields) -> Post:
        return PostFactory(research_officer=True, unit=unit or self.unit, **fields)

    def held(self, *posts: Post, sessions=(SKILL,), day="2026-03-09", until=ClassState.CONFIRMED,
             **fields) -> TrainingClass:  # fmt: skip
        """A class for these people on one day, up to its confirmation."""
        held = ClassFactory(unit=self.unit, state=ClassState.CLOSED, **fields)
        for clock, minutes, category in sessions:
            starts = at(f"{day} {clock}")
            ends = starts + timedelta(minutes=minutes)
            SessionFactory(training_class=held, starts_at=starts, ends_at=ends, category=category)
        for post in posts:
            place = PlaceFactory(
                training_class=held,
                teacher=post.teacher,
                school=post.school,
                unit=post.school.unit if post.school else post.unit,
                post_kind=post.kind,
            )
            for session in held.sessions.all():
                span = (place, session.starts_at, session.ends_at)
                add_spans(session, [span], way=MarkWay.PAPER, by=self.users["city"])
        if until == ClassState.CONFIRMED:
            confirm_hours(held, by=self.users["city"])
        return held

    def post(self, kind: PostKind, school=None) -> Post:
        return PostFactory(kind=kind, school=school or self.school)


@pytest.fixture
def area(db) -> Area:
    unit, other_unit = UnitFactory(name="东测区"), UnitFactory(name="西测区")
    school = SchoolFactory(unit=unit, name="东测第一小学")
    other_school = SchoolFactory(unit=other_unit, name="西测第一小学")
    users = {
        "city": RoleGrantFactory().user,
        "officer": RoleGrantFactory(unit_officer=True, unit=unit).user,
        "school_admin": RoleGrantFactory(school_admin=True, school=school).user,
        "trainer": RoleGrantFactory(trainer=True, unit=unit).user,
        "stranger": UserFactory(),
    }
    return Area(Unit.objects.get(code=CITY), unit, other_unit, school, other_school, users)
