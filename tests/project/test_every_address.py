"""Every address as every role: what is not theirs is not there.

The table is tests/project/addresses.py. An address that is in no row of it fails here.
"""

import re
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.project.addresses import ADDRESSES, WAGTAIL, Row
from tests.project.conftest import ROLES

CODES = {200: "2", 422: "2", 400: "0", 401: "1", 403: "3", 404: "4", 405: "5", 429: "9"}
CASES = [(route, row) for route, rows in ADDRESSES.items() for row in rows]


def routes(patterns=None, prefix=""):
    """The address of every view as it is written in urls.py, Wagtail's own screens included."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def code_of(response) -> str:
    """One letter: L the log-in page, > elsewhere within the site, X another host, or the status."""
    if response.status_code in (301, 302):
        target = urlsplit(response.url)
        if target.netloc:
            return "X"
        return "L" if target.path == "/accounts/login/" else ">"
    return CODES.get(response.status_code, str(response.status_code))


def ask(world, role: str, row: Row):
    client = Client()
    if role != "signed_out":
        client.force_login(world.users[role])
    cache.clear()  # what is limited by the minute is not what is asked here
    address = row.address.format(**world.names)
    return client.get(address) if row.method == "GET" else client.post(address)


def answers(world, row: Row) -> str:
    """The codes for all roles; what one of them changes is taken back before the next asks."""
    found = []
    for role in ROLES:
        mark = transaction.savepoint()
        found.append(code_of(ask(world, role, row)))
        transaction.savepoint_rollback(mark)
    return "".join(found)


@pytest.mark.abuse("T01")
@pytest.mark.abuse("P01")
@pytest.mark.abuse("D01")
@pytest.mark.parametrize(
    ("route", "row"), CASES, ids=[f"{row.method} {row.address}" for _route, row in CASES]
)
def test_address_when_opened_by_each_role_then_answers_as_the_table_says(world, route, row):
    assert answers(world, row) == row.answers


def test_table_when_an_address_is_new_then_it_has_a_row():
    ours = {route for route in routes() if not route.startswith(WAGTAIL)}

    assert ours - ADDRESSES.keys() == set()
    assert ADDRESSES.keys() - ours == set()


@pytest.mark.abuse("C04")
@pytest.mark.parametrize(
    "role", ["stranger", "teacher", "school_admin", "unit_officer", "site_admin", "auditor"]
)
def test_wagtails_screens_when_opened_without_a_part_in_editing_then_closed(world, role):
    client = Client()
    client.force_login(world.users[role])
    for route in routes():
        if not route.startswith(WAGTAIL):
            continue
        address = "/" + re.sub(r"<[^>]*>", "1", route)
        if re.search(r"[\\^$()]", address) or address in OPEN_TO_ALL:
            continue
        assert client.get(address).status_code in (302, 403, 404, 405), address


# Signing in and out of Wagtail leads to our own pages; its words for scripts hold no data.
OPEN_TO_ALL: set[str] = set()
