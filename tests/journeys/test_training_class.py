"""A class on the phone: made from a course, enrolled in, checked in to by the code on the screen,
confirmed, certified, and checked by a stranger."""

from urllib.parse import urlsplit

import pytest

from tests.journeys.browser import PHONE, browser_page, fits, have_chromium, text_of
from tests.journeys.scratch import served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not have_chromium(), reason="no Chromium on this machine"),
]
PASSWORD = "Journey-2026-心育"
SETTING = f"""
from datetime import date
from courses.models import CourseIndexPage, CoursePage, HomePage
from people.enums import Ownership, Role, SchoolKind
from people.models import Post, School, Teacher, Unit, User
from people.services.accounts import link_teacher
from people.services.grants import grant_role
def account(name, family, given):
    return User.objects.create_user(name, password="{PASSWORD}", last_name=family, first_name=given)
unit = Unit.objects.get(code="420106")
school = School.objects.create(code="2142010601", name="示例中学", unit=unit, kind=SchoolKind.JUNIOR,
                               ownership=Ownership.PUBLIC)
teacher = Teacher.objects.create(number="420106000001", name="陈望")
Post.objects.create(teacher=teacher, school=school, kind="full_time", starts_on=date(2020, 9, 1))
link_teacher(account("author", "陈", "望"), teacher)
grant_role(account("trainer", "吴", "昊"), Role.TRAINER, starts_on=date(2020, 1, 1), unit=unit)
grant_role(account("officer", "王", "岚"), Role.UNIT_OFFICER, starts_on=date(2020, 1, 1), unit=unit)
home = HomePage.objects.first()
index = CourseIndexPage.objects.first()
if index is None:
    index = home.add_child(instance=CourseIndexPage(title="课程", slug="courses"))
course = CoursePage(title="危机识别与转介", slug="crisis", summary="识别与转介。", category="skill")
index.add_child(instance=course)
course.save_revision().publish()
print(course.get_url())
"""
# The officer signs in with a second factor; that is another journey. Here the step is taken for them.
APPROVED = """
from people.models import User
from training.classes.models import TrainingClass
from training.classes.services.moving import move_class
move_class(TrainingClass.objects.get(), "approve", by=User.objects.get(username="officer"))
"""
# Nobody waits three hours for a test: the session, and what happened in it, is moved into the past.
OVER = """
from datetime import timedelta
from django.db.models import F
from training.classes.models import Mark, Session
back = timedelta(hours=4)
Session.objects.update(starts_at=F("starts_at") - back, ends_at=F("ends_at") - back)
session = Session.objects.get()
Mark.objects.filter(direction="in").update(at=session.starts_at)
Mark.objects.filter(direction="out").update(at=session.ends_at)
"""
CERTIFIED = (
    "from credits.certificates.models import Certificate\nprint(Certificate.objects.get().number)"
)


@pytest.fixture(scope="module")
def course_path(scratch_site):
    return urlsplit(scratch_site.run(SETTING).splitlines()[-1]).path


@pytest.fixture(scope="module")
def address(scratch_site, course_path):
    with served(scratch_site) as address:
        yield address


def another_phone(page, address):
    """A second phone, with cookies of its own."""
    phone = page.context.browser.new_context(
        base_url=address, viewport=PHONE, locale="zh-CN", accept_downloads=True
    )
    return phone.new_page()


def sign_in(page, name):
    page.goto("/accounts/login/")
    page.get_by_label("教师编号、手机号或邮箱").fill(name)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/start/")


def code_on(page, tmp_path) -> str:
    """What a phone reads off the projector's picture: path and query of the address."""
    import zxingcpp
    from PIL import Image

    picture = tmp_path / "screen.png"
    page.screenshot(path=picture)
    found = urlsplit(zxingcpp.read_barcodes(Image.open(picture))[0].text)
    return f"{found.path}?{found.query}"


def make_class(page, course_path) -> str:
    """From the course page to a proposed class; returns the address of its desk."""
    page.goto(course_path)
    page.get_by_role("link", name="用本课程开班").click()
    assert page.get_by_label("培训班名称", exact=True).input_value() == "危机识别与转介"
    assert fits(page)
    page.get_by_label("培训级别").select_option(label="区级")
    page.get_by_role("button", name="保存，去安排场次").click()
    page.wait_for_url("**/sessions/")
    assert page.get_by_label("培训内容").input_value() == "skill"
    page.get_by_label("内容", exact=True).fill("危机的识别")
    now = page.evaluate("new Date().toLocaleString('sv-SE', {timeZone: 'Asia/Shanghai'})")
    day, time = now.split(" ")
    hour = min(int(time[:2]), 20)
    page.get_by_label("日期").fill(day)
    page.get_by_label("开始时间").fill(f"{hour:02}:00")
    page.get_by_label("结束时间").fill(f"{hour + 3:02}:00")
    page.get_by_role("button", name="添加场次").click()
    page.get_by_text("已添加。").wait_for()
    assert fits(page)
    page.get_by_role("link", name="概况").click()
    page.get_by_role("button", name="提交审批").click()
    assert "待审批" in text_of(page)
    return urlsplit(page.url).path


def test_class_goes_from_a_course_to_a_certificate_that_a_stranger_checks(
    scratch_site, address, course_path, tmp_path
):
    with browser_page(address, PHONE) as organiser:
        teacher = another_phone(organiser, address)
        walk(scratch_site, organiser, teacher, course_path, tmp_path)
    with browser_page(address, PHONE) as stranger:
        stranger.goto("/certificates/check/")
        stranger.get_by_label("证书编号").fill(scratch_site.run(CERTIFIED))
        stranger.get_by_role("button", name="查询").click()
        shown = text_of(stranger)
        assert "危机识别与转介" in shown
        assert "陈望" not in shown
        assert "有效" in shown
        assert fits(stranger)


def walk(scratch_site, organiser, teacher, course_path, tmp_path):
    sign_in(organiser, "trainer")
    desk = make_class(organiser, course_path)
    scratch_site.run(APPROVED)
    organiser.reload()
    organiser.get_by_role("button", name="开放报名").click()

    sign_in(teacher, "author")
    teacher.goto(course_path)
    teacher.get_by_role("link", name="危机识别与转介").last.click()
    teacher.get_by_role("button", name="报名", exact=True).click()
    teacher.get_by_text("报名成功，您已录取。").wait_for()
    assert fits(teacher)

    organiser.goto(desk)
    organiser.get_by_role("link", name="投屏签到").first.click()
    teacher.goto(code_on(organiser, tmp_path))
    teacher.get_by_role("button", name="确认签到").click()
    teacher.get_by_text("签到成功").wait_for()
    organiser.get_by_text("已到 1 / 1 人").wait_for()
    organiser.get_by_role("link", name="签退").click()
    teacher.goto(code_on(organiser, tmp_path))
    teacher.get_by_role("button", name="确认签退").click()
    teacher.get_by_text("签退成功").wait_for()

    scratch_site.run(OVER)
    organiser.goto(desk)
    organiser.get_by_role("button", name="开班").click()
    organiser.get_by_role("button", name="结束培训").click()
    organiser.get_by_role("link", name="核对并确认学时").click()
    assert "专业技能 4" in text_of(organiser)
    organiser.get_by_role("button", name="确认学时，记入教师账户").click()
    organiser.get_by_text("1 人的学时已入账").wait_for()
    assert fits(organiser)
    organiser.get_by_role("button", name="颁发证书").click()
    organiser.wait_for_url("**/certificates/batches/*/")

    teacher.goto("/my/year/")
    assert "危机识别与转介" in text_of(teacher)
    assert "4.0" in text_of(teacher)
    teacher.goto("/my/certificates/")
    with teacher.expect_download() as download:
        teacher.get_by_role("link", name="下载").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
