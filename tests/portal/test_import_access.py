"""Every import screen against every role, and every step against the wrong method."""

import pytest
from django.test import Client

from people.enums import BatchState
from people.models import Synonym
from tests.factories.people import (
    ImportBatchFactory,
    PostFactory,
    RoleGrantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

OTHERS = ("teacher", "school_admin", "trainer", "unit_officer", "site_admin", "stranger")
PAGES = {
    "/imports/": 200,
    "/imports/new/": 200,
    "/imports/templates/hours.xlsx": 200,
    "/imports/templates/pupils.xlsx": 404,
    "/imports/{batch}/": 200,
    "/imports/{batch}/status/": 200,
    "/imports/{batch}/undo/": 200,
    "/imports/{batch}/refused.xlsx": 404,
    "/imports/{unknown}/": 404,
    "/imports/{unknown}/undo/": 404,
    "/imports/not-a-uuid/": 404,
    "/imports/synonyms/": 200,
    "/imports/synonyms/new/": 200,
    "/imports/synonyms/{synonym}/": 200,
    "/imports/synonyms/{synonym}/delete/": 200,
    "/imports/synonyms/99999999999999999999/": 404,
}
POST_ONLY = ("confirm", "rehearse", "continue")


@pytest.fixture
def names():
    return {
        "batch": ImportBatchFactory().pk,
        "unknown": "0190a1b2-0000-7000-8000-000000000000",
        "synonym": Synonym.objects.first().pk,
    }


def user_of(role):
    if role == "stranger":
        return UserFactory()
    if role == "teacher":
        return PostFactory(teacher__user=UserFactory()).teacher.user
    return RoleGrantFactory(**{role: True}).user


@pytest.mark.parametrize(("page", "status"), PAGES.items())
def test_screen_when_opened_by_city_officer_then_answers(desk, names, page, status):
    assert desk.get(page.format(**names)).status_code == status


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("page", PAGES)
def test_screen_when_opened_by_another_role_then_is_not_there(client, names, page, role):
    client.force_login(user_of(role))

    assert client.get(page.format(**names)).status_code == 404


@pytest.mark.parametrize("page", [page for page in PAGES if "not-a-uuid" not in page])
def test_screen_when_signed_out_then_leads_to_login(client, names, page):
    response = client.get(page.format(**names))

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=")


def test_status_when_session_ended_then_the_whole_page_is_asked_for_again(client, names):
    response = client.get(f"/imports/{names['batch']}/status/", headers={"HX-Request": "true"})

    assert response["HX-Refresh"] == "true"


@pytest.mark.parametrize("name", POST_ONLY)
def test_step_when_asked_for_by_get_then_405_and_nothing_moves(desk, name):
    batch = ImportBatchFactory(state=BatchState.REHEARSED)

    assert desk.get(f"/imports/{batch.pk}/{name}/").status_code == 405
    batch.refresh_from_db()
    assert batch.state == BatchState.REHEARSED


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("name", [*POST_ONLY, "undo"])
def test_step_when_taken_by_another_role_then_404_and_nothing_moves(client, name, role):
    batch = ImportBatchFactory(state=BatchState.REHEARSED)
    client.force_login(user_of(role))

    assert client.post(f"/imports/{batch.pk}/{name}/", {"reason": "x"}).status_code == 404
    batch.refresh_from_db()
    assert batch.state == BatchState.REHEARSED


@pytest.mark.abuse("T13")
@pytest.mark.parametrize(
    "page",
    [
        "/imports/new/",
        *(f"/imports/{{batch}}/{name}/" for name in (*POST_ONLY, "undo")),
        "/imports/synonyms/new/",
        "/imports/synonyms/{synonym}/",
        "/imports/synonyms/{synonym}/delete/",
    ],
)
def test_change_when_posted_without_token_then_403(officer, names, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)

    assert client.post(page.format(**names), {"reason": "x"}).status_code == 403
    assert Synonym.objects.filter(pk=names["synonym"]).exists()


def test_screens_when_opened_then_no_browser_or_proxy_keeps_a_copy(desk):
    assert "no-store" in desk.get("/imports/")["Cache-Control"]
