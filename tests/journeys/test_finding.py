"""A visitor looks for lessons: 「情绪」 for grade 8, with scripts and without."""

import pytest

from tests.journeys.browser import CHROMIUM, FLAGS, PHONE, browser_page, have_chromium
from tests.journeys.scratch import served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not have_chromium(), reason="no Chromium on this machine"),
]
LESSONS = """
from tests.courses.finding.shelves import put_lesson
put_lesson("情绪温度计", slug="thermometer", grade_from=8, grade_to=8)
put_lesson("情绪小怪兽", grade_from=1, grade_to=2)
put_lesson("学会倾听", grade_from=8, grade_to=8, topic="relations")
"""


@pytest.fixture(scope="module")
def address(scratch_site):
    scratch_site.run(LESSONS)
    with served(scratch_site) as address:
        yield address


def found(page) -> list[str]:
    return page.locator(".found h2, .found h3").all_inner_texts()


def test_visitor_with_a_phone_when_looking_for_a_grade_then_narrows_without_a_reload(address):
    with browser_page(address, PHONE) as page:
        page.goto("/")
        page.locator(".site-search summary").click()
        page.locator(".site-search input:focus").wait_for()
        page.keyboard.type("情绪")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/**")
        assert found(page) == ["情绪小怪兽", "情绪温度计"]

        page.goto("/lessons/?q=情绪")
        page.locator(".finder-fold summary").click()
        page.get_by_label("八年级").check()
        page.locator(".chip", has_text="八年级").wait_for()
        assert page.url.endswith("&grade=8")
        assert found(page) == ["情绪温度计"]
        assert page.get_by_label("八年级").is_checked()
        assert page.get_by_label("八年级").is_visible()
        assert page.locator("#found").inner_text() == "“情绪”共 1 条结果"

        page.locator(".chip", has_text="八年级").click()
        page.wait_for_url("**/lessons/?q=*")
        assert found(page) == ["情绪小怪兽", "情绪温度计"]

        page.go_back()
        page.locator(".chip", has_text="八年级").wait_for()
        page.get_by_role("link", name="情绪温度计").click()
        page.wait_for_url("**/lessons/thermometer/")
        assert "学会倾听" in page.locator(".similar").inner_text()
        assert "情绪小怪兽" not in page.locator(".similar").inner_text()


def test_visitor_without_scripts_when_narrowing_then_sends_the_form(address):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(base_url=address, viewport=PHONE, java_script_enabled=False)
        page.goto("/lessons/")
        page.locator(".finder-fold summary").click()
        page.get_by_label("八年级").check()
        page.get_by_label("情绪调适").check()
        page.get_by_role("button", name="查看结果").click()

        assert found(page) == ["情绪温度计"]
        assert page.locator(".chip", has_text="八年级").is_visible()
        assert page.locator(".chip", has_text="情绪调适").is_visible()
        browser.close()
