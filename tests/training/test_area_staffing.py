"""Standards for a whole area and the full-time share by year (S1, S3), from posts on record."""

from datetime import date

import pytest

from credits.models import Policy
from people.models import Unit
from tests.factories.people import PostFactory, SchoolFactory, UnitFactory
from training.audit.roster import Reach
from training.audit.service import audit_year
from training.audit.staffing import area_findings, full_time_shares

pytestmark = pytest.mark.django_db


@pytest.mark.rule("S1")
def test_area_findings_of_a_unit_tell_its_research_officer_and_its_share_of_schools():
    unit = UnitFactory()
    PostFactory(school=SchoolFactory(unit=unit), part_time=True)
    SchoolFactory(unit=unit)
    PostFactory(research_officer=True, unit=unit)
    PostFactory(research_officer=True, unit=UnitFactory(), ends_on=date(2025, 12, 30))
    found = area_findings(audit_year(2025, reach=Reach.of_unit(unit)), unit)
    assert [(x.standard.code, x.found, x.base, x.meets) for x in found] == [
        ("research-officer-per-unit", 1, 1, True),
        ("share-2025", 1, 2, False),
    ]
    city = Unit.objects.get(code="420100")
    [officers, _share] = area_findings(audit_year(2025, reach=Reach.of_unit(city)), city)
    assert (officers.found, officers.meets) == (1, False)


@pytest.mark.rule("S3")
@pytest.mark.clause("R14")
def test_full_time_shares_follow_the_years_and_mark_a_fall():
    school = SchoolFactory()
    PostFactory(school=school, starts_on=date(2023, 9, 1), ends_on=date(2025, 6, 30))
    PostFactory(school=school, starts_on=date(2024, 9, 1), part_time=True)
    reach = Reach.of_unit(school.unit)
    shares = full_time_shares(audit_year(2025, reach=reach), school.unit)
    assert [(x.year, x.full_time, x.part_time, x.fell) for x in shares] == [
        (2023, 1, 0, False),
        (2024, 1, 1, True),
        (2025, 0, 1, True),
    ]


@pytest.mark.rule("S3")
def test_full_time_shares_when_the_year_ends_on_a_leap_day():
    Policy.objects.update(year_starts_month=3)
    school = PostFactory().school
    shares = full_time_shares(audit_year(2023, reach=Reach.of_unit(school.unit)), school.unit)
    assert [x.full_time for x in shares] == [1, 1, 1, 1]
