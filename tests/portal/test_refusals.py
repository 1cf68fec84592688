"""Each refusal leaves a row in the access log, and none of them a broken page."""

import logging

import pytest
from django.test import Client

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.access_log.services import refusals
from tests.factories.access_log import days_ago, written
from tests.factories.people import PostFactory, RoleGrantFactory, TeacherFactory, UserFactory
from tests.ledger import sql

pytestmark = pytest.mark.django_db
NOWHERE = "/nowhere/"


def refusal() -> AccessRecord:
    return AccessRecord.objects.get(action=Action.REFUSED)


@pytest.fixture
def teacher(client):
    """Signed in."""
    user = PostFactory(teacher__user=UserFactory(last_name="李", first_name="试")).teacher.user
    client.force_login(user)
    return client


def test_refusal_of_somebody_signed_in_says_who_what_where_and_how(teacher):
    other = TeacherFactory()
    address = f"/audit/2025/teachers/{other.number}/"

    teacher.get(f"{address}?q=张三", headers={"User-Agent": "Firefox"})

    row = refusal()
    assert (row.actor_name, row.role, row.status, row.what) == ("李试", "teacher", 404, "GET")
    assert (row.path, row.agent, row.address) == (address, "Firefox", "127.0.0.1")


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", NOWHERE, 404),
        ("get", "/audit/2025/", 404),
        ("get", "/imports/", 404),
        ("get", "/access-log/", 404),
        ("post", "/my/year/2025/", 405),
        ("get", "/a%00b/", 404),
        ("get", "/%E4%B8%AD%FF/", 404),
        ("get", "/audit/2025/teachers/" + "9" * 3000 + "/", 404),
    ],
)
def test_refusal_when_signed_in_leaves_a_row_with_its_status(teacher, method, address, status):
    assert getattr(teacher, method)(address).status_code == status
    assert refusal().status == status


def test_refusal_of_a_form_without_its_token_leaves_a_row():
    client = Client(enforce_csrf_checks=True)
    client.force_login(RoleGrantFactory().user)

    assert client.post("/imports/synonyms/new/", {"written": "x"}).status_code == 403
    assert (refusal().status, refusal().what) == (403, "POST")


def test_refusal_of_a_foreign_host_leaves_a_row(client):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert refusal().status == 400


def test_refusal_of_too_much_data_leaves_a_row(teacher, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3

    response = teacher.post("/i18n/setlang/", {str(n): n for n in range(9)})

    assert response.status_code == 400
    assert refusal().status == 400


def test_answer_that_refuses_nothing_leaves_no_row(client):
    assert client.get("/").status_code == 200
    assert client.get("/my/year/").status_code == 302  # to the log-in page
    client.force_login(RoleGrantFactory().user)
    assert client.post("/imports/new/").status_code == 422
    assert not AccessRecord.objects.filter(action=Action.REFUSED).exists()


@pytest.mark.parametrize(
    "address",
    ["/static/none.css", "/media/images/none.jpg", "/favicon.ico",
     "/apple-touch-icon.png", "/.well-known/security.txt"],
)  # fmt: skip
def test_file_that_browsers_ask_for_leaves_no_row(client, address):
    client.get(address)
    assert not AccessRecord.objects.exists()


@pytest.mark.abuse("A02")
@pytest.mark.parametrize("address", ["/media/private/x.xlsx", "/documents/9/x.pdf", "/media/"])
def test_file_that_somebody_tries_for_leaves_a_row(client, address):
    assert client.get(address).status_code == 404
    assert refusal().path == address


def test_strangers_leave_at_most_30_rows_a_minute_and_address(client):
    for _number in range(40):
        assert client.get(NOWHERE).status_code == 404
    assert AccessRecord.objects.count() == 30

    assert client.get(NOWHERE, REMOTE_ADDR="10.0.0.9").status_code == 404
    assert AccessRecord.objects.count() == 31


def test_strangers_after_a_minute_leave_rows_again(client):
    for _number in range(30):
        written(Action.REFUSED, at=days_ago(2 / 24 / 60))

    client.get(NOWHERE, REMOTE_ADDR="10.1.1.1")

    assert AccessRecord.objects.count() == 31


def test_strangers_together_leave_no_more_than_the_limit_of_all(client, monkeypatch):
    monkeypatch.setattr(refusals, "MOST_OF_ALL", 5)
    for number in range(9):
        client.get(NOWHERE, REMOTE_ADDR=f"2001:db8::{number}")
    assert AccessRecord.objects.count() == 5


def test_somebody_signed_in_leaves_every_row(teacher):
    for _number in range(35):
        teacher.get(NOWHERE)
    assert AccessRecord.objects.count() == 35


def lose_the_log():
    sql("ALTER TABLE access_log_accessrecord RENAME TO lost")


def test_refusal_when_the_log_takes_no_row_is_answered_and_told_without_names(teacher, caplog):
    lose_the_log()

    with caplog.at_level(logging.ERROR, logger="portal.refusals"):
        assert teacher.get("/audit/2025/teachers/4201/").status_code == 404

    [record] = [record for record in caplog.records if record.name == "portal.refusals"]
    assert "404" in record.getMessage()
    assert "4201" not in record.getMessage()
    assert record.exc_info is None


@pytest.mark.parametrize("page", ["", "export.xlsx"])
def test_page_that_must_be_logged_when_the_log_takes_no_row_is_not_shown(client, page):
    post = PostFactory()
    client.force_login(RoleGrantFactory().user)
    lose_the_log()

    response = client.get(f"/audit/2025/{page or f'teachers/{post.teacher.number}/'}")

    assert response.status_code == 503
    assert "暂时无法办理" in response.content.decode()
    assert post.teacher.name not in response.content.decode()
