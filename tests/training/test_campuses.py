"""A standard asked of every campus of a school (S1), from the register to the screen."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import translation

from tests.factories.people import PostFactory, RoleGrantFactory, SchoolFactory
from training.audit.service import audit_year
from training.enums import Asks
from training.models import StaffingStandard
from training.reports.standards import deciding_labels, standards_behind

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def one_per_campus(**values) -> StaffingStandard:
    standard = StaffingStandard(
        code="full-time-per-campus",
        title="每校区至少配备一名专职教师",
        asks=Asks.CAMPUS_FULL_TIME,
        amount=1,
        document_name="市教育局配备办法",
        effective_from=date(2024, 1, 1),
        **values,
    )
    standard.full_clean()
    standard.save()
    return standard


@pytest.fixture
def school():
    """Two campuses, one full-time teacher."""
    school = SchoolFactory(campuses=2)
    PostFactory(school=school)
    return school


@pytest.mark.rule("S1")
@pytest.mark.rule("S2")
def test_audit_when_a_standard_asks_of_each_campus_multiplies(school):
    one_per_campus()
    PostFactory(school=SchoolFactory())
    several, single = audit_year(2025).schools
    assert (several.campuses, several.required_full_time, several.gap) == (2, 2, 1)
    assert (several.meets, several.deciding) == (False, "full-time-per-campus")
    assert (single.campuses, single.required_full_time, single.meets) == (1, 1, True)


@pytest.mark.rule("S1")
def test_audit_when_no_standard_asks_of_campuses_counts_the_school_once(school):
    [row] = audit_year(2025).schools
    assert (row.required_full_time, row.meets) == (1, True)


@pytest.mark.rule("L3")
def test_as_of_when_a_campus_was_added_since_counts_those_known_then():
    with time_machine.travel(datetime(2025, 5, 1, 12, tzinfo=SHANGHAI), tick=False):
        one_per_campus()
        school = SchoolFactory()
        PostFactory(school=school)
    with time_machine.travel(datetime(2026, 2, 1, 12, tzinfo=SHANGHAI), tick=False):
        school.campuses = 3
        school.save()
    [then] = audit_year(2025, as_of=datetime(2026, 1, 31, 12, tzinfo=SHANGHAI)).schools
    [now] = audit_year(2025).schools
    assert (then.campuses, then.required_full_time, then.meets) == (1, 1, True)
    assert (now.campuses, now.required_full_time, now.gap) == (3, 3, 2)


@pytest.mark.rule("S3")
def test_report_when_campuses_decide_names_the_standard(school):
    one_per_campus()
    notes = standards_behind(audit_year(2025))
    title = "每校区至少配备一名专职教师"
    assert deciding_labels(notes)["full-time-per-campus"] == title
    assert [note.text for note in notes if note.asks == Asks.CAMPUS_FULL_TIME] == [
        f"{title}（强制，《市教育局配备办法》）"
    ]


def test_standard_when_it_asks_of_no_known_thing_is_refused():
    with pytest.raises(ValidationError, match="asks"):
        StaffingStandard(code="x", title="x", asks="per_classroom", amount=1).full_clean()


def test_school_page_when_it_has_several_campuses_then_says_how_many(client, school):
    one_per_campus()
    client.force_login(RoleGrantFactory().user)
    response = client.get(f"/audit/2025/schools/{school.code}/")
    assert ("校区数", "2") in response.context["facts"]
    assert "判定依据：每校区至少配备一名专职教师" in response.content.decode()


def test_school_page_when_read_as_of_a_past_moment_then_tells_the_campuses_of_then(client):
    with time_machine.travel(datetime(2025, 5, 1, 12, tzinfo=SHANGHAI), tick=False):
        school = SchoolFactory(campuses=2)
    with time_machine.travel(datetime(2025, 9, 1, 12, tzinfo=SHANGHAI), tick=False):
        school.campuses = 4
        school.save()
    client.force_login(RoleGrantFactory().user)
    address = f"/audit/2025/schools/{school.code}/"
    facts = client.get(address, {"as_of": "2025-06-01T12:00"}).context["facts"]
    assert ("校区数", "2") in facts
    assert ("校区数", "4") in client.get(address).context["facts"]


def test_school_page_when_it_has_one_campus_then_does_not_speak_of_it(client):
    school = SchoolFactory()
    client.force_login(RoleGrantFactory().user)
    page = client.get(f"/audit/2025/schools/{school.code}/").content.decode()
    assert "校区" not in page


def test_ask_of_each_campus_when_read_in_english_is_told_by_its_label(school):
    one_per_campus()
    with translation.override("en"):
        notes = standards_behind(audit_year(2025))
        label = str(Asks.CAMPUS_FULL_TIME.label)
    assert f"{label} 1" in [note.title for note in notes]
