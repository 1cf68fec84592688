"""A claim by phone: photo, returned, mended, recognised, in the year; a double is stopped."""

import pytest

from tests.journeys.browser import DESKTOP, PHONE, browser_page, fits, have_chromium, text_of
from tests.journeys.scratch import served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not have_chromium(), reason="no Chromium on this machine"),
]
PASSWORD = "Journey-2026-心育"
PEOPLE = f"""
from datetime import date
from people.enums import Ownership, Role, SchoolKind
from people.models import Post, School, Teacher, Unit, User
from people.services.accounts import link_teacher
from people.services.grants import grant_role
def account(name, family, given):
    return User.objects.create_user(name, password="{PASSWORD}", last_name=family, first_name=given)
def grant(user, role, **place):
    grant_role(user, role, starts_on=date(2020, 1, 1), **place)
unit = Unit.objects.get(code="420106")
school = School.objects.create(code="2142010601", name="示例中学", unit=unit, kind=SchoolKind.JUNIOR,
                               ownership=Ownership.PUBLIC)
teacher = Teacher.objects.create(number="420106000001", name="陈望")
Post.objects.create(teacher=teacher, school=school, kind="full_time", starts_on=date(2020, 9, 1))
link_teacher(account("teacher", "陈", "望"), teacher)
grant(account("school", "周", "敏"), Role.SCHOOL_ADMIN, school=school)
grant(account("officer", "孙", "悦"), Role.UNIT_OFFICER, unit=unit)
from tests.credits.claims.pictures import photo
import base64
print(base64.b64encode(photo()).decode())
"""
TITLE = "沙盘游戏治疗培训"


@pytest.fixture(scope="module")
def photo(scratch_site) -> dict:
    """As a phone takes it: on its side, with the place written beside it."""
    import base64

    data = base64.b64decode(scratch_site.run(PEOPLE))
    return {"name": "证书.jpg", "mimeType": "image/jpeg", "buffer": data}


@pytest.fixture(scope="module")
def address(scratch_site, photo):
    with served(scratch_site) as address:
        yield address


def sign_in(page, name):
    page.goto("/accounts/login/")
    page.get_by_label("教师编号、手机号或邮箱").fill(name)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/start/")


def begin(page):
    page.goto("/my/claims/new/")
    page.get_by_role("button", name="参加培训").click()
    page.wait_for_url("**/my/claims/*-*/")


def fill(page, day="2026-03-07", number="ZJ-2026-1"):
    page.get_by_label("项目名称").fill(TITLE)
    page.get_by_label("主办单位").fill("示范大学")
    page.get_by_label("开始日期").fill(day)
    page.get_by_label("结束日期").fill(day)
    page.get_by_label("培训内容").select_option(label="专业技能")
    page.get_by_label("培训级别").select_option(label="省级")
    page.get_by_label("证书编号").fill(number)
    page.get_by_label("按分钟换算").fill("300")
    assert page.get_by_label("学时", exact=True).input_value() == "6.5"


def upload(page, photo):
    page.get_by_label("拍照或选择文件").set_input_files(photo)
    page.get_by_role("button", name="上传这个文件").click()
    page.get_by_role("img", name="证书.jpg").wait_for()


def hand_in(page):
    page.get_by_role("button", name="核对并提交").click()
    page.get_by_role("button", name="提交审核").click()
    page.get_by_text("现在由 示例中学 审核").wait_for()


def test_claim_goes_from_a_phone_to_the_teachers_year(address, photo):
    with browser_page(address, viewport=PHONE) as page:
        sign_in(page, "teacher")
        begin(page)
        fill(page)
        page.get_by_text("已自动保存").wait_for()
        page.get_by_text("计入 2026 年度 6.5 学时").wait_for()
        upload(page, photo)
        assert fits(page)
        hand_in(page)
        assert fits(page)

    with browser_page(address, viewport=DESKTOP) as page:
        sign_in(page, "school")
        page.goto("/claims/review/")
        page.get_by_role("link", name=TITLE).click()
        page.get_by_role("img", name="证书.jpg").wait_for()
        page.wait_for_load_state()  # until then no key has a meaning
        page.keyboard.press("r")
        page.locator("#reason:focus").wait_for()
        page.keyboard.type("日期看不清。")
        page.get_by_role("button", name="退回修改").click()
        page.get_by_text("已退回修改").wait_for()

    with browser_page(address, viewport=PHONE) as page:
        sign_in(page, "teacher")
        page.goto("/my/claims/")
        page.get_by_role("link", name=TITLE).click()
        assert "日期看不清。" in text_of(page)
        page.get_by_label("说明", exact=True).fill("日期在证书右下角。")
        hand_in(page)

    for name in ("school", "officer"):
        with browser_page(address, viewport=DESKTOP) as page:
            sign_in(page, name)
            page.goto("/claims/review/")
            page.get_by_role("link", name=TITLE).click()
            page.get_by_role("img", name="证书.jpg").wait_for()
            page.wait_for_load_state()
            page.keyboard.press("a")
            page.get_by_text("没有待审核的申报").wait_for()

    with browser_page(address, viewport=PHONE) as page:
        sign_in(page, "teacher")
        page.goto("/my/year/2026/")
        assert TITLE in text_of(page)
        assert "6.5" in text_of(page)
        begin(page)
        page.get_by_label("证书编号").fill("zj 2026 1")
        page.get_by_text("证书编号相同").wait_for()
        page.get_by_role("link", name="查看那一项").click()
        page.get_by_text("学时已入账").wait_for()
