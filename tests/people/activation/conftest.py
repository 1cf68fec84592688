"""A school with its administrator and a teacher who has no account yet."""

import pytest
from django.core.cache import cache
from django.test import Client

from people.models import School, Teacher, User
from tests.factories.people import PostFactory, RoleGrantFactory, SchoolFactory
from tests.people.notices.conftest import committed, post_office, queue, worker  # noqa: F401  # a mail server and a worker


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    return settings.PRIVATE_ROOT


@pytest.fixture
def school(db) -> School:
    return SchoolFactory(name="育才小学", code="2199000001")


@pytest.fixture
def admin(school) -> User:
    """The school's administrator."""
    grant = RoleGrantFactory(
        school_admin=True, school=school, user__last_name="周", user__first_name="敏"
    )
    return grant.user


@pytest.fixture
def site_admin(db) -> User:
    return RoleGrantFactory(site_admin=True).user


@pytest.fixture
def teacher(school) -> Teacher:
    """In post at the school; on the roster with a phone, without an account."""
    post = PostFactory(
        school=school,
        teacher__number="420106000001",
        teacher__name="李明",
        teacher__phone="13907130001",
    )
    return post.teacher


@pytest.fixture
def desk(admin) -> Client:
    """A browser with the school's administrator signed in."""
    client = Client()
    client.force_login(admin)
    return client
