"""Which notices a person gets by e-mail."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import IntegrityError, transaction

from people.notices.enums import ALWAYS_BY_EMAIL, NoticeKind
from people.notices.models import NoticeChoice
from people.notices.services.choosing import choose_kinds, kinds_by_email
from people.notices.services.notifying import notify
from tests.factories.people import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/notices/choices/"


@pytest.fixture
def teacher(client):
    user = UserFactory(email="li@school.example.cn")
    client.force_login(user)
    return user


def test_kinds_when_nothing_was_chosen_then_all_but_jobs(teacher):
    assert kinds_by_email(teacher) == frozenset(NoticeKind) - {NoticeKind.JOB}


def test_notice_when_its_kind_is_switched_off_then_shown_only(teacher, committed):
    choose_kinds([NoticeKind.JOB], by=teacher)
    with committed():
        notify(teacher, NoticeKind.RECORD, title="入账", body="请核对。")
        notify(teacher, NoticeKind.JOB, title="导入完成", body="请查看。")

    assert teacher.notices.count() == 2
    assert [message.subject for message in mail.outbox] == ["【心育学时】导入完成"]


@pytest.mark.parametrize("kind", ALWAYS_BY_EMAIL)
def test_notice_when_about_safety_then_sent_whatever_was_chosen(teacher, committed, kind):
    choose_kinds([], by=teacher)
    with committed():
        notify(teacher, kind, title="提醒", body="请留意。")

    assert len(mail.outbox) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeChoice.objects.create(user=teacher, kind=kind, by_email=False)


def test_choices_when_made_twice_then_one_row_a_kind(teacher):
    choose_kinds([], by=teacher)
    choose_kinds([NoticeKind.RECORD], by=teacher)

    assert NoticeChoice.objects.count() == 6
    assert NoticeKind.RECORD in kinds_by_email(teacher)
    assert list(NoticeChoice.objects.visible_to(UserFactory())) == []
    assert list(NoticeChoice.objects.visible_to(AnonymousUser())) == []


def test_choices_screen_when_saved_then_keeps_what_was_ticked(client, teacher):
    page = client.get(PAGE).content.decode()
    assert "li@school.example.cn" in page
    assert page.count("checked disabled") == 3

    answer = client.post(PAGE, {"kinds": ["job", "record"]}, follow=True)

    assert "已保存接收方式。" in answer.content.decode()
    assert kinds_by_email(teacher) == {NoticeKind.JOB, NoticeKind.RECORD, *ALWAYS_BY_EMAIL}


@pytest.mark.parametrize("kinds", [["new_device"], ["nonsense"], ["<script>"], ["a\x00b"]])
def test_choices_screen_when_sent_what_is_no_choice_then_refused_in_words(client, teacher, kinds):
    answer = client.post(PAGE, {"kinds": kinds})

    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert '<script>"' not in answer.content.decode()
    assert not NoticeChoice.objects.exists()


def test_choices_screen_when_others_are_named_then_changes_ones_own_alone(client, teacher):
    other = UserFactory()
    client.post(PAGE, {"kinds": [], "user": other.pk})

    assert set(NoticeChoice.objects.values_list("user", flat=True)) == {teacher.pk}


def test_choices_screen_when_there_is_no_address_then_says_so(client):
    client.force_login(UserFactory())

    assert "还没有登记电子邮箱" in client.get(PAGE).content.decode()


def test_choices_screen_when_signed_out_then_asks_to_sign_in(client):
    assert client.get(PAGE).url == f"/accounts/login/?next={PAGE}"


def test_choices_screen_when_opened_then_stays_under_15_queries(
    client, teacher, django_assert_max_num_queries
):
    RoleGrantFactory(user=teacher)
    client.get(PAGE)
    with django_assert_max_num_queries(15):
        client.get(PAGE)
