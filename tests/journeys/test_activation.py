"""A school gives its teachers their way in: a printed sheet, a code handed over anew; on a phone."""

import re
from pathlib import Path

import pytest

from common.clock import today
from tests.journeys.browser import PHONE, browser_page, fits, have_chromium
from tests.journeys.scratch import free_port, wait_until_served
from tests.people.activation.sheets import pages_of, qr_codes_on, text_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not have_chromium(), reason="no Chromium on this machine"),
]
PASSWORD = "Journey-2026-心育"
SCHOOL = f"""
from people.models import Post, RoleGrant, School, Teacher, Unit, User
school = School.objects.create(code="2142000001", name="育才小学", kind="211", ownership="public",
                               unit=Unit.objects.get(code="420106"))
admin = User.objects.create_user("zhou", password="{PASSWORD}", last_name="周", first_name="敏")
RoleGrant.objects.create(user=admin, role="school_admin", school=school, starts_on="2020-01-01")
for number, name, phone in (("420106000001", "阿依古丽·买买提", "13907130001"),
                            ("420106000002", "王芳", "")):
    teacher = Teacher.objects.create(number=number, name=name, phone=phone)
    Post.objects.create(teacher=teacher, school=school, kind="full_time", starts_on="2020-09-01")
"""
WORKER = ("db_worker", "--backend", "jobs", "--no-startup-delay", "--interval", "0.1")


@pytest.fixture(scope="module")
def address(scratch_site):
    """A server, and a worker beside it."""
    scratch_site.run(SCHOOL)
    host = f"127.0.0.1:{free_port()}"
    scratch_site.env["SITE_URL"] = f"http://{host}"
    running = [
        scratch_site.start("runserver", host, "--noreload"),
        scratch_site.start(*WORKER),
    ]
    try:
        wait_until_served(f"http://{host}/accounts/login/")
        yield f"http://{host}"
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=30)


def open_accounts(page):
    page.goto("/accounts/login/")
    page.get_by_label("教师编号、手机号或邮箱").fill("zhou")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/start/")
    page.locator("main").get_by_role("link", name="账号管理").click()


def next_step(page, address):
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url(address)
    assert fits(page)


def main_of(page) -> str:
    return page.locator("main").inner_text()


def set_password(page):
    page.get_by_label("设置密码", exact=True).fill("心育学时-2026-秋天")
    page.get_by_label("再次输入密码").fill("心育学时-2026-秋天")
    page.get_by_role("button", name="激活并登录").click()
    page.wait_for_url("**/start/")


def print_sheet_for(page, name, folder) -> bytes:
    """Picks one teacher, waits for the worker, takes the file."""
    page.get_by_label(f"选择{name}").check()
    page.get_by_role("button", name="为所选人员打印激活单").click()
    assert "将为 1 人各生成一个一次性激活码" in main_of(page)
    assert fits(page)
    page.get_by_role("button", name="生成激活单").click()
    page.get_by_role("heading", name="激活单已生成").wait_for()
    assert fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 PDF").click()
    assert download.value.suggested_filename.startswith("激活单-1人-")
    download.value.save_as(folder / "codes.pdf")
    return Path(folder / "codes.pdf").read_bytes()


def test_teacher_scans_a_printed_code_and_lands_on_their_own_year(address, tmp_path):
    with browser_page(address, viewport=PHONE) as page:
        open_accounts(page)
        pdf = print_sheet_for(page, "阿依古丽·买买提", tmp_path)
    (qr,) = qr_codes_on(pages_of(pdf)[0])
    assert "阿依古丽·买买提" in text_of(pdf)

    with browser_page(address, viewport=PHONE, expected=("422",)) as page:
        page.goto(qr.what)  # the code behind the # is put in and sent by itself
        page.wait_for_url("**/activate/person/")
        assert fits(page)
        page.get_by_label("姓名").fill("阿依古丽买买提")
        page.get_by_label("手机号末四位").fill("1000")
        page.get_by_role("button", name="下一步").click()
        page.get_by_text("还可以再试 2 次").wait_for()
        page.get_by_label("手机号末四位").fill("0001")
        next_step(page, "**/activate/password/")
        assert page.get_by_label("登录用户名（教师编号）").input_value() == "420106000001"
        set_password(page)
        assert "账号已激活" in main_of(page)
        assert f"{today().year} 年度我的学时" in page.locator("h1").inner_text()
        assert fits(page)
        page.get_by_role("link", name="我的学时", exact=True).last.click()
        page.wait_for_url(f"**/my/year/{today().year}/")

    with browser_page(address, viewport=PHONE, expected=("422",)) as page:
        page.goto(qr.what)
        page.get_by_text("这个一次性码已经用过").wait_for()
        page.get_by_role("link", name="去登录").click()
        page.wait_for_url("**/accounts/login/")


def hand_out_code(page, button) -> str:
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/issue/")
    assert fits(page)
    return page.locator(".handed-over .code").inner_text()


def test_school_reissues_a_code_and_only_the_newer_one_opens(address):
    with browser_page(address, viewport=PHONE) as page:
        open_accounts(page)
        assert fits(page)
        page.get_by_role("link", name="王芳").click()
        older = hand_out_code(page, "发放激活码")
        page.get_by_role("link", name="返回").click()
        assert "有效" in main_of(page)
        newer = hand_out_code(page, "重新发放激活码")
        page.get_by_role("link", name="返回").click()
        assert "已作废" in main_of(page)
        assert newer not in page.content()

    assert re.fullmatch(r"[A-Z0-9]{4}(-[A-Z0-9]{4}){2}", newer)
    with browser_page(address, viewport=PHONE, expected=("422",)) as page:
        page.goto("/activate/")
        page.get_by_label("一次性码").fill(older)
        page.get_by_role("button", name="下一步").click()
        page.get_by_text("这个一次性码已作废").wait_for()
        page.get_by_label("一次性码").fill(newer.lower())
        next_step(page, "**/activate/person/")
        page.get_by_label("姓名").fill("王芳")
        page.get_by_label("教师编号末四位").fill("0002")
        next_step(page, "**/activate/password/")
        set_password(page)
        assert f"{today().year} 年度我的学时" in page.locator("h1").inner_text()
