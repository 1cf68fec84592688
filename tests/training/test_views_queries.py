"""Screens cost the same number of queries whatever they show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import urlencode

from tests.factories.credits import EntryFactory
from tests.factories.people import (
    EnrolmentFactory,
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    UnitFactory,
    UserFactory,
)

SCREENS = [
    "/audit/2025/",
    "/audit/2025/units/{unit}/",
    "/audit/2025/schools/",
    "/audit/2025/schools/{school}/",
    "/audit/2025/teachers/",
    "/audit/2025/teachers/{teacher}/",
]


def staffed_school(unit=None):
    """A school with a full-time teacher who has an entry."""
    school = SchoolFactory(unit=unit or UnitFactory())
    EnrolmentFactory(school=school)
    post = PostFactory(school=school)
    EntryFactory(teacher=post.teacher, school=school)
    return school, post.teacher


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.django_db
def test_audit_screen_when_rows_grow_from_one_to_three_then_costs_the_same(client, screen):
    client.force_login(RoleGrantFactory().user)
    school, teacher = staffed_school()
    address = screen.format(unit=school.unit.code, school=school.code, teacher=teacher.number)
    client.get(address)  # Wagtail reads its site once and keeps it
    before = queries_of(client, address)

    for unit in (school.unit, None):
        staffed_school(unit)
        PostFactory(school=school)
        EntryFactory(teacher=teacher, school=school)

    assert queries_of(client, address) == before
    # A person's own screen also looks up whether this reading is in the access log already.
    assert before < (27 if "{teacher}" in screen else 25)


@pytest.mark.parametrize("lens", [{"as_of": "now"}, {"day": "2025-06-30"}])
@pytest.mark.django_db
def test_city_page_when_looked_at_from_another_day_then_stays_under_25_queries(client, lens):
    client.force_login(RoleGrantFactory().user)
    staffed_school()
    if "as_of" in lens:
        lens = {"as_of": timezone.localtime().isoformat()}

    assert queries_of(client, "/audit/2025/?" + urlencode(lens)) < 25


@pytest.mark.django_db
def test_my_year_when_entries_grow_from_one_to_three_then_costs_the_same(client):
    school, teacher = staffed_school()
    teacher.user = UserFactory()
    teacher.save()
    client.force_login(teacher.user)
    client.get("/my/year/2025/")
    before = queries_of(client, "/my/year/2025/")

    EntryFactory(teacher=teacher, school=school)
    EntryFactory(teacher=teacher, school=school)

    assert queries_of(client, "/my/year/2025/") == before
    assert before < 25
