"""Takes the pictures of the handbook from a running site, with Chromium."""

import os
import shutil
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

from PIL import Image

from portal.handbook.pictures import Picture

# An article with sixteen of them is to open quickly in a staff room.
LARGEST = 60_000
QUALITIES = (92, 85, 78, 70, 60, 50)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--lang=zh-CN",  # the words of file fields are the browser's own
]
SETTLED = 700  # milliseconds, for what slides and fades in the desk


class NotTakenError(Exception):
    """Carries the picture; its cause says which step failed."""

    def __init__(self, picture: Picture):
        super().__init__(picture.name)
        self.picture = picture


def take(
    pictures: Iterable[Picture], folder: Path, *, site: str, password: str, wanted: Callable
) -> None:
    """Goes through all steps, and writes those pictures of which `wanted(name)` is true.

    Raises NotTakenError where a screen is not as the table of pictures has it.
    """
    # A library for development, which a deployment does not have.
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=FLAGS,
            env={**os.environ, "LANGUAGE": "zh_CN"},
        )
        pages = {}
        for picture in pictures:
            if picture.role not in pages:
                pages[picture.role] = _sign_in(browser, site, picture.role, password)
            try:
                shot = _screen(pages[picture.role], picture)
            except Error as error:
                raise NotTakenError(picture) from error
            if wanted(picture.name):
                (folder / f"{picture.name}.webp").write_bytes(_small(shot))
        browser.close()


def _screen(page, picture: Picture) -> bytes:
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.goto(picture.address)
    _follow(page, picture.steps)
    page.wait_for_timeout(SETTLED)
    shot = page.screenshot()
    _follow(page, picture.after)
    return shot


def _sign_in(browser, site: str, role: str, password: str):
    context = browser.new_context(
        base_url=site, locale="zh-CN", color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    if role:
        page.goto("/accounts/login/")
        page.fill("[name=login]", role)
        page.fill("[name=password]", password)
        page.click("main form button")
        page.wait_for_url("**/start/")
    return page


def _follow(page, steps) -> None:
    for verb, *told in steps:
        DOING[verb](page, *told)
        page.wait_for_load_state("networkidle")


DOING: dict[str, Callable] = {
    "go": lambda page, address: page.goto(urljoin(page.url, address)),
    "click": lambda page, what: page.click(what),
    "check": lambda page, what: page.check(what),
    "choose": lambda page, what, label: page.select_option(what, label=label),
    "fill": lambda page, what, text: page.fill(what, text),
    "hover": lambda page, what: page.hover(what),
    "scroll": lambda page, what: page.locator(what).evaluate("it => it.scrollIntoView()"),
    "centre": lambda page, what: page.locator(what).evaluate(
        "it => it.scrollIntoView({block: 'center'})"
    ),
}


def _small(png: bytes) -> bytes:
    """As WebP without loss if that is small enough, else at the best quality that is."""
    with Image.open(BytesIO(png)) as screen:
        screen = screen.convert("RGB")
        whole = _saved(screen, lossless=True)
        if len(whole) <= LARGEST:
            return whole
        for quality in QUALITIES:
            lossy = _saved(screen, quality=quality)
            if len(lossy) <= LARGEST:
                return lossy
    return lossy


def _saved(screen: Image.Image, **how) -> bytes:
    made = BytesIO()
    screen.save(made, "WEBP", method=6, **how)
    return made.getvalue()
