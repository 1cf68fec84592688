"""A lesson from a teacher's phone to the public site: school, mending, two editors."""

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
link_teacher(account("author", "陈", "望"), teacher)
grant(account("school", "周", "敏"), Role.SCHOOL_ADMIN, school=school)
grant(account("editor", "孙", "悦"), Role.EDITOR, unit=unit)
grant(account("second", "吴", "清"), Role.EDITOR, unit=unit)
"""
TITLE = "情绪温度计"


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


def begin(page):
    page.goto("/my/lessons/")
    page.get_by_role("link", name="新建课例").click()
    assert "陈望，示例中学" in text_of(page)
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("适用年级（起）").select_option(label="七年级")
    page.get_by_label("适用年级（止）").select_option(label="八年级")
    page.get_by_label("内容领域").select_option(label="情绪调适")
    page.get_by_role("button", name="建立草稿").click()
    page.wait_for_url("**/my/lessons/*/")
    assert fits(page)


def write(page):
    """Half of it is kept while it is typed, the rest by buttons."""
    page.get_by_label("摘要").fill("用温度计说出情绪的强弱。")
    page.get_by_label("教学目标").fill("能说出三种情绪\n能找到降温的办法")
    page.get_by_text("已自动保存").wait_for()
    page.get_by_label("环节名称").last.fill("热身")
    page.get_by_label("分钟", exact=True).last.fill("5")
    page.get_by_label("教师做什么，学生做什么").last.fill("教师读情境，学生打手势。")
    page.get_by_role("button", name="再加一个环节").click()
    page.get_by_text("环节 2（新）").wait_for()
    page.get_by_label("文件", exact=True).set_input_files(
        {"name": "活动单.txt", "mimeType": "text/plain", "buffer": "情绪温度计".encode()}
    )
    page.get_by_role("button", name="上传这个文件").click()
    page.get_by_role("link", name="活动单").wait_for()


def hand_in(page):
    page.get_by_role("button", name="提交审核").last.click()
    page.wait_for_load_state()


def test_lesson_goes_from_a_phone_to_the_public_site(address):
    with browser_page(address, viewport=PHONE, expected=("422",)) as page:
        sign_in(page, "author")
        begin(page)
        write(page)
        hand_in(page)
        assert "请确认权利与隐私声明。" in text_of(page)
        page.get_by_label("我有权分享这些材料").check()
        hand_in(page)
        assert "待学校审核" in text_of(page)

    with browser_page(address, viewport=DESKTOP) as page:
        sign_in(page, "school")
        page.get_by_role("link", name="课例审核").first.click()
        page.get_by_role("link", name=TITLE).click()
        with page.expect_download() as file:
            page.get_by_role("link", name="活动单").click()
        assert file.value.path().read_text(encoding="utf-8") == "情绪温度计"
        page.get_by_label("退回原因").fill("请写明每个环节的设计意图。")
        page.get_by_role("button", name="退回给作者").click()
        assert "没有待审核的课例" in text_of(page)

    with browser_page(address, viewport=PHONE) as page:
        sign_in(page, "author")
        page.get_by_role("link", name="1").first.click()
        assert "请写明每个环节的设计意图。" in text_of(page)
        page.get_by_role("link", name=TITLE).click()
        page.get_by_label("设计意图").first.fill("让学生注意到情绪有强弱。")
        hand_in(page)
        assert "待学校审核" in text_of(page)

    with browser_page(address, viewport=PHONE) as page:
        sign_in(page, "school")
        page.goto("/school/lessons/")
        page.get_by_role("link", name=TITLE).click()
        assert fits(page)
        for box in page.get_by_role("checkbox").all():
            box.check()
        page.get_by_role("button", name="通过，交编辑审核").click()
        assert "已通过" in text_of(page)

    with browser_page(address) as page:
        sign_in(page, "editor")
        open_at_desk(page)
        page.get_by_label("材料准备").fill("彩色笔")
        page.get_by_role("button", name="保存草稿").click()
        page.locator(".messages").get_by_text(TITLE).wait_for()
        assert page.get_by_role("button", name="保存草稿").is_visible()
        assert "审核通过" not in page.locator("footer").inner_text()
        page.goto("/admin/")
        assert "等待您审核" not in text_of(page)

    with browser_page(address, expected=("404",)) as page:
        page.goto("/lessons/")
        assert TITLE not in text_of(page)

    with browser_page(address) as page:
        sign_in(page, "second")
        assert "待审核页面" in text_of(page)
        open_at_desk(page)
        page.get_by_role("button", name="更多操作").click()
        page.get_by_role("button", name="审核通过并发布").click()
        page.wait_for_url("**/admin/pages/*/")

    with browser_page(address, viewport=PHONE) as page:
        page.goto(f"/search/?q={TITLE[:2]}")
        assert TITLE in text_of(page)
        page.goto("/lessons/")
        page.get_by_role("link", name=TITLE).click()
        assert "彩色笔" in text_of(page)
        assert "让学生注意到情绪有强弱。" in text_of(page)

    with browser_page(address, viewport=PHONE) as page:
        sign_in(page, "author")
        page.goto("/notices/")
        assert f"“{TITLE}”已发布" in text_of(page)


def open_at_desk(page):
    page.goto("/admin/")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url("**/edit/**")
