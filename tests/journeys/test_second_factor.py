"""An officer's second factor on a phone: an authenticator app, a passkey, a recovery code."""

import pytest

from tests.journeys.browser import PHONE, browser_page, fits, have_chromium
from tests.journeys.scratch import served
from tests.people.sign_in.steps import code_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not have_chromium(), reason="no Chromium on this machine"),
]
PASSWORD = "Journey-2026-心育"
SETUP = "**/accounts/second-factor/"
SECOND_STEP = "**/accounts/second-factor/code/"
OFFICERS = f"""
from people.models import RoleGrant, Unit, User
for name in ("with-app", "with-passkey", "with-recovery-code"):
    officer = User.objects.create_user(name, password="{PASSWORD}", last_name="王", first_name="岚")
    RoleGrant.objects.create(user=officer, role="city_officer", starts_on="2020-01-01",
                             unit=Unit.objects.get(code="420100"))
"""
# One of a phone: it is built in, keeps the passkey, and has looked at the finger.
BUILT_IN = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def address(scratch_site):
    """Browsers know passkeys on https, and on a host of this name."""
    scratch_site.env["SECOND_FACTOR_REQUIRED"] = "true"
    scratch_site.run(OFFICERS)
    with served(scratch_site, host="localhost") as address:
        yield address


def give_password(page, name):
    page.goto("/accounts/login/")
    page.get_by_label("教师编号、手机号或邮箱").fill(name)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def give_code(page, code):
    page.wait_for_url(SECOND_STEP)
    assert_fits(page)
    page.get_by_label("验证码").fill(code)
    page.get_by_role("button", name="确认").click()


def enrol_app(page, name):
    """The first sign-in of an officer, as far as the recovery codes; the secret, and the codes."""
    give_password(page, name)
    page.wait_for_url(SETUP)
    assert_fits(page)
    page.get_by_role("link", name="使用身份验证器").click()
    page.get_by_role("heading", name="启用身份验证器").wait_for()
    assert_fits(page)
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("验证码").fill(code_of(secret))
    page.get_by_role("button", name="启用").click()
    page.wait_for_url("**/accounts/second-factor/recovery-codes/")
    assert_fits(page)
    return secret, page.locator(".recovery-codes code").all_inner_texts()


def sign_out(page):
    page.get_by_role("button", name="菜单").click()
    page.get_by_role("button", name="退出").click()
    page.get_by_role("main").get_by_role("link", name="登录").wait_for()


def assert_fits(page):
    assert fits(page)


def words(page):
    return page.locator("main").inner_text()


def test_officer_when_signing_in_first_then_sets_up_an_app_and_later_gives_its_code(address):
    with browser_page(address, PHONE) as page:
        give_password(page, "with-app")
        page.wait_for_url(SETUP)
        page.goto("/audit/")
        page.wait_for_url(SETUP)  # nothing else is open

    with browser_page(address, PHONE) as page:
        secret, codes = enrol_app(page, "with-app")
        assert len(set(codes)) == 10
        page.reload()
        assert "恢复码只在生成时显示一次" in words(page)
        assert page.locator(".recovery-codes").count() == 0
        page.goto("/start/")
        assert "武汉市" in page.locator("h1").inner_text()
        sign_out(page)

        give_password(page, "with-app")
        page.goto("/start/")
        page.wait_for_url(SECOND_STEP)  # the password alone opens nothing
        give_code(page, code_of(secret, step=1))
        page.wait_for_url("**/start/")


def test_passkey_when_added_then_signs_in_alone(address):
    with browser_page(address, PHONE) as page:
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": BUILT_IN})
        enrol_app(page, "with-passkey")
        page.goto("/accounts/security/")
        page.get_by_role("link", name="添加", exact=True).click()
        page.get_by_label("名称").fill("我的手机")
        assert_fits(page)
        page.get_by_role("button", name="添加").click()
        page.wait_for_url("**/accounts/security/")
        assert "通行密钥：我的手机" in words(page)
        assert_fits(page)
        sign_out(page)

        page.goto("/accounts/login/?next=/my/sign-ins/")
        page.get_by_role("button", name="用通行密钥登录").click()
        page.wait_for_url("**/my/sign-ins/")
        assert "通行密钥" in page.get_by_role("row").nth(1).inner_text()


def test_recovery_code_when_used_again_then_is_refused(address):
    with browser_page(address, PHONE) as page:
        _secret, (code, *_others) = enrol_app(page, "with-recovery-code")
        sign_out(page)
        give_password(page, "with-recovery-code")
        give_code(page, code)
        page.wait_for_url("**/start/")
        page.goto("/accounts/security/")
        assert "还有 9 个没有用过" in words(page)
        sign_out(page)

        give_password(page, "with-recovery-code")
        give_code(page, code)
        page.get_by_text("验证码不正确或已经用过").wait_for()
        page.goto("/start/")
        page.wait_for_url(SECOND_STEP)
