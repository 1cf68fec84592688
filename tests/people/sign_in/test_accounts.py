import pytest
from allauth.account.models import EmailAddress

from people.sign_in.accounts import find_account
from tests.factories.people import TeacherFactory, UserFactory


@pytest.mark.parametrize(
    "name",
    [
        "u-zhang",
        "420106000001",
        "４２０１０６０００００１",
        "  420106000001 ",
        "13907130001",
        "139 0713 0001",
        "+86 139-0713-0001",
        "zhang@school.example",
        "Zhang@School.Example",
    ],
)
def test_account_when_named_in_any_way_then_is_found(person, name):
    assert find_account(name) == person


def test_account_when_the_email_is_not_verified_then_is_not_found(person):
    EmailAddress.objects.update(verified=False)

    assert find_account("zhang@school.example") is None


def test_account_when_two_accounts_share_a_phone_then_is_not_found_by_it(person):
    TeacherFactory(phone="13907130001", user=UserFactory())

    assert find_account("13907130001") is None


def test_account_when_the_other_with_the_phone_has_none_then_is_found_by_it(person):
    TeacherFactory(phone="13907130001")

    assert find_account("13907130001") == person


@pytest.mark.parametrize("name", ["", "nobody", "1" * 5000, "’;--", "13800000000", "x@y.example"])
def test_account_when_there_is_none_then_none_is_found(person, name):
    assert find_account(name) is None


@pytest.mark.parametrize("name", ["u-zhang", "zhang@school.example", "nobody"])
def test_account_when_looked_for_then_costs_the_same_whether_it_is_there(
    person, name, django_assert_num_queries
):
    with django_assert_num_queries(4):
        find_account(name)
