"""Every public page with the contents that come along: valid HTML, no barrier, light enough.

The checkers come with `npm ci --prefix tests/tools`; .ci/run does that.
"""

import gzip
import json
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.journeys.browser import CHROMIUM, DESKTOP, FLAGS, PHONE, have_chromium
from tests.journeys.scratch import served

TOOLS = Path(__file__).resolve().parents[1] / "tools" / "node_modules"
AXE = TOOLS / "axe-core" / "axe.min.js"
VNU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
HEAVIEST = 150_000  # bytes as sent, packed: a page, its styles and scripts; no pictures and video
OTHER_PAGES = ("/search/?q=情绪", "/lessons/?topic=emotion", "/style/", "/language/", "/privacy/",
               "/accounts/login/", "/activate/", "/no-such-page/", "/handbook/", "/handbook/9/")  # fmt: skip
ADDRESSES = """
from wagtail.models import Page
print("\\n".join(page.get_url() for page in Page.objects.live().filter(depth__gt=1)))
"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not have_chromium(), reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="no axe-core: npm ci --prefix tests/tools"),
]


@pytest.fixture(scope="module")
def address(scratch_site):
    scratch_site.manage("load_contents")
    with served(scratch_site) as address:
        yield address


@pytest.fixture(scope="module")
def paths(scratch_site, address) -> list[str]:
    pages = scratch_site.run(ADDRESSES).splitlines()
    assert len(pages) > 40
    return [*pages, *OTHER_PAGES]


def one_of_each(paths: list[str]) -> list[str]:
    """A page of each section: they share their template."""
    found = {
        path.split("?")[0].strip("/").split("/")[0] + str(path.count("/")): path for path in paths
    }
    return sorted(found.values())


@pytest.mark.skipif(
    not VNU.exists() or not shutil.which("java"), reason="no Nu HTML checker or no Java"
)
def test_public_pages_when_checked_then_are_valid_html(address, paths, tmp_path):
    for number, path in enumerate(paths):
        request = address + urllib.request.quote(path, safe="/?=&")
        try:
            html = urllib.request.urlopen(request).read()
        except urllib.error.HTTPError as error:
            html = error.read()
        (tmp_path / f"{number}.html").write_bytes(html)

    found = subprocess.run(
        ["java", "-jar", VNU, "--errors-only", "--format", "json", *tmp_path.glob("*.html")],
        capture_output=True,
        text=True,
        check=False,
    )

    messages = json.loads(found.stderr)["messages"]
    told = [
        f"{paths[int(Path(message['url']).stem)]}: {message['message']}" for message in messages
    ]
    assert told == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_public_pages_when_read_with_axe_then_have_no_barrier(address, paths, viewport, scheme):
    from playwright.sync_api import sync_playwright

    source, told = AXE.read_text(encoding="utf-8"), []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(
            base_url=address, viewport=viewport, color_scheme=scheme, locale="zh-CN"
        )
        for path in one_of_each(paths):
            page.goto(path)
            page.evaluate(source)
            for violation in page.evaluate("axe.run()")["violations"]:
                told.append(f"{path}: {violation['id']} {violation['nodes'][0]['html'][:120]}")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                told.append(f"{path}: scrolls sideways")
        browser.close()
    assert told == []


def test_public_pages_when_loaded_then_weigh_little(address, paths):
    from playwright.sync_api import sync_playwright

    heavy = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for path in one_of_each(paths):
            page, sizes = browser.new_page(base_url=address), {}

            def note(response, sizes=sizes):
                if response.request.resource_type in ("document", "stylesheet", "script"):
                    sizes[response.url] = len(gzip.compress(response.body()))

            page.on("response", note)
            page.goto(path, wait_until="networkidle")
            if sum(sizes.values()) > HEAVIEST:
                heavy.append((path, sizes))
            page.close()
        browser.close()
    assert heavy == []
