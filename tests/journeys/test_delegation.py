"""An officer goes on leave and lends the work to a colleague, on a phone."""

from datetime import timedelta

import pytest

from common.clock import today
from tests.journeys.browser import PHONE, browser_page, fits, have_chromium
from tests.journeys.scratch import served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not have_chromium(), reason="no Chromium on this machine"),
]
PASSWORD = "Journey-2026-心育"
PEOPLE = f"""
from people.models import RoleGrant, Unit, User
officer = User.objects.create_user("lender", password="{PASSWORD}", last_name="欧阳", first_name="静")
User.objects.create_user("colleague", password="{PASSWORD}", last_name="陈", first_name="望")
RoleGrant.objects.create(user=officer, role="unit_officer", unit=Unit.objects.get(code="420106"),
                         starts_on="2020-01-01")
"""


@pytest.fixture(scope="module")
def address(scratch_site):
    scratch_site.run(PEOPLE)
    with served(scratch_site) as address:
        yield address


def sign_in(page, name):
    page.goto("/accounts/login/")
    page.get_by_label("教师编号、手机号或邮箱").fill(name)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/start/")


def lend(page):
    page.get_by_role("link", name="工作委托").click()
    page.get_by_role("link", name="委托同事").click()
    page.get_by_label("受托人").fill("nobody-here")
    page.get_by_label("结束日期").fill((today() + timedelta(days=7)).isoformat())
    page.get_by_label("事由").fill("外出培训")
    page.get_by_role("button", name="委托").click()
    assert "没有找到“nobody-here”的账号" in page.locator("main").inner_text()
    page.get_by_label("受托人").fill("colleague")
    page.get_by_role("button", name="委托").click()
    page.wait_for_url("**/delegations/")
    assert "陈望" in page.locator("main").inner_text()


def test_officer_lends_the_work_and_takes_it_back(address):
    with browser_page(address, viewport=PHONE) as page:
        sign_in(page, "colleague")
        assert "账号还没有分配工作" in page.locator("main").inner_text()

    with browser_page(address, viewport=PHONE) as page:
        sign_in(page, "lender")
        lend(page)
        assert fits(page)

    with browser_page(address, viewport=PHONE) as page:
        sign_in(page, "colleague")
        assert "武昌区" in page.locator("h1").inner_text()
        page.get_by_role("link", name="年度核查", exact=True).last.click()
        assert "武昌区" in page.locator("h1").inner_text()
        page.goto("/delegations/")
        assert "欧阳静" in page.locator("main").inner_text()
        page.goto("/notices/")
        assert "委托已生效" in page.locator("main").inner_text()

    with browser_page(address, viewport=PHONE) as page:
        sign_in(page, "lender")
        page.goto("/delegations/")
        page.get_by_role("button", name="终止").click()
        assert "委托已终止" in page.locator("main").inner_text()

    with browser_page(address, viewport=PHONE) as page:
        sign_in(page, "colleague")
        assert "账号还没有分配工作" in page.locator("main").inner_text()
