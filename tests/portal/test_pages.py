"""The frame around every screen: name, navigation, language, account, and the pages for errors."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from django.utils import translation

from courses.models import CourseIndexPage, CoursePage
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
TEMPLATES = settings.SITE_DIR / "templates"
# A PDF and an e-mail have no policy to meet and no file of ours beside them: their styles stand in them.
STYLED = {"pdf", "mail.html"}
SCREENS = [path for path in sorted(TEMPLATES.rglob("*.html")) if not STYLED & {*path.parts}]


def page(client, address: str) -> str:
    return client.get(address).content.decode()


def test_home_page_when_signed_out_then_offers_to_sign_in(client):
    home = page(client, "/")

    assert "心理健康教育教师的培训学时" in home
    assert 'href="/accounts/login/"' in home


def test_home_page_when_signed_in_then_leads_to_the_desk(client):
    client.force_login(UserFactory())

    assert 'href="/start/"' in page(client, "/")


def test_course_page_when_published_then_stands_on_the_home_page(client):
    course = CoursePage(
        title="情绪识别", summary="两课时", body=[("text", "<p>正文</p>")], audience="班主任"
    )
    CourseIndexPage.objects.get().add_child(instance=course)

    assert "情绪识别" in page(client, "/")
    assert "<p>正文</p>" in page(client, course.url)


def test_login_when_right_then_leads_to_the_start_page(client):
    user = UserFactory()
    user.set_password("一个够长的口令2025")
    user.save()

    response = client.post(
        "/accounts/login/", {"login": user.username, "password": "一个够长的口令2025"}
    )

    assert response.url == "/start/"


def test_login_when_wrong_then_says_so_and_keeps_the_name(client):
    response = client.post("/accounts/login/", {"login": "nobody", "password": "x"})

    assert 'class="notice notice-error"' in response.content.decode()
    assert 'value="nobody"' in response.content.decode()


def test_logout_when_asked_for_by_post_then_signs_out(client):
    client.force_login(UserFactory())

    assert client.post("/accounts/logout/").url == "/"
    assert "登录" in page(client, "/")


def test_language_when_switched_by_post_then_stays_on_the_page(client):
    response = client.post("/i18n/setlang/", {"language": "en", "next": "/accounts/login/"})

    assert response.url == "/accounts/login/"
    assert '<html lang="en">' in page(client, "/accounts/login/")


@pytest.mark.parametrize(
    ("traits", "entries"),
    [
        ({"school_admin": True}, {"工作台", "申报审核", "课例审核", "年度核查", "账号管理"}),
        ({"unit_officer": True}, {"工作台", "申报审核", "办班管理", "年度核查"}),
        (
            {},
            {
                "工作台",
                "申报审核",
                "办班管理",
                "年度核查",
                "数据导入",
                "同义写法",
                "内容管理",
            },
        ),
        ({"trainer": True}, {"工作台", "办班管理", "我的课例", "内容管理"}),
        ({"editor": True}, {"工作台", "内容管理"}),
        ({"auditor": True}, {"工作台", "访问日志"}),
        (
            {"site_admin": True},
            {"工作台", "账号管理", "授权管理", "变更记录", "发送与任务"},
        ),
    ],
)
def test_navigation_when_signed_in_then_holds_what_the_role_may_open(client, traits, entries):
    client.force_login(RoleGrantFactory(**traits).user)

    nav = page(client, "/start/").split('class="site-nav"')[1].split("</nav>")[0]
    assert set(re.findall(r"<a [^>]*>([^<]+)</a>", nav)) == entries


def test_navigation_when_teacher_then_holds_their_own_year(client):
    teacher = PostFactory(teacher__user=UserFactory()).teacher
    client.force_login(teacher.user)

    assert 'href="/my/year/"' in page(client, "/start/")
    assert 'href="/my/lessons/"' in page(client, "/start/")


def test_unknown_address_when_opened_then_answers_in_chinese(client):
    response = client.get("/没有/")

    assert response.status_code == 404
    assert "页面不存在" in response.content.decode()


def test_form_when_it_lacks_its_token_then_says_the_page_expired():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})

    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()


@pytest.mark.parametrize(("name", "title"), [("400.html", "请求有误"), ("500.html", "系统出错")])
def test_error_page_when_nothing_is_in_its_context_then_still_shows(name, title):
    with translation.override("zh-hans"):
        shown = get_template(name).render()

    assert title in shown
    assert "css/theme.css" in shown


@pytest.mark.parametrize("template", SCREENS, ids=lambda path: path.name)
def test_template_when_read_then_holds_no_inline_style_or_script(template):
    text = template.read_text(encoding="utf-8")

    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_icons_when_named_by_templates_then_are_in_the_sprite():
    sprite = settings.SITE_DIR / "static" / "vendor" / "bootstrap-icons" / "icons.svg"
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite.read_text(encoding="utf-8")))
    named = {
        name
        for template in TEMPLATES.rglob("*.html")
        for name in re.findall(
            r'components/icon\.html" with name="([^"]+)"', template.read_text(encoding="utf-8")
        )
    }

    assert named - drawn == set()
