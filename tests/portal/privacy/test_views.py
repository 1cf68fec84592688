"""The page that says what is kept, the copy of one's own data, and what strangers never see."""

import re
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import escape

from courses.models import CourseIndexPage, CoursePage
from people.access_log.enums import Action
from people.access_log.models import AccessRecord, AccessSubject
from portal.privacy.kinds import KINDS
from tests.factories.credits import EntryFactory
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory
from tests.people.sign_in.steps import PASSWORD, words
from tests.project.addresses import ADDRESSES

pytestmark = pytest.mark.django_db
PRIVACY, OWN = "/privacy/", "/my/data/"


def page(client, address: str = PRIVACY) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_privacy_page_when_read_by_a_stranger_then_tells_all_of_each_kind(client, kind):
    shown = page(client)
    row = shown.split(f'id="{kind.code}"')[1].split("</li>")[0]

    for part in (kind.title, kind.what, kind.why, kind.how_long, kind.seen_by, kind.corrected):
        assert part
        assert str(escape(part)) in row
    assert str(escape(kind.ground)) in shown


def test_privacy_page_when_read_then_says_that_nothing_of_students_is_kept(client):
    shown = page(client)

    assert "没有任何一处可以填写学生的姓名、学号或其他个人信息" in shown
    assert "自发生之日起 180 天，到期自动删除" in shown


def test_privacy_page_when_terms_are_longer_here_then_shows_them(client, settings):
    settings.RETENTION_DAYS = {"access_log": 365, "notices": 500}

    shown = page(client)

    assert "自发生之日起 365 天" in shown
    assert "自发出之日起 500 天" in shown


def test_privacy_page_when_the_deployment_names_who_answers_then_shows_whom_to_ask(
    client, settings
):
    settings.PRIVACY_CONTROLLER, settings.PRIVACY_CONTACT = "某市教育局", "<027-8000>"

    shown = words(client.get(PRIVACY))

    assert "个人信息由某市教育局处理" in shown
    assert "联系方式：&lt;027-8000&gt;。" in shown


def test_privacy_page_when_nobody_is_named_then_says_where_to_turn(client, settings):
    settings.PRIVACY_CONTROLLER = settings.PRIVACY_CONTACT = ""

    shown = words(client.get(PRIVACY))

    assert "使用本系统的市教育局" in shown
    assert "请向任职学校的管理员或市教育局提出" in shown


def test_privacy_page_when_signed_in_then_leads_to_ones_own_copy(client):
    assert OWN not in page(client)

    client.force_login(UserFactory())

    assert f'href="{OWN}"' in page(client)


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/activate/"])
def test_privacy_page_when_looked_for_then_is_one_step_from_every_page(client, address):
    assert f'href="{PRIVACY}"' in page(client, address)


def public_addresses() -> list[str]:
    """What a stranger is shown, by the table of all addresses."""
    rows = [row for rows in ADDRESSES.values() for row in rows]
    open_to_all = [row for row in rows if row.method == "GET" and row.answers[0] == "2"]
    return [row.address for row in open_to_all if "{" not in row.address]


@pytest.mark.abuse("A08")
def test_public_pages_when_read_by_a_stranger_then_carry_no_teacher_and_no_hours(client):
    post = PostFactory(teacher__name="欧阳未央", teacher__phone="13907130001")
    EntryFactory(teacher=post.teacher, school=post.school, title="独一无二的培训", hours="7.5")
    author = RoleGrantFactory(trainer=True, user__last_name="司徒", user__first_name="执笔").user
    post.teacher.user = author
    post.teacher.save()
    course = CoursePage(title="情绪识别", summary="简介", owner=author)
    CourseIndexPage.objects.get().add_child(instance=course)
    course.save_revision(user=author).publish()
    addresses = ["/", course.url, *public_addresses()]
    assert len(addresses) > 10

    for address in addresses:
        shown = page(client, address)
        for private in (
            "欧阳未央", "司徒执笔", post.teacher.number, "13907130001", "独一无二的培训",
            post.school.name, author.username,
        ):  # fmt: skip
            assert private not in shown, (address, private)
        assert not re.search(r"\b7\.5\b", shown), address


def test_own_data_when_asked_for_then_comes_as_a_file_that_nobody_else_keeps(client, teacher):
    response = client.post(OWN)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    disposition = unquote(response["Content-Disposition"])
    assert disposition.startswith("attachment; filename*=utf-8''我的数据_420106000001_")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    with ZipFile(BytesIO(response.content)) as archive:
        assert archive.testzip() is None
        assert "欧阳本人" in archive.read("data.json").decode()


def test_own_data_when_taken_then_leaves_a_row_about_oneself(client, teacher):
    client.cookies["django_language"] = "en"
    client.post(OWN)

    row = AccessRecord.objects.get(action=Action.EXPORTED)
    assert (row.actor, row.what, row.path) == (teacher.user, "本人的全部数据", OWN)
    assert AccessSubject.objects.get(record=row).teacher == teacher


def test_own_data_when_only_looked_at_then_says_what_it_holds_and_leaves_no_row(client, teacher):
    shown = page(client, OWN)

    assert "不含密码、双因素验证的密钥，也不含他人的资料" in shown
    assert not AccessRecord.objects.filter(action=Action.EXPORTED).exists()


def test_own_data_when_the_password_was_not_entered_lately_then_is_asked_for_first(client, db):
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    client.force_login(user)

    for response in (client.get(OWN), client.post(OWN)):
        assert response.url.startswith("/accounts/reauthenticate/")
    client.post(f"/accounts/reauthenticate/?next={OWN}", {"password": PASSWORD})
    assert client.post(OWN)["Content-Type"] == "application/zip"


def test_own_data_when_signed_out_then_leads_to_log_in(client):
    for response in (client.get(OWN), client.post(OWN)):
        assert response.url == f"/accounts/login/?next={OWN}"


@pytest.mark.abuse("T04")
def test_own_data_when_another_person_is_named_in_the_form_then_is_ones_own(client, teacher):
    other = PostFactory(teacher__name="别的老师", teacher__user=UserFactory()).teacher

    data = {"user": other.user.pk, "teacher": other.number, "username": other.user.username}
    response = client.post(f"{OWN}?user={other.user.pk}", data)

    with ZipFile(BytesIO(response.content)) as archive:
        text = archive.read("data.json").decode()
    assert "欧阳本人" in text
    assert "别的老师" not in text


@pytest.mark.abuse("T13")
def test_own_data_when_sent_without_the_token_of_the_form_then_is_refused(client, teacher):
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies = client.cookies

    assert stranger.post(OWN).status_code == 403


def test_own_data_when_asked_for_over_and_over_then_has_to_wait(client, teacher, settings):
    settings.RATE_LIMITS = {"own_data": "2/10"}
    cache.clear()

    answers = [client.post(OWN).status_code for _number in range(3)]

    assert answers == [200, 200, 429]
    assert client.get(OWN).status_code == 200
    assert AccessRecord.objects.filter(action=Action.EXPORTED).count() == 2
