import pytest
from django.db import transaction

from people.enums import Role
from people.models import School
from portal.contents.loading import load_contents
from tests.factories.people import RoleGrantFactory, SchoolFactory, UserFactory


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """A writer and one who approves, for all tests of a module; and one of the sample schools."""
    with django_db_blocker.unblock(), transaction.atomic():
        writer = UserFactory()
        officer = RoleGrantFactory(role=Role.CITY_OFFICER).user
        SchoolFactory(code="3142900020", name="映山外国语初级中学")
        yield writer, officer
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded(people, django_db_blocker):
    """The contents as a demonstration has them, loaded once for a module; how many pages."""
    writer, officer = people
    with django_db_blocker.unblock():
        return load_contents(by=writer, approved_by=officer, samples=True)


@pytest.fixture
def school(loaded, db) -> School:
    return School.objects.get(code="3142900020")
