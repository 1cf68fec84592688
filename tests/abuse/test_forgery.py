"""Changes that somebody else's page asks for in one's name, or that a mere look would make (T13)."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.abuse.asking import is_refused
from tests.project.addresses import ADDRESSES, Row
from tests.project.conftest import ROLES

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.abuse("T13"),
    pytest.mark.parametrize("role", ROLES),
]

ROWS = [row for rows in ADDRESSES.values() for row in rows]
CHANGE = re.compile(r"^(?:INSERT INTO|UPDATE|DELETE FROM) \"(\w+)\"")
# What a look may write: that it was taken, and that the session was used.
NOTED = {
    "access_log_accessrecord",
    "access_log_accesssubject",
    "django_session",
    "usersessions_usersession",
}

ECHO = "told-in-a-header"


@pytest.fixture
def asking(world, role) -> Client:
    """A browser of the role, held to the forms' own value as a real one is."""
    client = Client(enforce_csrf_checks=True)
    if role != "signed_out":
        client.force_login(world.users[role])
    return client


def open_to(role: str) -> list[Row]:
    return [row for row in ROWS if row.answers[ROLES.index(role)] in "2>3"]


def changed(queries) -> set[str]:
    """The tables that were written to."""
    found = (CHANGE.match(query["sql"]) for query in queries)
    return {match[1] for match in found if match} - NOTED


def ask(client, method: str, row: Row, world, number: int = 0):
    """The answer, and what it changed. Each time from another address: of one, strangers leave few
    rows in the log."""
    with CaptureQueriesContext(connection) as queries:
        response = getattr(client, method)(
            row.address.format(**world.names),
            REMOTE_ADDR=f"10.0.0.{number % 250}",
            headers={"X-Told": ECHO},
        )
    return response, changed(queries)


def test_form_when_it_brings_no_value_of_ours_then_is_refused_and_changes_nothing(
    world, asking, role
):
    """Whether the address takes forms or not."""
    for number, row in enumerate(open_to(role)):
        response, written = ask(asking, "post", row, world, number)

        assert is_refused(response, 403), row.address
        assert written == set(), row.address


def test_address_when_only_looked_at_then_nothing_changes(world, asking, role):
    """One that takes forms only refuses the method, or leads back to where the form is."""
    for row in open_to(role):
        for method in ("get", "head"):
            response, written = ask(asking, method, row, world)

            assert response.status_code in (200, 301, 302, 405), row.address
            assert written == set(), row.address


def test_address_when_asked_by_another_method_then_nothing_changes(world, asking, role):
    for row in open_to(role):
        for method in ("put", "patch", "delete", "trace", "options"):
            response, written = ask(asking, method, row, world)

            assert response.status_code < 500, row.address
            assert written == set(), row.address
            assert response.streaming or ECHO.encode() not in response.content, row.address
