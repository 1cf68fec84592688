"""Searching reads the words of all pages: it is limited, wherever it is asked for."""

import pytest
from django.core.cache import cache

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_a_minute(settings):
    settings.RATE_LIMITS = {"search": "2/1"}
    cache.clear()
    yield
    cache.clear()


def test_search_when_asked_for_too_often_then_says_when_to_come_back(client):
    answers = [client.get(address).status_code for address in ("/search/?q=a", "/lessons/?q=b")]
    refused = client.get("/courses/?q=c")

    assert answers == [200, 200]
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0


def test_catalogue_when_only_narrowed_then_is_not_limited(client):
    assert [client.get("/lessons/?grade=8").status_code for _turn in range(3)] == [200, 200, 200]
