"""A certificate is checked without a network: its code read off the paper, the signature in the phone."""

import shutil
import subprocess

import pytest

from tests.journeys.browser import PHONE, browser_page, fits, have_chromium
from tests.journeys.scratch import free_port, wait_until_served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not have_chromium(), reason="no Chromium on this machine"),
    pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg is not installed"),
    pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not installed"),
]
ISSUED = """
from datetime import date
from decimal import Decimal
from pathlib import Path
from credits.certificates.documents import draw_certificates
from credits.certificates.services.issuing import CertificateDraft, issue_certificates
from credits.certificates.services.templating import default_template
from credits.enums import Category
from people.models import Teacher, Unit, User
officer = User.objects.create_user("officer", last_name="王", first_name="强")
unit = Unit.objects.get(code="420106")
draft = CertificateDraft("class:1:1", Teacher.objects.create(number="1", name="张晓梅"),
                         "心理健康教育骨干教师研修班", date(2026, 3, 1), date(2026, 3, 5),
                         {Category.ETHICS: Decimal("4"), Category.SKILL: Decimal("12.5")})
certificates = issue_certificates([draft], template=default_template(unit, by=officer), by=officer)
Path(PATH).write_bytes(draw_certificates(certificates))
print(certificates[0].number)
"""
REVOKE = """
from credits.certificates.models import Certificate
from credits.certificates.services.issuing import revoke_certificate
from people.models import User
revoke_certificate(Certificate.objects.get(), by=User.objects.get(username="officer"), reason="误发")
"""


@pytest.fixture
def served(scratch_site):
    """The address, and the server's process: to end it is to have no network."""
    host = f"127.0.0.1:{free_port()}"
    scratch_site.env["SITE_URL"] = f"http://{host}"
    process = scratch_site.start("runserver", host, "--noreload")
    try:
        wait_until_served(f"http://{host}/accounts/login/")
        yield f"http://{host}", process
    finally:
        process.terminate()
        process.wait(timeout=30)


def code_on_paper(pdf) -> str:
    """What zbarimg reads in a picture of the page."""
    subprocess.run(
        ["pdftoppm", "-r", "150", "-png", "-singlefile", str(pdf), str(pdf)],  # noqa: S607  # found on the path
        check=True,
    )
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", f"{pdf}.png"],  # noqa: S607  # as above
        check=True,
        capture_output=True,
        text=True,
    )
    return read.stdout.strip()


def flipped(code: str, place: int) -> str:
    """With another letter at that place of the payload."""
    other = "B" if code[place] == "A" else "A"
    return code[:place] + other + code[place + 1 :]


def assert_refused(page):
    page.locator("#forged, #unknown-key, #unreadable").filter(visible=True).wait_for()
    assert page.locator("#genuine").is_hidden()


@pytest.mark.abuse("T12")
def test_certificate_when_there_is_no_network_then_is_told_from_a_forged_one(
    scratch_site, served, tmp_path
):
    address, server = served
    pdf = tmp_path / "certificate.pdf"
    number = scratch_site.run(f"PATH = {str(pdf)!r}\n{ISSUED}")
    code = code_on_paper(pdf)
    assert code.startswith(f"{address}/certificates/v/#")

    # What the page asks for while there is no server is noted by the browser.
    with browser_page(address, PHONE, expected=("ERR_CONNECTION_REFUSED",)) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/certificates/v/")
        page.locator("#kept").filter(visible=True).wait_for()
        page.get_by_role("link", name="心育学时").wait_for()
        assert fits(page)

        server.terminate()
        server.wait(timeout=30)

        page.goto("about:blank")
        page.goto(code)
        page.locator("#genuine").filter(visible=True).wait_for()
        shown = page.locator("#genuine").inner_text()
        for part in ("真实", "张晓梅", "专业伦理 4", "专业技能 12.5", "2026-03-01", number):
            assert part in shown
        assert fits(page)

        start = code.index("#") + 1
        for place in (start + 60, code.index(".", start) - 5, len(code) - 20):
            page.get_by_label("二维码的内容").fill(flipped(code, place))
            page.get_by_role("button", name="核验", exact=True).click()
            assert_refused(page)
        page.get_by_label("二维码的内容").fill(code)
        page.get_by_role("button", name="核验", exact=True).click()
        page.locator("#genuine").filter(visible=True).wait_for()
        payload = code[start:]
        assert [
            url
            for url in asked
            if "eyJ" in url.partition("#")[0] or payload in url.partition("#")[0]
        ] == []


def test_certificate_when_revoked_then_the_state_says_so_though_the_signature_holds(
    scratch_site, served
):
    address, _server = served
    scratch_site.run(REVOKE)
    code = scratch_site.run(
        "from credits.certificates.codes import link_of;"
        "from credits.certificates.models import Certificate;"
        "print(link_of(Certificate.objects.get()))"
    )

    with browser_page(address, PHONE) as page:
        page.goto(code)
        page.get_by_role("link", name="查询当前状态").click()
        page.wait_for_url("**/certificates/check/?number=*")
        assert "已撤销" in page.locator("main").inner_text()
        assert "晓梅" not in page.locator("main").inner_text()


def test_certificate_when_the_browser_knows_no_ed25519_then_the_library_verifies(
    scratch_site, served
):
    address, _server = served
    code = scratch_site.run(
        "from credits.certificates.codes import link_of;"
        "from credits.certificates.models import Certificate;"
        "print(link_of(Certificate.objects.get()))"
    )

    with browser_page(address, PHONE) as page:
        page.add_init_script(
            "SubtleCrypto.prototype.importKey = () => Promise.reject(new Error('unknown'))"
        )
        page.goto(code)
        page.locator("#genuine").filter(visible=True).wait_for()
        page.get_by_label("二维码的内容").fill(flipped(code, len(code) - 20))
        page.get_by_role("button", name="核验", exact=True).click()
        assert_refused(page)
