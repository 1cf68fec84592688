"""The page that verifies without asking anybody: what the server gives the browser."""

import json
import re
from html import unescape

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.contrib.staticfiles import finders

from credits.certificates.keys import base64url, key_id, raw_public

pytestmark = pytest.mark.django_db
PAGE = "/certificates/v/"


def data_of(page: str, name: str):
    return json.loads(unescape(re.search(rf'data-{name}="([^"]*)"', page)[1]))


def test_page_when_opened_then_has_the_public_key_and_never_the_seed(client, signing_key, settings):
    page = client.get(PAGE).text

    public = raw_public(Ed25519PrivateKey.from_private_bytes(signing_key))
    assert data_of(page, "keys") == {key_id(public): base64url(public)}
    assert settings.CERTIFICATE_SIGNING_KEY not in page
    assert base64url(signing_key) not in page


def test_page_when_opened_then_works_by_number_without_scripts(client):
    page = client.get(PAGE).text

    assert "浏览器没有启用脚本" in page
    assert 'action="/certificates/check/"' in page


def test_page_when_somebody_is_signed_in_then_shows_nobody(client, teacher):
    """The browser keeps the page, and computers in staff rooms are shared."""
    signed_out = client.get(PAGE).text
    client.force_login(teacher.user)

    assert client.get(PAGE).text == signed_out
    assert teacher.user.get_full_name() not in signed_out


def test_page_when_opened_then_alone_may_have_a_worker(client):
    assert "worker-src 'self'" in client.get(PAGE)["Content-Security-Policy"]
    assert "worker-src 'none'" in client.get("/certificates/check/")["Content-Security-Policy"]


def test_worker_when_fetched_then_keeps_the_page_and_files_that_exist(client):
    response = client.get("/certificates/v/worker.js")

    files = json.loads(re.search(r"const FILES = (\[.*?\]);", response.text)[1])
    assert response["Content-Type"].startswith("text/javascript")
    assert files[0] == PAGE
    assert all(finders.find(file.removeprefix("/static/")) for file in files[1:])
    page = client.get(PAGE).text
    for address in re.findall(r'(?:href|src|library)="(/static/[^"#]+)["#]', page):
        assert address in files
