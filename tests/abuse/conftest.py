"""The small city of tests/project with browsers in it; a site of its own where that must be real."""

import pytest
from django.core.cache import cache
from django.test import Client

from people.services.accounts import sync_editor_groups
from tests.journeys.conftest import scratch_site  # noqa: F401  # a site in processes of its own
from tests.project.conftest import world  # noqa: F401  # a city with somebody in every role


@pytest.fixture(autouse=True)
def clean_places(settings, tmp_path):
    """Nothing is counted yet, and what is handed in lies in folders of the test's own."""
    cache.clear()
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"


@pytest.fixture
def browser(world):  # noqa: F811  # the fixture above
    """`browser(role)` is somebody of that role with a browser of their own; editors are let in."""

    def opened(role: str) -> Client:
        client = Client()
        if role != "signed_out":
            sync_editor_groups(world.users[role])
            client.force_login(world.users[role])
        return client

    return opened
