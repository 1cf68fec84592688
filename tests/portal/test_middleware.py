"""Language and caching of every page."""

import pytest

from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cookie", "wish", "expected"),
    [
        (None, "en-US,en;q=0.9", "zh-hans"),
        (None, "", "zh-hans"),
        ("en", "zh-CN", "en"),
        ("zh-hans", "en", "zh-hans"),
        ("xx", "en", "zh-hans"),
        ("../../etc", "en", "zh-hans"),
    ],
)
def test_page_is_chinese_unless_the_reader_chose_otherwise(client, cookie, wish, expected):
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get("/accounts/login/", HTTP_ACCEPT_LANGUAGE=wish)
    assert response.headers["Content-Language"] == expected


def test_page_of_somebody_signed_in_is_kept_by_no_cache(client):
    client.force_login(UserFactory())
    assert "no-store" in client.get("/").headers["Cache-Control"]
