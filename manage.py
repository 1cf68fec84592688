#!/usr/bin/env python3
"""Command line of the site. `site/` is a plain folder, so it goes on sys.path by its address."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# They work on the data alone and do not wait for a second until every screen is loaded.
ON_DATA = {"audit", "verify_ledger", "import_schools", "import_teachers", "import_hours"}


def main():
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if ON_DATA.intersection(sys.argv[1:2]):
        os.environ.setdefault("DATA_APPS_ONLY", "1")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
