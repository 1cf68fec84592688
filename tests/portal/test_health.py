"""The page that says whether the site answers: to the proxy, and to anybody else no more than that."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.access_log.models import AccessRecord
from tests.factories.people import UserFactory
from tests.post_office import free_port

pytestmark = pytest.mark.django_db
HEALTH = "/healthz/"
ASK = """
import django
django.setup()
from django.test import Client
response = Client(raise_request_exception=False).get("/healthz/")
print(response.status_code, response.content.decode())
"""


def test_health_when_all_is_well_then_says_so_and_nothing_else(client):
    response = client.get(HEALTH)

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_health_when_asked_then_costs_one_query(client):
    with CaptureQueriesContext(connection) as queries:
        client.get(HEALTH)

    assert [query["sql"] for query in queries] == ["SELECT 1"]


def test_health_when_asked_over_and_over_then_answers_and_leaves_no_row(client, settings):
    settings.RATE_LIMITS = {"list": "1/1", "export": "1/1"}

    assert {client.get(HEALTH).status_code for _number in range(50)} == {200}
    assert not AccessRecord.objects.exists()


def test_health_when_asked_for_its_head_then_has_the_same_status(client):
    response = client.head(HEALTH)

    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_health_when_asked_to_change_something_then_does_not(client, method):
    assert getattr(client, method)(HEALTH).status_code == 405


def test_health_when_somebody_signed_in_asks_then_tells_them_no_more(client):
    client.force_login(UserFactory())

    assert client.get(HEALTH).json() == {"status": "ok"}


def test_health_when_the_database_is_gone_then_says_unavailable_and_not_why():
    """A real process whose database nobody answers for."""
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "PYTHONPATH": ".:site",
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
            "DATABASE_URL": f"postgres://nobody@127.0.0.1:{free_port()}/nothing",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    status, _space, body = asked.stdout.strip().partition(" ")
    assert (status, json.loads(body)) == ("503", {"status": "unavailable"})
    assert "the database does not answer" in asked.stderr
