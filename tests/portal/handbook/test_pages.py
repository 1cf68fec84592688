"""The handbook's pages, as anybody opens them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.handbook.book import handbook
from tests.factories.publishing import granted

pytestmark = pytest.mark.django_db
ADDRESSES = ["/handbook/", *(f"/handbook/{one.number}/" for one in handbook().sections)]
HEADING = re.compile(r"<h([1-6])\b")


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_when_opened_by_anybody_then_shows_without_a_cookie(client, address):
    answer = client.get(address)

    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_when_shown_then_its_headings_go_down_step_by_step(client, address):
    levels = [int(level) for level in HEADING.findall(client.get(address).content.decode())]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in zip(levels, levels[1:], strict=False))


@pytest.mark.parametrize(
    "address", ["/handbook/0/", "/handbook/99/", "/handbook/" + "9" * 40 + "/"]
)
def test_section_when_there_is_none_then_not_found(client, address):
    assert client.get(address).status_code == 404


def test_contents_when_shown_then_lead_to_each_section_and_its_parts(client):
    shown = client.get("/handbook/").content.decode()

    for section in handbook().sections:
        assert f'href="/handbook/{section.number}/"' in shown
        for part in section.parts:
            assert f'href="/handbook/{section.number}/#{part.anchor}"' in shown


def test_links_within_the_handbook_when_followed_then_lead_to_a_heading(client):
    pages = {address: client.get(address).content.decode() for address in ADDRESSES}
    for shown in pages.values():
        for address, anchor in re.findall(r'href="(/handbook/\d+/)(?:#([^"]+))?"', shown):
            assert address in pages
            assert not anchor or f'id="{anchor}"' in pages[address]


def test_footer_when_shown_then_leads_to_the_handbook(client):
    assert 'href="/handbook/"' in client.get("/privacy/").content.decode()
    client.force_login(granted(editor=True))
    assert 'href="/handbook/"' in client.get("/start/").content.decode()


def test_desk_when_its_help_is_opened_then_offers_the_handbook_and_no_other_site():
    client = Client()
    client.force_login(granted(editor=True))

    desk = client.get("/admin/").content.decode()
    assert '"name": "handbook"' in desk
    assert "whats-new-in-wagtail" not in desk
    assert '"name": "editor-guide"' not in desk


@pytest.mark.parametrize(
    ("traits", "offered"), [({"editor": True}, True), ({"trainer": True}, False)]
)
def test_desk_when_opened_then_leads_to_reflections_whoever_reads_them(traits, offered):
    client = Client()
    client.force_login(granted(**traits))

    entry = f'"url": "{reverse("reflections")}"'
    assert (entry in client.get("/admin/").content.decode()) is offered
