"""Whose account an identity leads to, and what each kind of provider tells of a person."""

from datetime import timedelta

import environ
import pytest
from allauth.socialaccount.adapter import get_adapter

from common.clock import today
from people.models import Teacher, User
from people.sign_in.linking import IdentityRefusedError, account_for, teacher_number_of
from portal.settings.single_sign_on import providers_from
from tests.factories.people import PostFactory, TeacherFactory, UserFactory

pytestmark = pytest.mark.django_db
NUMBER = "420106000001"


@pytest.fixture
def told(settings, rf):
    """What is taken for the teacher number, of what a provider of that name tells."""
    env = environ.Env()
    env.ENVIRON = {
        "OIDC_SERVER_URL": "https://sso.example.cn",
        "OIDC_CLIENT_ID": "xinyu",
        "OIDC_CLIENT_SECRET": "x",
        "OIDC_TEACHER_CLAIM": "jobNumber",
        "FEISHU_CLIENT_ID": "xinyu",
        "FEISHU_CLIENT_SECRET": "x",
        "DINGTALK_CLIENT_ID": "xinyu",
        "DINGTALK_CLIENT_SECRET": "x",
    }
    settings.SOCIALACCOUNT_PROVIDERS = providers_from(env)

    def number(provider, data):
        request = rf.get("/")
        found = get_adapter().get_provider(request, provider)
        return teacher_number_of(found.sociallogin_from_response(request, data))

    return number


@pytest.mark.parametrize(
    ("provider", "data", "number"),
    [
        ("oidc", {"userinfo": {"sub": "7", "jobNumber": NUMBER}}, NUMBER),
        ("oidc", {"id_token": {"sub": "7", "jobNumber": NUMBER}, "userinfo": {"sub": "7"}}, NUMBER),
        ("oidc", {"userinfo": {"sub": "7", "jobNumber": 420106000001}}, NUMBER),
        ("oidc", {"userinfo": {"sub": "7", "jobNumber": " ４２０１０６０００００１ "}}, NUMBER),
        ("oidc", {"userinfo": {"sub": "7", "jobNumber": [NUMBER]}}, ""),
        ("oidc", {"userinfo": {"sub": "7", "jobNumber": None}}, ""),
        ("oidc", {"userinfo": {"sub": NUMBER, "teacher_number": NUMBER}}, ""),
        ("feishu", {"open_id": "7", "employee_no": NUMBER}, NUMBER),
        ("feishu", {"open_id": "7", "user_id": NUMBER}, ""),
        ("dingtalk", {"openId": "7", "unionId": "7", "nick": NUMBER}, ""),
    ],
)
def test_number_when_a_provider_tells_it_then_is_taken_from_the_configured_claim_alone(
    told, provider, data, number
):
    assert told(provider, data) == number


def test_identity_when_the_teacher_has_an_account_then_leads_to_it(teacher):
    assert account_for(teacher.number) == teacher.user


def test_identity_when_the_teacher_in_post_has_none_then_one_without_password_is_opened():
    teacher = PostFactory(teacher__number=NUMBER).teacher

    account = account_for(NUMBER)

    assert account.username == NUMBER
    assert not account.has_usable_password()
    assert Teacher.objects.get(pk=teacher.pk).user == account
    assert account_for(NUMBER) == account


def _not_on_the_roster():
    return "999999999999"


def _no_number():
    return ""


def _left():
    yesterday = today() - timedelta(days=1)
    return PostFactory(ends_on=yesterday).teacher.number


def _never_in_post():
    return TeacherFactory().number


def _account_closed():
    return PostFactory(teacher__user=UserFactory(is_active=False)).teacher.number


def _name_taken():
    number = PostFactory().teacher.number
    UserFactory(username=number)
    return number


@pytest.mark.parametrize(
    ("number_of", "sentence"),
    [
        (_no_number, "没有提供教师编号"),
        (_not_on_the_roster, "没有您的教师编号"),
        (_left, "没有您现任的岗位"),
        (_never_in_post, "没有您现任的岗位"),
        (_account_closed, "账号已停用"),
        (_name_taken, "已被另一个账号使用"),
    ],
)
def test_identity_when_it_leads_to_nobody_then_is_refused_in_words_and_makes_no_person(
    number_of, sentence
):
    number = number_of()
    before = (User.objects.count(), Teacher.objects.count())

    with pytest.raises(IdentityRefusedError, match=sentence):
        account_for(number)

    assert (User.objects.count(), Teacher.objects.count()) == before


def test_teacher_who_left_when_the_account_is_there_then_still_reaches_their_own_record():
    post = PostFactory(teacher__user=UserFactory(), ends_on=today() - timedelta(days=1))

    assert account_for(post.teacher.number) == post.teacher.user
