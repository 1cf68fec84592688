"""How far a person is on the way to an account."""

from datetime import timedelta

import pytest

from common.clock import now, today
from people.activation.enums import AccountState, Purpose
from people.activation.states import can_be_issued, is_activated, with_account_state, with_place
from people.models import Teacher
from tests.factories.activation import ActivationCodeFactory
from tests.factories.people import PostFactory, SchoolFactory, TeacherFactory, UserFactory
from tests.people.activation.steps import with_account

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = today() - timedelta(days=1), today() + timedelta(days=1)


def without_password(**values):
    user = UserFactory(**values)
    user.set_unusable_password()
    user.save()
    return user


def stored(teacher) -> Teacher:
    return with_account_state(Teacher.objects.all()).get(pk=teacher.pk)


STATES = {
    "no account": ({"user": None}, AccountState.NEW),
    "an account nobody entered": ({"user": without_password}, AccountState.NEW),
    "an account whose password is empty": (
        {"user": lambda: UserFactory(password="")},
        AccountState.NEW,
    ),
    "a password": (
        {"user": lambda: UserFactory(password="md5$salt$hash")},
        AccountState.ACTIVATED,
    ),
    "signed in elsewhere": (
        {"user": lambda: without_password(last_login=now())},
        AccountState.ACTIVATED,
    ),
    "closed": (
        {"user": lambda: UserFactory(password="md5$salt$hash", is_active=False)},
        AccountState.SUSPENDED,
    ),
    "closed before it was entered": (
        {"user": lambda: without_password(is_active=False)},
        AccountState.SUSPENDED,
    ),
}


@pytest.mark.parametrize(("values", "state"), STATES.values(), ids=STATES.keys())
def test_state_when_asked_of_one_and_of_many_then_agrees(values, state):
    user = values["user"]() if values["user"] else None
    teacher = TeacherFactory(user=user)

    assert stored(teacher).account_state == state
    if state != AccountState.SUSPENDED:
        assert is_activated(user) == (state == AccountState.ACTIVATED)


@pytest.mark.parametrize(
    ("traits", "state"),
    [
        ({}, AccountState.ISSUED),
        ({"used": True}, AccountState.NEW),
        ({"revoked": True}, AccountState.NEW),
        ({"locked": True}, AccountState.NEW),
        ({"expired": True}, AccountState.NEW),
    ],
)
def test_state_when_there_is_a_code_then_depends_on_whether_it_works(traits, state):
    code = ActivationCodeFactory(**traits)

    assert stored(code.teacher).account_state == state


def test_state_when_a_code_has_died_unused_then_still_tells_of_it():
    locked = stored(ActivationCodeFactory(locked=True).teacher)
    gone = stored(ActivationCodeFactory(revoked=True).teacher)

    assert (locked.code_failures, locked.code_until > now()) == (3, True)
    assert (gone.code_failures, gone.code_until) == (None, None)


def test_place_when_there_are_several_posts_then_is_the_latest_within_reach(site_admin, admin):
    mine = Teacher.objects.filter(pk=PostFactory(school=admin.grants.get().school).teacher_id)
    PostFactory(teacher=mine.get(), school=SchoolFactory(name="别校"), starts_on=today())

    assert with_place(mine, admin).get().place == "育才小学"
    assert with_place(mine, site_admin).get().place == "别校"


def test_place_when_the_post_is_a_units_or_there_is_none_then_is_its_name_or_nothing(site_admin):
    officer = PostFactory(research_officer=True, unit__name="东湖高新区")
    left = PostFactory(ends_on=YESTERDAY)
    everybody = with_place(Teacher.objects.all(), site_admin)

    assert everybody.get(pk=officer.teacher_id).place == "东湖高新区"
    assert everybody.get(pk=left.teacher_id).place is None


@pytest.mark.parametrize(
    ("dates", "possible"),
    [
        ({"ends_on": None}, True),
        ({"ends_on": today()}, True),
        ({"starts_on": TOMORROW}, True),
        ({"ends_on": YESTERDAY}, False),
    ],
)
def test_activation_code_when_the_post_is_over_then_is_of_no_use(dates, possible):
    post = PostFactory(**dates)
    people = with_account_state(Teacher.objects.filter(pk=post.teacher_id))

    assert can_be_issued(people, Purpose.ACTIVATE).exists() == possible


def test_reset_code_when_the_post_is_over_then_still_of_use():
    teacher = PostFactory(ends_on=YESTERDAY).teacher
    with_account(teacher)
    people = with_account_state(Teacher.objects.filter(pk=teacher.pk))

    assert can_be_issued(people, Purpose.RESET).exists()
    assert not can_be_issued(people, Purpose.ACTIVATE).exists()
