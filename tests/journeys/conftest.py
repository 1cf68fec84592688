import os
from pathlib import Path

import pytest

from tests.journeys.scratch import drop_site, make_site

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def scratch_site(tmp_path_factory):
    """A migrated site with a database of its own, for one module's journeys."""
    site = make_site(tmp_path_factory.mktemp("site"), os.environ.get("DATABASE_URL"))
    yield site
    drop_site(site)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A module's journeys go to one process, in their order: they share the site that they start."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.xdist_group(item.path.name))
