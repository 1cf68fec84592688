"""Who holds an ability over a place today."""

from datetime import timedelta

import pytest

from common.clock import today
from people.enums import PostKind
from people.holders import holders
from people.models import Unit
from people.roles import CHECK_LESSONS, PUBLISH_PAGES
from tests.factories.people import (
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
YESTERDAY = today() - timedelta(days=1)


@pytest.fixture
def school():
    return SchoolFactory()


def test_holders_when_granted_over_the_school_then_found(school):
    user = RoleGrantFactory(school_admin=True, school=school).user
    RoleGrantFactory(school_admin=True)

    assert holders(CHECK_LESSONS, school=school) == [user]


def test_holders_when_the_post_brings_the_role_then_found(school):
    user = UserFactory()
    PostFactory(teacher__user=user, school=school, kind=PostKind.PRINCIPAL)

    assert holders(CHECK_LESSONS, school=school) == [user]


@pytest.mark.parametrize("change", [{"ends_on": YESTERDAY}, {"starts_on": today() + timedelta(1)}])
def test_holders_when_the_grant_does_not_hold_today_then_not_found(school, change):
    RoleGrantFactory(school_admin=True, school=school, **change)

    assert holders(CHECK_LESSONS, school=school) == []


def test_holders_when_the_account_is_closed_then_not_found(school):
    RoleGrantFactory(school_admin=True, school=school, user__is_active=False)

    assert holders(CHECK_LESSONS, school=school) == []


def test_holders_when_asked_of_a_unit_then_its_own_and_those_above():
    unit = UnitFactory()
    editor = RoleGrantFactory(editor=True, unit=unit).user
    officer = RoleGrantFactory().user
    RoleGrantFactory(editor=True)
    RoleGrantFactory(unit_officer=True, unit=unit)

    assert holders(PUBLISH_PAGES, unit=unit) == [editor, officer]
    assert holders(PUBLISH_PAGES, unit=Unit.objects.get(code="420100")) == [officer]


def test_holders_when_delegated_by_somebody_who_lost_it_then_not_found(school):
    lender = RoleGrantFactory(school_admin=True, school=school, ends_on=YESTERDAY).user
    RoleGrantFactory(
        school_admin=True, school=school, on_behalf_of=lender, ends_on=today() + timedelta(9)
    )

    assert holders(CHECK_LESSONS, school=school) == []


def test_holders_when_no_place_is_named_then_none():
    RoleGrantFactory()

    assert holders(PUBLISH_PAGES) == []
