"""What `manage.py check` says of terms, and of who answers for the data."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from portal.privacy.checks import check_controller, check_terms
from portal.privacy.kinds import BY_CODE


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"access_log": 179}, "“access_log”至少 180 天，只能延长"),
        ({"access_log": -1}, "“access_log”至少 180 天，只能延长"),
        ({"notices": 0}, "“notices”至少 1 天"),
        ({"hours": 400}, "“hours”不是有保存期限的数据种类"),
        ({"acces_log": 365}, "“acces_log”不是有保存期限的数据种类"),
    ],
)
def test_terms_when_they_will_not_do_then_the_check_fails_and_says_why(settings, terms, said):
    settings.RETENTION_DAYS = terms

    with pytest.raises(SystemCheckError, match="portal.E001") as failure:
        call_command("check", stdout=StringIO())

    assert said in str(failure.value)


@pytest.mark.parametrize("terms", [{}, {"access_log": 180}, {"access_log": 3650, "tasks": 1}])
def test_terms_when_they_will_do_then_the_check_says_nothing(settings, terms):
    settings.RETENTION_DAYS = terms

    assert check_terms(None) == []


def test_terms_when_two_will_not_do_then_both_are_named(settings):
    settings.RETENTION_DAYS = {"access_log": 1, "nonsense": 1}

    assert len(check_terms(None)) == 2


def test_term_of_the_access_log_when_read_then_is_never_below_half_a_year(settings):
    settings.RETENTION_DAYS = {"access_log": 7}

    assert BY_CODE["access_log"].days == 180


@pytest.mark.parametrize(
    ("controller", "contact", "warnings"),
    [("市教育局", "027-1", 0), ("", "027-1", 1), ("市教育局", "", 1), ("", "", 1)],
)
def test_controller_when_not_named_then_a_deployment_is_warned(
    settings, controller, contact, warnings
):
    settings.PRIVACY_CONTROLLER, settings.PRIVACY_CONTACT = controller, contact

    assert [found.id for found in check_controller(None)] == ["portal.W001"] * warnings
