"""A deployment starts only when it was given what it needs; then browsers are told to keep to TLS.

Each is a process of its own, as a server starts it: settings are read once.
"""

import json
import subprocess
import sys

import pytest
from django.conf import settings

SECRET = "k3J9-vQ2x_Zr7TnB5mW8pL1cY4hD6gF0sA-uEiOoRtXyNbVq"  # noqa: S105  # of this test alone
GOOD = {
    "SECRET_KEY": SECRET + "Kj5",
    "ALLOWED_HOSTS": "xinyu.example.cn",
    "DATABASE_URL": "sqlite://:memory:",
    "SITE_URL": "https://xinyu.example.cn",
}
START = "import portal.wsgi"


def run(code: str, folder, **changes: str | None) -> subprocess.CompletedProcess:
    """`code` with the good settings but for `changes`; None takes one away."""
    given = {**GOOD, "XINYU_VAR": str(folder), "PYTHONPATH": ".:site", **changes}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in given.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def refusal(folder, **changes: str | None) -> str:
    """The last line that a server says which does not start."""
    ended = run(START, folder, **changes)
    assert ended.returncode != 0
    said = ended.stderr.strip().splitlines()[-1]
    assert said.startswith("django.core.exceptions.ImproperlyConfigured: ")
    for secret in (changes.get("SECRET_KEY"), changes.get("SECRET_KEY_FALLBACKS")):
        assert not secret or secret not in said
    return said


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("value", [None, ""], ids=["missing", "empty"])
def test_server_when_something_needed_is_not_set_then_does_not_start_and_names_it(
    tmp_path, name, value
):
    assert f"没有设置环境变量 {name}" in refusal(tmp_path, **{name: value})


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        ("short", "太短或过于简单"),
        (SECRET[:40], "太短或过于简单"),
        ("x" * 80, "太短或过于简单"),
        ("abcabcabc" * 9, "太短或过于简单"),
        (f"django-insecure-{SECRET}", "是示例中的值"),
        (f"ChangeMe-{SECRET}", "是示例中的值"),
        (f"only-for-tests-{SECRET}", "是示例中的值"),
        (f"（50 个以上的随机字符）{SECRET}", "是示例中的值"),
    ],
)
def test_server_when_its_secret_is_none_then_does_not_start(tmp_path, secret, said):
    found = refusal(tmp_path, SECRET_KEY=secret)

    assert f"环境变量 SECRET_KEY {said}" in found


def test_server_when_a_former_secret_is_none_then_does_not_start(tmp_path):
    found = refusal(tmp_path, SECRET_KEY_FALLBACKS=f"{SECRET}Ab1,secret")

    assert "环境变量 SECRET_KEY_FALLBACKS 太短或过于简单" in found


@pytest.mark.parametrize("terms", ["notices=abc", "notices", "=30", "notices=-3"])
def test_server_when_a_term_cannot_be_read_then_does_not_start(tmp_path, terms):
    assert "RETENTION_DAYS" in refusal(tmp_path, RETENTION_DAYS=terms)


@pytest.mark.parametrize("hosts", ["*", "xinyu.example.cn,*", "xinyu.example.cn, *"])
def test_server_when_any_host_would_do_then_does_not_start(tmp_path, hosts):
    assert "ALLOWED_HOSTS 不能写“*”" in refusal(tmp_path, ALLOWED_HOSTS=hosts)


@pytest.mark.parametrize("address", ["http://xinyu.example.cn", "xinyu.example.cn", "ftp://x"])
def test_server_when_its_address_is_not_one_of_tls_then_does_not_start(tmp_path, address):
    assert "环境变量 SITE_URL 必须以 https:// 开头" in refusal(tmp_path, SITE_URL=address)


def test_server_when_a_provider_of_single_sign_on_is_not_behind_tls_then_does_not_start(tmp_path):
    provider = {"OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "y"}
    found = refusal(tmp_path, OIDC_SERVER_URL="http://sso.example.cn", **provider)

    assert "环境变量 OIDC_SERVER_URL 必须以 https:// 开头" in found


ASK = """
import json, portal.wsgi
from django.conf import settings
from django.test import Client

TLS = {"X-Forwarded-Proto": "https", "Host": "xinyu.example.cn"}
answers = {
    "tls": Client().get("/healthz/", headers=TLS),
    "plain": Client().get("/privacy/", headers={"Host": "xinyu.example.cn"}),
    "claimed": Client().get("/privacy/", headers={**TLS, "X-Forwarded-Proto": "http"}),
    "beside": Client().get("/healthz/", headers={"Host": "xinyu.example.cn"}),
    "cookie": Client().post("/i18n/setlang/", {"language": "en"}, headers=TLS),
}
names = [name for name in dir(settings) if name.isupper()]
simple = (str, int, bool, list, tuple)
print(json.dumps({
    "answers": {
        name: [answer.status_code, dict(answer.headers), str(answer.cookies)]
        for name, answer in answers.items()
    },
    "settings": {n: getattr(settings, n) for n in names if isinstance(getattr(settings, n), simple)},
}, default=str))
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """What a server that started answers, and how it is set."""
    folder = tmp_path_factory.mktemp("deployment")
    (folder / "static").mkdir()
    hosts = "xinyu.example.cn, www.xinyu.example.cn"
    ended = run(ASK, folder, DEBUG="1", ALLOWED_HOSTS=hosts, SESSION_COOKIE_SECURE="0")
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_server_when_asked_by_tls_then_has_browsers_keep_to_it(started):
    status, headers, _cookies = started["answers"]["tls"]

    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert "upgrade-insecure-requests" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["plain", "claimed"])
def test_server_when_asked_without_tls_then_leads_to_it(started, name):
    status, headers, _cookies = started["answers"][name]

    assert (status, headers["Location"]) == (301, "https://xinyu.example.cn/privacy/")


def test_server_when_its_health_is_asked_from_beside_the_proxy_then_answers(started):
    assert started["answers"]["beside"][0] == 200


def test_cookie_when_set_then_is_of_this_host_only_and_over_tls(started):
    _status, _headers, cookie = started["answers"]["cookie"]

    assert "__Host-language=en" in cookie
    assert "Secure" in cookie
    assert "Domain=" not in cookie
    assert "Path=/;" in cookie


def test_cookies_when_set_in_production_then_all_are_secure(started):
    found = started["settings"]

    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert found[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert found[f"{cookie}_COOKIE_SECURE"] is True
        assert found[f"{cookie}_COOKIE_HTTPONLY"] is True
        assert found[f"{cookie}_COOKIE_SAMESITE"] == "Lax"


def test_settings_when_the_environment_asks_for_debugging_then_stay_as_they_are(started):
    found = started["settings"]

    assert found["DEBUG"] is False
    assert found["SECOND_FACTOR_REQUIRED"] is True
    assert found["DEMO_ALLOWED"] is False
    assert found["ALLOWED_HOSTS"] == ["xinyu.example.cn", "www.xinyu.example.cn"]
    assert found["WAGTAILADMIN_BASE_URL"] == "https://xinyu.example.cn"
    assert found["SERVE_IMAGES"] is False
