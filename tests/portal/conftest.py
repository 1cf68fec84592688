"""What the tests of the screens share."""

import pytest

from tests.factories.people import RoleGrantFactory, SchoolFactory, TeacherFactory
from tests.workbooks import HOURS


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    return settings.PRIVATE_ROOT


@pytest.fixture
def officer(db):
    """A city officer, who may import."""
    return RoleGrantFactory(user__last_name="王", user__first_name="市管").user


@pytest.fixture
def desk(client, officer):
    """A browser with the city officer signed in."""
    client.force_login(officer)
    return client


@pytest.fixture
def registers(db):
    """The school and the teacher that the rows of tests.workbooks name."""
    school = SchoolFactory(code=HOURS["学校标识码"], name="育才小学")
    return school, TeacherFactory(number=HOURS["教师编号"], name=HOURS["姓名"])
