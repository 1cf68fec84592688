"""Signing in with a password: by which names, what a refusal tells, and where it leads."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import NoReverseMatch, reverse

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from tests.people.sign_in.steps import LOGIN, PASSWORD, code_of, complaint, is_in, log_in, with_app

pytestmark = pytest.mark.django_db


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password was worked on: that is what takes the time."""

    work = 0

    def encode(self, password, salt):
        CountingHasher.work += 1
        return super().encode(password, salt)


@pytest.fixture
def work(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]

    def worked(act):
        CountingHasher.work = 0
        act()
        return CountingHasher.work

    return worked


@pytest.mark.parametrize(
    "name", ["u-zhang", "420106000001", "139 0713 0001", "zhang@school.example"]
)
def test_log_in_when_right_then_leads_to_the_start_page(client, person, name):
    assert log_in(client, name).url == "/start/"
    assert is_in(client)


def test_log_in_when_already_in_then_leads_on(client, person):
    log_in(client, "u-zhang")

    assert client.get(f"{LOGIN}?next=/my/year/").url == "/my/year/"


@pytest.mark.abuse("A04")
def test_log_in_when_refused_then_reads_alike_whatever_is_wrong(client, person):
    wrong = log_in(client, "u-zhang", "wrong")
    unknown = log_in(client, "nobody", PASSWORD)
    person.is_active = False
    person.save()
    closed = log_in(client, "u-zhang")

    assert complaint(wrong) == "账号或密码不正确。请核对后重新输入。"
    assert complaint(wrong) == complaint(unknown) == complaint(closed)
    assert wrong.status_code == unknown.status_code == closed.status_code == 200
    assert not is_in(client)


@pytest.mark.abuse("A04")
def test_log_in_when_refused_then_takes_as_much_work_whatever_is_wrong(client, person, work):
    person.set_password(PASSWORD)
    person.save()
    wrong = work(lambda: log_in(client, "u-zhang", "wrong"))
    unknown = work(lambda: log_in(client, "nobody"))
    person.is_active = False
    person.save()
    closed = work(lambda: log_in(client, "u-zhang"))
    person.set_unusable_password()
    person.save()
    without = work(lambda: log_in(client, "13907130001"))

    assert wrong == unknown == closed == without == 1


def test_log_in_when_fields_are_empty_then_says_which(client):
    page = client.post(LOGIN, {"login": "", "password": ""}).content.decode()

    assert page.count('class="field-error"') >= 2


@pytest.mark.parametrize("name", ["\x00", "a\x00b", "5" * 5000, "<script>alert(1)</script>"])
def test_log_in_when_the_name_is_nonsense_then_is_refused_in_words(client, name):
    response = log_in(client, name)

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.abuse("A06")
@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "http:evil.example",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        " //evil.example",
        "/\t/evil.example",
        "//testserver/start/",
    ],
)
def test_log_in_when_next_leads_away_then_stays_inside(client, person, address):
    assert log_in(client, "u-zhang", next=address).url == "/start/"


@pytest.mark.abuse("A06")
def test_log_in_when_next_is_one_of_our_pages_then_leads_there(client, person):
    assert log_in(client, "u-zhang", next="/my/year/2025/?a=1").url == "/my/year/2025/?a=1"


@pytest.mark.abuse("A06")
def test_log_in_page_when_next_is_a_script_then_it_is_not_run(client):
    page = client.get(LOGIN, {"next": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in page


@pytest.mark.abuse("A06")
@pytest.mark.parametrize("address", ["//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_sign_out_when_next_leads_away_then_stays_inside(client, person, address):
    log_in(client, "u-zhang")

    assert client.post("/accounts/logout/", {"next": address}).url == "/"
    assert not is_in(client)


def test_next_when_a_second_factor_is_asked_for_then_is_kept(client, person):
    secret = with_app(person)

    assert log_in(client, "u-zhang", next="/my/year/").url == reverse("mfa_authenticate")
    done = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert done.url == "/my/year/"


@pytest.mark.parametrize(
    "path", ["/accounts/signup/", "/accounts/signup/passkey/", "/accounts/social/signup/"]
)
def test_signing_up_when_tried_then_there_is_no_such_page(client, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {"username": "x", "password1": PASSWORD}).status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "socialaccount_signup"])
def test_signing_up_when_asked_for_by_name_then_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_log_in_when_right_then_the_history_tells_how_and_from_where(client, person):
    log_in(client, "13907130001", REMOTE_ADDR="10.1.2.3", HTTP_USER_AGENT="Edg/1 Windows")

    record = AccessRecord.objects.get(action=Action.SIGNED_IN)
    assert (record.actor, record.address, record.what) == (person, "10.1.2.3", "密码")


def test_log_in_when_wrong_then_the_history_names_the_account_and_no_password(client, person):
    log_in(client, "u-zhang", "geheim-123456")
    log_in(client, "geheim-123456", "x")

    known, unknown = AccessRecord.objects.filter(action=Action.SIGN_IN_FAILED).order_by("at")
    assert (known.actor, unknown.actor) == (person, None)
    assert "geheim" not in known.what + unknown.what


def test_old_log_in_form_of_the_desk_when_opened_then_leads_here(client):
    assert client.get("/admin/login/").url.startswith(LOGIN)
