"""A city with two units, and who plans where."""

from dataclasses import dataclass

import pytest

from people.models import Unit, User
from tests.factories.people import CITY, RoleGrantFactory, SchoolFactory, UnitFactory, UserFactory


@dataclass
class Place:
    city: Unit
    unit: Unit
    other_unit: Unit
    users: dict[str, User]

    def login(self, client, role: str):
        if role != "signed_out":
            client.force_login(self.users[role])
        return client


@pytest.fixture
def place(db) -> Place:
    unit, other_unit = UnitFactory(name="东测区"), UnitFactory(name="西测区")
    users = {
        "officer": RoleGrantFactory(unit_officer=True, unit=unit).user,
        "colleague": RoleGrantFactory(unit_officer=True, unit=unit).user,
        "other_officer": RoleGrantFactory(unit_officer=True, unit=other_unit).user,
        "city": RoleGrantFactory().user,
        "trainer": RoleGrantFactory(trainer=True, unit=unit).user,
        "school_admin": RoleGrantFactory(school_admin=True, school=SchoolFactory(unit=unit)).user,
        "stranger": UserFactory(),
    }
    return Place(Unit.objects.get(code=CITY), unit, other_unit, users)
