"""What browsers are told besides the page: where things may come from, and what stays shut."""

import re

import pytest

from courses.models import CourseIndexPage, CoursePage
from people.services.accounts import sync_editor_groups
from tests.abuse.desk import form_of
from tests.factories.people import ImportBatchFactory, RoleGrantFactory, UserFactory
from tests.people.sign_in.steps import PASSWORD, log_in

pytestmark = pytest.mark.django_db
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": "'none'",
    "worker-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
PUBLIC = ("/", "/privacy/", "/accounts/login/", "/activate/", "/healthz/")
WORKING = ("/start/", "/audit/2025/", "/imports/", "/imports/new/", "/notices/", "/delegations/")
REFUSED = ("/nowhere/", "/admin/nowhere/", "/static/none.css", "/media/documents/plan.pdf")


def policy_of(response) -> dict[str, str]:
    parts = [part.strip() for part in response["Content-Security-Policy"].split(";")]
    return {name: values for name, _space, values in (part.partition(" ") for part in parts)}


@pytest.fixture
def editor(client):
    """A city officer among the editors, signed in."""
    user = RoleGrantFactory().user
    sync_editor_groups(user)
    client.force_login(user)
    return user


@pytest.fixture
def course(db) -> CoursePage:
    page = CoursePage(title="情绪识别", summary="简介", body=[("text", "<p>正文</p>")])
    CourseIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
    return page


@pytest.mark.parametrize("address", [*PUBLIC, "/nowhere/", "/static/none.css"])
def test_public_page_when_served_then_runs_and_loads_our_files_only(client, address):
    assert policy_of(client.get(address)) == STRICT


@pytest.mark.parametrize("address", WORKING)
def test_working_screen_when_served_then_has_the_same_policy(client, editor, address):
    response = client.get(address)

    assert response.status_code == 200
    assert policy_of(response) == STRICT


def test_course_page_when_served_then_has_the_same_policy(client, course):
    assert policy_of(client.get(course.url)) == STRICT


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/", "/admin/documents/"])
def test_desk_when_served_then_may_run_its_own_inline_scripts_and_no_more(client, editor, address):
    response = client.get(address, follow=True)

    policy = policy_of(response)
    loosened = {name for name, values in policy.items() if STRICT.get(name) != values}
    assert loosened == {
        "script-src", "script-src-elem", "script-src-attr", "style-src", "img-src", "frame-src",
        "frame-ancestors",
    }  # fmt: skip
    assert policy["script-src"] == policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy["script-src-attr"] == "'none'"
    assert policy["frame-ancestors"] == policy["frame-src"] == "'self'"
    assert "unsafe-eval" not in response["Content-Security-Policy"]
    assert "http" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/administration/", "/x/admin/", "/ADMIN/", "/admin"])
def test_address_when_it_only_resembles_the_desk_then_has_the_strict_policy(
    client, editor, address
):
    assert policy_of(client.get(address)) == STRICT


def test_preview_when_shown_beside_the_editor_then_is_strict_and_stands_in_a_frame_of_ours(
    client, editor, course
):
    address = f"/admin/pages/{course.pk}/edit/preview/"
    stored = client.post(address, form_of(course, title="改过的题目"))
    assert stored.json()["is_valid"]

    response = client.get(f"{address}?in_preview_panel=true&mode=")

    assert "改过的题目" in response.content.decode()
    assert policy_of(response) == {**STRICT, "frame-ancestors": "'self'"}
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_preview_when_asked_for_by_a_stranger_in_the_address_then_is_the_page_in_no_frame(
    client, course
):
    response = client.get(f"{course.url}?in_preview_panel=true&preview=1")

    assert policy_of(response) == STRICT
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", [*PUBLIC, *WORKING, *REFUSED])
def test_answer_when_any_then_shuts_what_pages_never_ask_for(client, editor, address):
    response = client.get(address)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Permitted-Cross-Domain-Policies"] == "none"
    features = response["Permissions-Policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()", "usb=()"} <= set(features)
    assert all(re.fullmatch(r"[a-z-]+=\(\)", feature) for feature in features)


def test_answer_to_a_foreign_host_when_refused_then_is_told_the_same(client):
    response = client.get("/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert policy_of(response) == STRICT
    assert response["X-Content-Type-Options"] == "nosniff"


def test_static_file_when_served_then_is_told_the_same(client):
    response = client.get("/static/css/theme.css")

    assert policy_of(response) == STRICT
    assert response["X-Content-Type-Options"] == "nosniff"


def test_cookies_when_set_then_no_script_and_no_other_site_gets_them(client, db):
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    client.get("/accounts/login/")
    log_in(client, user.username)
    client.post("/i18n/setlang/", {"language": "en"})

    assert client.cookies.keys() == {"sessionid", "csrftoken", "django_language", "device"}
    for name in client.cookies:
        assert client.cookies[name]["httponly"], name
        assert client.cookies[name]["samesite"] == "Lax", name
        assert client.cookies[name]["domain"] == "", name


def test_messages_when_kept_for_the_next_page_then_lie_in_no_cookie(client, editor):
    """They tell of people."""
    batch = ImportBatchFactory()
    answer = client.post(f"/imports/{batch.pk}/confirm/")
    cookies = set(answer.cookies)

    assert "没有重复入库" in client.get(answer.url).content.decode()
    assert cookies <= {"sessionid", "csrftoken"}
