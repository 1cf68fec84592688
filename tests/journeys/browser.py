"""Debian's Chromium, driven by Playwright."""

import shutil
from contextlib import contextmanager

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
DESKTOP = {"width": 1366, "height": 900}
PHONE = {"width": 390, "height": 844}


def have_chromium() -> bool:
    return shutil.which("chromium") is not None


@contextmanager
def browser_page(address: str, viewport=None, expected: tuple[str, ...] = ()):
    """A page of a new browser; errors of its console fail the test at the end.

    But for those that hold one of `expected`: a browser notes each answer of 400 and above.
    """
    from playwright.sync_api import sync_playwright

    complaints = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(
            base_url=address, viewport=viewport or DESKTOP, locale="zh-CN", accept_downloads=True
        )
        page = context.new_page()
        page.on("console", lambda note: note.type == "error" and complaints.append(note.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        browser.close()
    unexpected = [text for text in complaints if not any(part in text for part in expected)]
    assert unexpected == []


def fits(page) -> bool:
    """Whether nothing sticks out to the right. A click waits for the new page to come, not for what
    is in it."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def text_of(page) -> str:
    """What the page says below its head, once it has all come."""
    page.wait_for_load_state()
    return page.locator("main").inner_text()
