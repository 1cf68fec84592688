"""People with a password, and how they sign in."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from people.models import Teacher, User
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory
from tests.people.sign_in.steps import PASSWORD


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture
def teacher(db) -> Teacher:
    """In post, with an account, a phone and a verified e-mail."""
    user = _with_password(UserFactory(username="u-zhang"))
    EmailAddress.objects.create(user=user, email="zhang@school.example", verified=True)
    post = PostFactory(
        teacher__number="420106000001", teacher__phone="13907130001", teacher__user=user
    )
    return post.teacher


@pytest.fixture
def person(teacher) -> User:
    return teacher.user


@pytest.fixture
def officer(db) -> User:
    return _with_password(RoleGrantFactory(user__username="officer").user)


def _with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user
