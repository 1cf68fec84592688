import os

import pytest

from tests.journeys.scratch import drop_site, make_site


@pytest.fixture(scope="module")
def scratch_site(tmp_path_factory):
    """A migrated site with a database of its own, for one module's journeys."""
    site = make_site(tmp_path_factory.mktemp("site"), os.environ.get("DATABASE_URL"))
    yield site
    drop_site(site)
