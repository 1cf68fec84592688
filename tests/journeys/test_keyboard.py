"""The walks of docs/keyboard.md through search and forms: keys alone, and what a screen reader is told."""

import pytest

from tests.journeys.browser import DESKTOP, PHONE, browser_page, have_chromium
from tests.journeys.scratch import served
from tests.journeys.test_lesson_publishing import PEOPLE, sign_in

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
FOCUSED = """() => {
  const here = document.activeElement;
  const label = here.labels && here.labels.length ? here.labels[0].innerText : here.innerText;
  return (here.getAttribute("aria-label") || label || here.tagName).trim().replace(/\\s+/g, " ");
}"""


@pytest.fixture(scope="module")
def address(scratch_site):
    scratch_site.run(PEOPLE + LESSONS)
    with served(scratch_site) as address:
        yield address


def focused(page) -> str:
    """What a screen reader names where the keyboard is."""
    return page.evaluate(FOCUSED)


def tab_to(page, name: str, most: int = 60) -> None:
    """Presses Tab until something of this name has the focus, and it can be seen that it has."""
    passed = []
    for _time in range(most):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if passed[-1] == name:
            assert outlined(page), f"nothing shows that {name} has the focus"
            return
    raise AssertionError(f"{name} is not among {passed}")


def outlined(page) -> bool:
    return page.evaluate(
        """() => {
          const here = document.activeElement;
          return [here, here.closest(".found, .card")].filter(Boolean).map(getComputedStyle)
            .some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none");
        }"""
    )


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_reader_with_keys_alone_searches_and_opens_a_lesson(address, viewport):
    with browser_page(address, viewport) as page:
        page.goto("/")
        page.keyboard.press("Tab")
        assert focused(page) == "跳到正文"
        page.keyboard.press("Enter")
        tab_to(page, "要找的词", most=3)
        page.keyboard.type("情绪")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/**")

        assert page.title().startswith("情绪")
        assert page.get_by_role("status").inner_text() == "“情绪”共 2 条结果"
        tab_to(page, "情绪温度计")
        page.keyboard.press("Enter")
        page.wait_for_url("**/lessons/thermometer/")
        assert page.get_by_role("heading", level=1).inner_text() == "情绪温度计"


def test_reader_with_keys_alone_narrows_the_catalogue_and_keeps_the_place(address):
    with browser_page(address, PHONE) as page:
        page.goto("/lessons/?q=情绪")
        tab_to(page, "筛选")
        page.keyboard.press("Enter")
        tab_to(page, "八年级 共 1")
        page.keyboard.press("Space")
        page.locator(".chip", has_text="八年级").wait_for()

        assert focused(page) == "八年级 共 1"
        assert page.get_by_role("status").inner_text() == "“情绪”共 1 条结果"
        assert "八年级" in page.locator("main").aria_snapshot()


def test_author_with_keys_alone_is_led_to_what_is_to_be_mended(address):
    with browser_page(address, PHONE, expected=("422",)) as page:
        sign_in(page, "author")
        page.goto("/my/lessons/new/")
        tab_to(page, "建立草稿，继续写")
        page.keyboard.press("Enter")
        page.locator(".field-error").first.wait_for()

        assert focused(page) == "标题"
        told = page.evaluate(
            "document.getElementById(document.activeElement.getAttribute('aria-describedby')"
            ".split(' ').pop()).innerText"
        )
        assert told == "请填写标题。"
        page.keyboard.type("学会说不")
        for name, downs in (("适用年级（起）", 7), ("适用年级（止）", 8), ("内容领域", 3)):
            tab_to(page, name, most=1)
            for _time in range(downs):
                page.keyboard.press("ArrowDown")
        assert page.get_by_label("适用年级（起）").input_value() == "7"
        tab_to(page, "建立草稿，继续写")
        page.keyboard.press("Enter")
        page.get_by_text("草稿已建立，可以随时回来接着写。").wait_for()
        assert page.get_by_role("heading", level=1).inner_text() == "学会说不"


def test_screen_reader_when_on_a_page_then_finds_its_landmarks(address):
    with browser_page(address, PHONE) as page:
        for where in ("/", "/lessons/", "/lessons/thermometer/", "/search/?q=情绪"):
            page.goto(where)
            assert page.get_by_role("main").count() == 1
            assert page.get_by_role("heading", level=1).count() == 1
            assert page.get_by_role("banner").count() == 1
            assert page.get_by_role("contentinfo").count() == 1
            names = [
                one.get_attribute("aria-label") for one in page.get_by_role("navigation").all()
            ]
            assert len(names) == len({*names}) and None not in names, (where, names)
