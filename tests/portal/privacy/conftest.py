"""Somebody who has just signed in."""

import pytest

from people.models import Teacher
from tests.factories.people import PostFactory, UserFactory
from tests.people.sign_in.steps import PASSWORD, log_in


@pytest.fixture
def teacher(client, db) -> Teacher:
    """In post, signed in with the password a moment ago."""
    user = UserFactory(username="420106000001", last_name="欧", first_name="阳本人")
    user.set_password(PASSWORD)
    user.save()
    post = PostFactory(
        teacher__number="420106000001",
        teacher__name="欧阳本人",
        teacher__phone="13907130001",
        teacher__user=user,
        school__name="东湖第一小学",
    )
    log_in(client, user.username)
    return post.teacher
