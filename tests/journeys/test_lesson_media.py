"""A teacher with a phone looks at a lesson: plays its film, turns its pages, takes its files along."""

import time
import zipfile

import pytest

from tests.journeys.browser import PHONE, browser_page, fits, have_chromium
from tests.journeys.scratch import served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not have_chromium(), reason="no Chromium on this machine"),
]
LESSONS = """
from pathlib import Path
from django.core.files.base import ContentFile
from courses.models import Video
from tests.factories.lessons import DocumentFactory, VideoFactory, add_lesson, attach
from tests.pdfs import pdf
film = Path("tests/data/film")
video = VideoFactory(title="慢慢呼吸", address="", transcript="深吸一口气。",
    file=ContentFile((film / "clock.mp4").read_bytes(), name="a.mp4"),
    captions=ContentFile((film / "clock.vtt").read_bytes(), name="a.vtt"))
lesson = add_lesson("情绪的温度", slug="own", video=video)
attach(lesson, DocumentFactory(title="教学设计稿", name="plan.pdf", content=pdf(3)), "plan")
attach(lesson, DocumentFactory(title="说话的卡片", name="cards.txt"), "worksheet")
add_lesson("平台上的课", slug="elsewhere", video=VideoFactory(title="平台上的片段"))
"""
PLAYER = "<!doctype html><title>player</title><p id=playing>the platform's player"


@pytest.fixture(scope="module")
def address(scratch_site):
    scratch_site.run(LESSONS)
    scratch_site.manage("make_previews")
    with served(scratch_site) as address:
        yield address


def plays_past(page, seconds: float) -> None:
    """Waits until the film is there. The page's policy lets no test wait by a script of its own."""
    deadline = time.monotonic() + 30
    while page.evaluate("document.querySelector('video').currentTime") <= seconds:
        assert time.monotonic() < deadline, "the film stands still"
        page.wait_for_timeout(100)


def shown_caption(page) -> str:
    return page.evaluate(
        "[...document.querySelector('video').textTracks[0].activeCues].map(cue => cue.text).join()"
    )


def test_teacher_plays_the_captioned_film_from_the_middle_by_keyboard(address):
    with browser_page(address, viewport=PHONE) as page:
        answers = []
        page.on("response", lambda answer: answers.append((answer.url[-4:], answer.status)))
        page.goto("/lessons/own/")
        assert fits(page)
        assert not any(kind == ".mp4" for kind, _status in answers), (
            "nothing loads before it is asked"
        )

        page.get_by_role("link", name="全部下载").first.focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "VIDEO"
        page.keyboard.press("Space")
        plays_past(page, 0.3)
        assert page.evaluate("document.querySelector('video').textTracks[0].mode") == "showing"
        assert shown_caption(page) == "第一条字幕：深吸一口气"

        page.evaluate("document.querySelector('video').currentTime = 14")
        plays_past(page, 14.2)
        assert shown_caption(page) == "第二条字幕：慢慢呼出来"
        plays_past(page, 16.2)
        assert shown_caption(page) == "第三条字幕：再来一次"
        page.keyboard.press("Space")
        assert page.evaluate("document.querySelector('video').paused")
        assert (".mp4", 206) in answers

        page.get_by_text("文字稿").click()
        assert page.get_by_text("深吸一口气。").is_visible()


def test_teacher_turns_the_pages_and_takes_the_files_along(address, tmp_path):
    with browser_page(address, viewport=PHONE) as page:
        with page.expect_request("**/count/*/"):
            page.goto("/lessons/own/")
        page.get_by_role("img", name="第 2 页").click()
        page.wait_for_url("**/2/")
        picture = page.get_by_role("img", name="第 2 页")
        assert picture.evaluate("picture => picture.complete && picture.naturalWidth") == 960
        assert fits(page)
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**/3/")
        assert page.get_by_role("link", name="下一页").count() == 0
        page.get_by_role("link", name="上一页").click()
        page.wait_for_url("**/2/")
        page.get_by_role("link", name="情绪的温度", exact=True).click()
        page.wait_for_url("**/lessons/own/")

        with page.expect_download() as download:
            page.get_by_role("link", name="全部下载").first.click()
        assert download.value.suggested_filename == "情绪的温度.zip"
        download.value.save_as(tmp_path / "taken.zip")
        with zipfile.ZipFile(tmp_path / "taken.zip") as archive:
            assert archive.testzip() is None
            assert archive.namelist() == [
                "说明.txt",
                "教学设计-教学设计稿.pdf",
                "活动单-说话的卡片.txt",
            ]
            assert "作者：陈望" in archive.read("说明.txt").decode("utf-8-sig")


def test_film_of_a_platform_loads_only_when_asked_for(address):
    with browser_page(address, viewport=PHONE) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.context.route(
            "https://player.bilibili.com/**",
            lambda route: route.fulfill(content_type="text/html", body=PLAYER),
        )
        page.goto("/lessons/elsewhere/")
        page.wait_for_load_state("networkidle")
        assert all(url.startswith(address) for url in asked)

        page.get_by_role("link", name="在哔哩哔哩观看").click()
        frame = page.frame_locator("iframe[title=平台上的片段]")
        assert frame.locator("#playing").is_visible()
        assert page.url.endswith("/lessons/elsewhere/")


def test_everything_is_there_without_scripts(address):
    with browser_page(address, viewport=PHONE) as page:
        plain = page.context.browser.new_context(
            base_url=address, viewport=PHONE, java_script_enabled=False
        ).new_page()
        plain.goto("/lessons/elsewhere/")
        link = plain.get_by_role("link", name="在哔哩哔哩观看")
        assert link.get_attribute("href").startswith("https://www.bilibili.com/video/BV")
        plain.goto("/lessons/own/")
        assert plain.locator("video[controls]").is_visible()
        plain.get_by_role("img", name="第 1 页").click()
        plain.wait_for_url("**/1/")
        plain.get_by_role("link", name="下一页").click()
        plain.wait_for_url("**/2/")
