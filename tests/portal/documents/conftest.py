"""An editor at the desk, and where their files go."""

import pytest

from people.models import User
from people.services.accounts import sync_editor_groups
from tests.factories.people import RoleGrantFactory


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def trainer(db) -> User:
    user = RoleGrantFactory(trainer=True).user
    sync_editor_groups(user)
    return user
