"""In which capacity a person acts; how the start page offers it is in test_start.py."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.enums import PostKind, Role
from people.models import School, Unit, User
from portal.acting import KEY, ORDER, capacities_of
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
CHOOSE = "/start/capacity/"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A teacher who is the principal of `school` and an officer of `unit`, signed in."""

    browser: Client
    user: User
    school: School
    unit: Unit

    def takes_up(self, key: str) -> int:
        """The status of the answer."""
        return self.browser.post(CHOOSE, {KEY: key}).status_code

    def role_in_log(self, browser: Client | None = None) -> str:
        """The role in whose name another's page is opened."""
        other = PostFactory(school__unit=self.unit).teacher
        (browser or self.browser).get(f"/audit/2025/teachers/{other.number}/")
        return AccessRecord.objects.get(action=Action.OPENED).role


@pytest.fixture
def somebody(client) -> Somebody:
    user = UserFactory()
    post = PostFactory(teacher__user=user, kind=PostKind.PRINCIPAL)
    grant = RoleGrantFactory(unit_officer=True, user=user)
    client.force_login(user)
    return Somebody(client, user, post.school, grant.unit)


def test_order_when_read_then_has_every_role_once():
    assert sorted(ORDER) == sorted(Role)


def test_capacities_when_there_are_several_then_the_one_with_most_to_answer_for_comes_first(
    somebody,
):
    assert [capacity.role for capacity in capacities_of(somebody.user)] == [
        Role.UNIT_OFFICER,
        Role.SCHOOL_ADMIN,
        Role.TEACHER,
    ]


def test_capacities_when_nobody_is_signed_in_then_there_are_none():
    assert capacities_of(AnonymousUser()) == []


def test_acting_when_nothing_was_chosen_then_the_first_stands_in_the_access_log(somebody):
    assert somebody.role_in_log() == Role.UNIT_OFFICER


def test_acting_when_another_was_chosen_then_that_one_stands_in_the_access_log(somebody):
    somebody.takes_up(f"school_admin:school-{somebody.school.pk}")

    assert somebody.role_in_log() == Role.SCHOOL_ADMIN


def test_acting_when_one_is_chosen_then_what_may_be_seen_stays_the_sum(somebody):
    somebody.takes_up("teacher:")

    assert somebody.browser.get(f"/audit/2025/units/{somebody.unit.code}/").status_code == 200
    assert somebody.browser.get(f"/audit/2025/schools/{somebody.school.code}/").status_code == 200


@pytest.mark.abuse("T04")
@pytest.mark.parametrize(
    "wanted",
    ["", "city_officer:", "school_admin:school-999999", "unit_officer:/", "\x00", "x" * 5000],
)
def test_capacity_when_it_is_not_held_then_is_not_taken_up(somebody, wanted):
    assert somebody.takes_up(wanted) == 404
    assert KEY not in somebody.browser.session


def test_capacity_when_the_session_names_a_strange_one_then_the_first_is_acted_in(somebody):
    session = somebody.browser.session
    session[KEY] = "city_officer:420100/"
    session.save()

    assert somebody.role_in_log() == Role.UNIT_OFFICER
    assert somebody.browser.get("/audit/2025/").status_code == 404


def test_capacity_when_chosen_then_stays_in_that_browser_only(somebody):
    somebody.takes_up("teacher:")
    other = Client()
    other.force_login(somebody.user)

    assert somebody.role_in_log(other) == Role.UNIT_OFFICER


def test_capacity_when_somebody_else_signs_in_at_the_same_browser_then_is_forgotten(somebody):
    somebody.takes_up("teacher:")
    somebody.browser.force_login(UserFactory())

    assert KEY not in somebody.browser.session


@pytest.mark.abuse("T13")
def test_capacity_when_chosen_without_the_token_of_the_form_then_is_refused(somebody):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = somebody.browser.cookies

    assert browser.post(CHOOSE, {KEY: "teacher:"}).status_code == 403


def test_capacity_when_signed_out_then_leads_to_log_in(client):
    assert client.post(CHOOSE, {KEY: "teacher:"}).url.startswith("/accounts/login/")
