"""Wagtail's own search, made to find Chinese: in the page explorer, the choosers and its lists.

The databases' full-text indexes take a whole run of Han characters for one word, so that 心理 is not
found in 心理健康. Here each run goes into the index as its pairs of characters, and a word that is
looked for becomes the phrase of its pairs. After a change of backend, run `manage.py update_index`.

It leans on the insides of modelsearch (1.3.2): tests/courses/test_search.py holds what must work.
The search that visitors use is another one, courses.finding.
"""

from importlib import import_module

from django.db import connection

VENDORS = {
    "sqlite": "courses.search.sqlite",
    "postgresql": "courses.search.postgresql",
}


def SearchBackend(params):  # noqa: N802  # the name under which Wagtail looks for it
    """The backend for the database in use: the models it needs differ, so only that one is loaded."""
    return import_module(VENDORS[connection.vendor]).BigramSearchBackend(params)
