"""What holds for all tests."""

import pytest
from django.utils import translation
from pytest_django.plugin import blocking_manager_key


def commits(item) -> bool:
    """Whether the test commits, so that the tables are emptied after it."""
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server", "django_db_reset_sequences"}
    return bool(marker and marker.kwargs.get("transaction")) or bool(asked & set(item.fixturenames))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Emptying a table is a DELETE or a TRUNCATE, which the locks refuse: they are lifted for it."""
    if not commits(item):
        return (yield)
    from tests.locks import lift_locks, put_locks_back  # settings are there by now

    with item.config.stash[blocking_manager_key].unblock():
        lift_locks()
    try:
        return (yield)
    finally:
        with item.config.stash[blocking_manager_key].unblock():
            put_locks_back()


@pytest.fixture(autouse=True)
def language_of_the_site():
    """A request in English leaves its language behind in the thread; the next test has none of it."""
    translation.deactivate()
    yield
    translation.deactivate()
