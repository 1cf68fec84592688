"""How often one person may ask for what costs much, and what they are told when it was too often."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLResolver, get_resolver

from common.clock import now
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.services.accounts import sync_editor_groups
from portal.rate_limits import ASKED, EXPORT, LIST, OWN_DATA, SENT, UPLOAD, Limit
from portal.settings import base
from tests.factories.people import PostFactory, RoleGrantFactory, TeacherFactory
from tests.people.sign_in.steps import words
from tests.portal.documents.office import PDF

pytestmark = pytest.mark.django_db
AUDIT = "/audit/2025/teachers/"
EXPORTED = "/imports/templates/hours.xlsx"


@pytest.fixture(autouse=True)
def limits(settings):
    settings.RATE_LIMITS = {EXPORT: "2/1", UPLOAD: "2/1", LIST: "3/1"}
    cache.clear()
    yield
    cache.clear()


def statuses(client, address: str, times: int, **options) -> list[int]:
    return [client.get(address, **options).status_code for _number in range(times)]


def named_addresses(patterns=None, prefix="", namespace="") -> dict[str, str]:
    """Of every view with a name, how urls.py writes its address."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found |= named_addresses(pattern.url_patterns, address, inner)
        elif pattern.name:
            found[namespace + pattern.name] = address
    return found


def test_limits_when_listed_then_each_is_of_a_screen_that_is_there():
    assert (ASKED.keys() | SENT.keys()) - named_addresses().keys() == set()


def test_files_made_on_demand_when_listed_then_each_has_a_limit():
    files = {
        name
        for name, address in named_addresses().items()
        if address.endswith((".xlsx", ".pdf", ".csv", ".zip"))
    }

    assert len(files) >= 6
    assert files - ASKED.keys() == set()


def test_limits_of_a_deployment_when_read_then_all_are_set(settings):
    settings.RATE_LIMITS = base.RATE_LIMITS

    assert base.RATE_LIMITS.keys() == {*ASKED.values(), *SENT.values()}
    assert Limit.named(OWN_DATA) == Limit(times=5, seconds=600)


def test_export_when_asked_for_too_often_then_says_how_long_to_wait(desk):
    assert statuses(desk, EXPORTED, 2) == [200, 200]

    response = desk.get(EXPORTED)

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert f"请在{response['Retry-After']}秒后再试" in words(response)
    assert "no-store" in response["Cache-Control"]


def test_wait_when_longer_than_a_minute_then_is_told_in_minutes(desk, settings):
    settings.RATE_LIMITS = {EXPORT: "1/10"}
    desk.get(EXPORTED)

    assert "请在10分钟后再试" in words(desk.get(EXPORTED))


def test_export_when_the_time_is_over_then_is_given_again(desk):
    start = now()
    with time_machine.travel(start, tick=False):
        assert statuses(desk, EXPORTED, 3) == [200, 200, 429]
        wait = int(desk.get(EXPORTED)["Retry-After"])
    with time_machine.travel(start + timedelta(seconds=wait - 1), tick=False):
        assert desk.get(EXPORTED).status_code == 429
    with time_machine.travel(start + timedelta(seconds=wait), tick=False):
        assert desk.get(EXPORTED).status_code == 200


def test_export_when_refused_over_and_over_then_the_wait_does_not_grow(desk):
    start = now()
    for seconds in range(0, 60, 10):
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            desk.get(EXPORTED)

    with time_machine.travel(start + timedelta(seconds=61), tick=False):
        assert desk.get(EXPORTED).status_code == 200


def test_exports_of_several_kinds_when_asked_for_then_count_together(desk):
    assert statuses(desk, EXPORTED, 2) == [200, 200]

    assert desk.get("/audit/2025/export.xlsx").status_code == 429


def test_another_person_when_one_asks_too_often_then_is_served(desk):
    statuses(desk, EXPORTED, 3)
    colleague = Client()
    colleague.force_login(RoleGrantFactory().user)

    assert colleague.get(EXPORTED).status_code == 200


def test_person_when_they_ask_from_two_browsers_then_counts_once(desk, officer):
    other = Client()
    other.force_login(officer)

    assert statuses(desk, EXPORTED, 2) == [200, 200]
    assert statuses(other, EXPORTED, 1, REMOTE_ADDR="10.0.0.7") == [429]


def test_strangers_when_they_ask_then_are_counted_by_address(client):
    assert statuses(client, AUDIT, 4, REMOTE_ADDR="10.0.0.1") == [302, 302, 302, 429]
    assert statuses(client, AUDIT, 1, REMOTE_ADDR="10.0.0.2") == [302]


def test_list_when_leafed_through_too_fast_then_has_to_wait_and_other_screens_answer(desk):
    assert statuses(desk, AUDIT, 4) == [200, 200, 200, 429]

    assert desk.get("/start/").status_code == 200


def test_part_of_a_list_when_asked_for_too_often_then_the_whole_page_is_asked_for(desk):
    statuses(desk, AUDIT, 3)

    response = desk.get(AUDIT, headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Refresh"]) == (429, "true")
    assert response.content == b""


def test_refusal_when_too_often_then_leaves_a_row_in_the_access_log(desk, officer):
    statuses(desk, EXPORTED, 3)

    row = AccessRecord.objects.get(action=Action.REFUSED)
    assert (row.status, row.path, row.actor) == (429, EXPORTED, officer)


def test_upload_when_sent_too_often_then_is_not_taken_and_the_form_still_opens(desk):
    answers = [desk.post("/imports/new/").status_code for _number in range(3)]

    assert answers == [422, 422, 429]
    assert statuses(desk, "/imports/new/", 5) == [200] * 5


@pytest.mark.parametrize(
    "address",
    [
        "/admin/documents/add/",
        "/admin/documents/multiple/add/",
        "/admin/documents/chooser/create/",
        "/admin/images/add/",
        "/admin/images/multiple/add/",
        "/admin/images/chooser/create/",
    ],
)
def test_upload_at_the_desk_when_sent_too_often_then_is_not_taken_by_any_door(
    client, settings, tmp_path, address
):
    settings.MEDIA_ROOT = tmp_path
    user = RoleGrantFactory(trainer=True).user
    sync_editor_groups(user)
    client.force_login(user)
    for _number in range(2):
        file = SimpleUploadedFile("讲义.pdf", PDF)
        client.post("/admin/documents/add/", {"title": "讲义", "file": file})

    response = client.post(address, headers={"X-Requested-With": "XMLHttpRequest"})

    assert response.status_code == 429


def test_phone_when_revealed_one_after_another_then_has_to_wait_and_is_told_on_the_page(desk):
    post = PostFactory(teacher=TeacherFactory(phone="13907130001"))
    page = f"{AUDIT}{post.teacher.number}/"
    part = {"HX-Request": "true"}
    for _number in range(2):
        assert "13907130001" in desk.post(f"{page}phone/", headers=part).content.decode()

    response = desk.post(f"{page}phone/", headers=part)

    assert (response.status_code, response["HX-Refresh"]) == (429, "true")
    shown = words(desk.get(page))
    assert "短时间内的请求过多，请在" in shown
    assert "13907130001" not in shown


def test_screen_without_a_limit_when_asked_for_often_then_answers(desk):
    assert statuses(desk, "/notices/", 6) == [200] * 6


def test_limit_when_the_settings_have_none_then_does_not_hold(desk, settings):
    settings.RATE_LIMITS = {}

    assert statuses(desk, EXPORTED, 5) == [200] * 5
