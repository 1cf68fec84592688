"""What holds for all tests."""

import pytest
from django.utils import translation
from pytest_django.plugin import blocking_manager_key
from xdist.scheduler import LoadScopeScheduling

# Where tests go on from what those before them left on a site of their own.
IN_ONE_PROCESS = ("tests/journeys/", "tests/abuse/test_twice.py", "tests/abuse/test_faults.py")


class InOrder(LoadScopeScheduling):
    """Tests go to the processes one by one in their order; those of one journey stay together.

    Those that empty the tables come last, so files cannot all be handed out whole. `--dist loadgroup` would do, but with pytest 9.2 xdist 3.8 does not
    see its groups (pytest-xdist issue 1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file.startswith(IN_ONE_PROCESS) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return InOrder(config, log)


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
