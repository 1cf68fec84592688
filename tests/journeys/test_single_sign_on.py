"""Single sign-on against a real provider in a process of its own, in a real browser on a phone."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.journeys.browser import PHONE, browser_page, fits, have_chromium
from tests.journeys.oidc_provider.__main__ import CLIENT, PASSWORD, SECRET
from tests.journeys.scratch import ROOT, ScratchSite, free_port, wait_until_served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not have_chromium(), reason="no Chromium on this machine"),
]
NAME = "某市教育统一身份认证"
ROSTER = """
from people.models import Post, School, Teacher, Unit, User
school = School.objects.create(code="2142990001", name="样例小学", kind="211", ownership="1",
                               unit=Unit.objects.get(code="420106"))
for number, name in (("420199000001", "张三"), ("420199000002", "李思远")):
    teacher = Teacher.objects.create(number=number, name=name)
    Post.objects.create(teacher=teacher, school=school, kind="full_time", starts_on="2020-09-01")
User.objects.create_user("stranger", email="zhang@school.example")
"""
WITH_PASSWORD = f"""
from people.models import Teacher, User
user = User.objects.create_user("420199000003", password="{PASSWORD}")
Teacher.objects.create(number="420199000003", name="欧阳静", user=user)
"""
STATE = """
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from people.models import Teacher, User
import json
linked = [(one.user.username, one.provider, one.extra_data) for one in
          SocialAccount.objects.select_related("user").order_by("pk")]
print(json.dumps([User.objects.count(), linked, Teacher.objects.exclude(user=None).count(),
                  EmailAddress.objects.count() + SocialToken.objects.count()]))
"""


@dataclass(frozen=True)
class Place:
    address: str
    site: ScratchSite


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    """Its address, and the one that it lets people return to."""
    address, returns_to = (f"http://127.0.0.1:{free_port()}", f"http://localhost:{free_port()}")
    env = {
        **os.environ,
        "PROVIDER_FOLDER": str(tmp_path_factory.mktemp("provider")),
        "PROVIDER_ADDRESS": address,
    }
    callback = f"{returns_to}/accounts/single-sign-on/oidc/callback/"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.oidc_provider", callback],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_served(f"{address}/login/")
        yield address, returns_to
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def place(scratch_site, provider):
    address, own = provider
    env = {
        **scratch_site.env,
        "SITE_URL": own,
        "OIDC_SERVER_URL": f"{address}/o",
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_NAME": NAME,
    }
    site = ScratchSite(env)
    site.run(ROSTER)
    server = site.start("runserver", own.removeprefix("http://"), "--noreload")
    try:
        wait_until_served(f"{own}/accounts/login/")
        yield Place(own, site)
    finally:
        server.terminate()
        server.wait(timeout=20)


def sign_in(page, name, start="/accounts/login/"):
    """From our log-in page to the provider, its form, and back."""
    page.goto(start)
    page.get_by_role("button", name=f"用{NAME}登录").click()
    page.get_by_role("heading", name=NAME).wait_for()
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="进入").click()


def sign_in_by_password(page, name):
    page.goto("/accounts/login/")
    page.get_by_label("教师编号、手机号或邮箱").fill(name)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/start/")


def link(page, name):
    """From the page of one's own account to the provider, and back."""
    page.goto("/accounts/security/")
    page.get_by_role("button", name="关联", exact=True).click()
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="进入").click()


def state(place):
    return json.loads(place.site.run(STATE))


def test_teacher_without_an_account_when_signing_in_then_sees_the_own_year(place):
    with browser_page(place.address, PHONE) as page:
        sign_in(page, "zhang", "/accounts/login/?next=/my/year/2025/")
        page.wait_for_url("**/my/year/2025/")
        assert "张三" in page.locator("main").inner_text()
        page.goto("/accounts/security/")
        text = page.locator("main").inner_text()
        assert NAME in text
        assert "没有设置，目前只能用单点登录" in text
        assert fits(page)

    people, linked, with_account, mails_and_tokens = state(place)
    assert people == 2  # the one opened, and the one whose e-mail is the same
    assert linked == [["420199000001", "oidc", {"teacher_number": "420199000001"}]]
    assert (with_account, mails_and_tokens) == (1, 0)


def test_teacher_when_signing_in_again_then_nothing_is_added(place):
    before = state(place)
    with browser_page(place.address, PHONE) as page:
        sign_in(page, "zhang")
        page.wait_for_url("**/start/")

    assert state(place) == before


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("stranger", "教师花名册中没有您的教师编号"),
        ("numberless", "统一身份认证没有提供教师编号"),
    ],
)
def test_person_not_on_the_roster_when_signing_in_then_is_refused_in_words(place, name, sentence):
    before = state(place)
    with browser_page(place.address, PHONE, expected=("status of 403",)) as page:
        with page.expect_response(lambda answer: "/callback/" in answer.url) as answer:
            sign_in(page, name)
        assert answer.value.status == 403
        assert sentence in page.locator("main").inner_text()
        page.goto("/accounts/security/")
        assert "/accounts/login/" in page.url

    assert state(place) == before
    told = "from people.access_log.models import AccessRecord as R; print(R.objects.filter(action='refused', status=403).count())"
    assert int(place.site.run(told)) >= 1


def test_teacher_who_left_when_signing_in_then_is_refused(place):
    place.site.run(
        "from people.models import Post; Post.objects.filter("
        "teacher__number='420199000002').update(ends_on='2021-08-31')"
    )
    before = state(place)
    with browser_page(place.address, PHONE, expected=("status of 403",)) as page:
        sign_in(page, "new")
        page.get_by_text("花名册中没有您现任的岗位").wait_for()

    assert state(place) == before


def test_teacher_when_signing_in_by_hand_made_answer_then_is_refused(place):
    with browser_page(place.address, PHONE, expected=("status of 401",)) as page:
        answer = page.goto("/accounts/single-sign-on/oidc/callback/?code=x&state=y")
        assert answer.status == 401
        assert "单点登录没有完成" in page.locator("main").inner_text()
        assert page.request.get("/accounts/single-sign-on/oidc/login/").status == 405
        assert page.request.get("/accounts/single-sign-on/other/callback/").status == 404


def test_teacher_when_linking_what_tells_no_number_then_signs_in_with_it_afterwards(place):
    place.site.run(WITH_PASSWORD)
    with browser_page(place.address, PHONE) as page:
        sign_in_by_password(page, "420199000003")
        link(page, "numberless")
        page.wait_for_url("**/accounts/security/")
        assert "已关联。以后可以用它登录。" in page.locator("main").inner_text()

    with browser_page(place.address, PHONE) as page:
        sign_in(page, "numberless")
        page.wait_for_url("**/start/")
        page.goto("/accounts/security/")
        assert "登录账号：420199000003" in page.locator("main").inner_text()


def test_teacher_when_linking_the_identity_of_another_then_is_refused(place):
    before = state(place)
    with browser_page(place.address, PHONE, expected=("status of 403",)) as page:
        sign_in_by_password(page, "420199000003")
        link(page, "stranger")
        page.get_by_text("该身份对应的教师编号与您的账号不一致，不能关联。").wait_for()

    assert state(place) == before


def test_teacher_when_unlinking_then_the_identity_leads_nowhere_again(place):
    with browser_page(place.address, PHONE) as page:
        sign_in_by_password(page, "420199000003")
        page.goto("/accounts/security/")
        page.get_by_role("button", name="取消关联").click()
        page.wait_for_url("**/accounts/security/")
        assert "已取消关联" in page.locator("main").inner_text()

    with browser_page(place.address, PHONE, expected=("status of 403",)) as page:
        sign_in(page, "numberless")
        page.get_by_text("统一身份认证没有提供教师编号").wait_for()
