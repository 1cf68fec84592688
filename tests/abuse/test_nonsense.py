"""Nonsense in addresses, searches, cookies and headers: an answer in words, never a broken page (A07).

Our own screens show what can be shown. Wagtail's trust the addresses that they make themselves; one
made by hand is a bad request there.
"""

import re

import pytest
from django.test import Client

from tests.abuse.asking import is_refused, refusals
from tests.project.addresses import ADDRESSES, WAGTAIL
from tests.project.conftest import ROLES
from tests.project.test_every_address import routes

pytestmark = [pytest.mark.django_db, pytest.mark.abuse("A07")]

SCRIPT = "<script>alert(1)</script>"
NONSENSE = {
    "script": SCRIPT,
    "quotes": "'\"`;--%",
    "nul": "a\x00b",
    "long": "长" * 5000,
    "template": "{{7*7}}{% load x %}",
    "number": "9" * 40,
    "negative": "-1",
    "word": "x",
}
# What a screen without a filter may look at all the same.
NAMES = ("q", "sort", "page", "per_page", "before", "after", "day", "as_of", "unit", "school",
         "state", "next", "outcome", "seen", "who", "pick", "kind", "key", "process")  # fmt: skip
SHOWN = [
    (ROLES[row.answers.index("2")], row.address.partition("?")[0])
    for rows in ADDRESSES.values()
    for row in rows
    if row.method == "GET" and "2" in row.answers
]
# Wagtail's screens that an editor opens, with all that they read of an address.
DESK = [
    f"/{route}"
    for route in routes()
    if route.startswith(WAGTAIL) and not re.search(r"[<\\^$]", route)
]
DESK_NAMES = ("q", "p", "id", "next", "ordering", "collection_id", "tag", "content_type", "owner",
              "page_type", "parent_page_id", "user_type", "usage_count", "locale", "site", "limit",
              "title", "path", "child_of", "fields", "export", "created_by", "timestamp_from")  # fmt: skip


def fields_of(response) -> set[str]:
    """The parameters that the screen narrows by."""
    filters = response.context.get("filters") if response.context else None
    return set(filters.fields) if filters is not None else set()


def is_broken(response) -> bool:
    is_page = not response.streaming and response.get("Content-Type", "").startswith("text/html")
    return response.status_code >= 500 or is_page and SCRIPT.encode() in response.content


@pytest.mark.parametrize("value", NONSENSE.values(), ids=NONSENSE.keys())
def test_screen_when_asked_for_nonsense_then_still_answers(world, browser, value):
    browsers = {role: browser(role) for role in ROLES}
    broken = []
    for role, address in SHOWN:
        path = address.format(**world.names)
        everything = dict.fromkeys(NAMES, value)
        each = [{name: value} for name in fields_of(browsers[role].get(path))]
        for query in [everything, *each]:
            response = browsers[role].get(path, query)
            if is_broken(response) or response.status_code not in (200, 204, 302, 400, 404):
                broken.append((role, path, query.keys(), response.status_code))

    assert broken == []


@pytest.mark.parametrize("role", ["signed_out", "school_admin", "city_officer", "site_admin"])
def test_address_when_it_names_nonsense_then_is_not_there(world, browser, role):
    """In the place of each number, code or key that an address has."""
    asking, broken = browser(role), []
    values = [*NONSENSE.values(), "..%2f..%2fetc", "%00", "0", "2147483648", "-"]
    named = [route for route in ADDRESSES if "<" in route and not re.search(r"[\\^$]", route)]
    for value in values:
        tried = [f"/{re.sub(r'<[^>]*>', lambda _match, v=value: v, route)}" for route in named]
        tried += [f"/documents/{value}/a.pdf", f"/accounts/password/reset/{value}-{value}/"]
        for address in tried:
            response = asking.get(address)
            if is_broken(response) or response.status_code not in (200, 301, 302, 400, 404, 405):
                broken.append((address, response.status_code))

    assert broken == []


@pytest.mark.parametrize(
    "name", ["sessionid", "csrftoken", "django_language", "device", "messages"]
)
@pytest.mark.parametrize("value", ['"a\\000bcdefgh"', "x" * 4000, '"\\377\\376%zz"', "'\"--;"])
def test_cookie_when_it_is_nonsense_then_counts_for_nothing(client, name, value):
    """Quoted, a cookie may hold any character by its number, NUL as well."""
    for address in ("/", "/start/", "/accounts/login/", "/activate/"):
        response = client.get(address, headers={"Cookie": f"{name}={value}"})
        assert response.status_code in (200, 302)


@pytest.mark.parametrize("name", ["User-Agent", "Referer", "Accept-Language", "X-Forwarded-For",
                                  "X-Forwarded-Host", "HX-Request", "HX-Current-URL"])  # fmt: skip
@pytest.mark.parametrize("value", NONSENSE.values(), ids=NONSENSE.keys())
def test_header_when_it_is_nonsense_then_counts_for_nothing(client, settings, name, value):
    settings.PROXY_COUNT = 1
    for address in ("/accounts/login/", "/nowhere/"):
        assert client.get(address, headers={name: value}).status_code in (200, 404)
    assert client.post("/accounts/login/", {"login": "x", "password": "y"}, headers={name: value})
    assert refusals().exists()


@pytest.mark.parametrize("address", ["/imports/new/", "/accounts/login/", "/activate/"])
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
        ("multipart/form-data", b"nonsense"),
        ("multipart/form-data; boundary=" + "x" * 500, b""),
        ("application/json", b"{"),
        ("application/x-www-form-urlencoded; charset=utf-99", b"login=%FF%00&kind=%"),
        ("text/html", b"\xff\xfe"),
    ],
)
def test_form_when_it_is_nonsense_then_is_not_taken(browser, address, content_type, body):
    response = browser("city_officer").generic("POST", address, body, content_type=content_type)

    assert response.status_code in (200, 302, 400, 415, 422)


@pytest.mark.parametrize("name", ["script", "quotes", "nul", "number", "word"])
def test_desk_when_asked_for_nonsense_then_still_answers(browser, name):
    asking, value, broken = browser("city_officer"), NONSENSE[name], []
    for address in DESK:
        for query in (dict.fromkeys(DESK_NAMES, value), {"q": value}, {"p": value}):
            response = asking.get(address, query)
            if is_broken(response):
                broken.append((address, query.keys()))
            if response.status_code == 400:
                assert is_refused(response, 400), address

    assert broken == []


def test_desk_when_nonsense_breaks_a_screen_of_it_then_says_bad_request(browser):
    response = browser("trainer").get("/admin/images/chooser/chosen-multiple/", {"id": "x"})

    assert is_refused(response, 400)
    assert "浏览器发来的内容无法处理" in response.content.decode()


def test_desk_when_asked_to_break_on_purpose_then_does_not(browser):
    assert is_refused(browser("trainer").get("/admin/failwhale/"), 404)


def test_host_when_it_is_nonsense_then_is_refused(db):
    for host in ("evil.example", "localhost:99999x", "a b", "<script>", "[::1"):
        response = Client().get("/", headers={"Host": host})
        assert is_refused(response, 400), host
