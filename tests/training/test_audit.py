"""The audit of a year over people, posts, hours and standards (P2–P5, V6, L3, S2, S3)."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine

from credits.models import Leave, Policy, PolicyLimit
from credits.services.posting import reverse_entries
from people.enums import PostKind
from people.models import Unit
from tests.factories.credits import EntryFactory, ExemptionFactory
from tests.factories.people import (
    EnrolmentFactory,
    PostFactory,
    SchoolFactory,
    UnitFactory,
    UserFactory,
)
from training.audit.explanation import explain_year
from training.audit.roster import Reach
from training.audit.service import audit_year

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def only(audit):
    [row] = audit.teachers
    return row


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def teacher(school):
    """A full-time psychology teacher of `school` since 2020."""
    return PostFactory(school=school).teacher


@pytest.mark.rule("P2")
def test_population_is_everyone_with_a_psychology_post_on_any_day_of_the_year(school):
    inside = [
        PostFactory(school=school),
        PostFactory(school=school, ends_on=date(2025, 1, 1)),
        PostFactory(school=school, starts_on=date(2025, 12, 31), part_time=True),
    ]
    PostFactory(school=school, ends_on=date(2024, 12, 31))
    PostFactory(school=school, starts_on=date(2026, 1, 1))
    PostFactory(school=school, kind=PostKind.CLASS_TEACHER)
    PostFactory(research_officer=True)
    numbers = {row.number for row in audit_year(2025).teachers}
    assert numbers == {post.teacher.number for post in inside}


@pytest.mark.rule("P4")
@pytest.mark.clause("R19")
def test_standing_decides_who_is_in_the_rate(school):
    met = PostFactory(school=school).teacher
    EntryFactory(teacher=met, school=school, hours=Decimal("30.0"))
    PostFactory(school=school)
    PostFactory(school=school, part_time=True)
    PostFactory(school=school, ends_on=date(2025, 6, 30))
    ExemptionFactory(teacher=PostFactory(school=school).teacher)
    totals = audit_year(2025).totals
    assert (totals.binding, totals.compliant, totals.rate) == (2, 1, Decimal("50.0"))
    assert (totals.reference, totals.left, totals.exempt) == (1, 1, 1)


@pytest.mark.rule("V6")
def test_rate_when_nobody_is_judged_is_not_shown(school):
    PostFactory(school=school, part_time=True)
    assert audit_year(2025).totals.rate is None


@pytest.mark.rule("P5")
def test_person_who_moved_counts_where_they_are_with_all_hours(school):
    other = SchoolFactory()
    teacher = PostFactory(school=school, ends_on=date(2025, 12, 29)).teacher
    PostFactory(teacher=teacher, school=other, starts_on=date(2025, 12, 30))
    EntryFactory(teacher=teacher, school=school, hours=Decimal("24.0"))
    row = only(audit_year(2025))
    assert (row.school_code, row.counted) == (other.code, Decimal("24.0"))
    assert audit_year(2025, reach=Reach.of_school(school)).teachers == []
    assert audit_year(2025, reach=Reach.of_unit(other.unit)).teachers == [row]


@pytest.mark.rule("P5")
def test_former_unit_sees_what_it_recorded_and_no_verdict(school, client):
    from tests.factories.people import RoleGrantFactory

    other = SchoolFactory()
    teacher = PostFactory(school=school, ends_on=date(2025, 6, 30)).teacher
    PostFactory(teacher=teacher, school=other, starts_on=date(2025, 7, 1))
    here = EntryFactory(teacher=teacher, school=school)
    EntryFactory(teacher=teacher, school=other)
    officer = RoleGrantFactory(unit_officer=True, unit=school.unit).user
    seen = explain_year(teacher, 2025, reader=officer)
    assert (seen.row, seen.partial) == (None, True)
    assert [line.entry for line in seen.lines] == [here]
    whole = explain_year(
        teacher, 2025, reader=RoleGrantFactory(unit_officer=True, unit=other.unit).user
    )
    assert (whole.row.counted, len(whole.lines), whole.partial) == (Decimal("16.0"), 2, False)


@pytest.mark.rule("H6")
def test_hours_of_another_year_do_not_count(teacher, school):
    EntryFactory(teacher=teacher, school=school, year=2024, hours=Decimal("46.0"))
    assert only(audit_year(2025)).counted == 0


@pytest.mark.rule("H3")
def test_hours_of_no_counting_category_are_shown_apart(teacher, school):
    EntryFactory(teacher=teacher, school=school, other=True)
    row = only(audit_year(2025))
    assert (row.counted, row.not_counted, row.recognised) == (0, 8, 8)


@pytest.mark.rule("H4")
def test_cap_by_mode_is_applied_entry_by_entry(teacher, school):
    PolicyLimit.objects.create(
        policy=Policy.objects.get(), kind="cap", dimension="mode", value="online", hours=10
    )
    for day in (1, 2):
        EntryFactory(teacher=teacher, school=school, mode="online", starts_on=date(2025, 3, day))
    EntryFactory(teacher=teacher, school=school)
    row = only(audit_year(2025))
    assert (row.counted, row.capped) == (Decimal("18.0"), Decimal("6.0"))


@pytest.mark.rule("V2")
def test_what_if_monthly_leaves_the_policy_alone(school):
    teacher = PostFactory(school=school, starts_on=date(2025, 9, 16)).teacher
    assert only(audit_year(2025, what_if={"proration": "monthly"})).required == 10
    assert only(audit_year(2025)).required == 30
    Leave.objects.create(
        teacher=teacher,
        starts_on=date(2025, 10, 1),
        ends_on=date(2025, 10, 31),
        reason="病假",
        document="1",
        approved_by=UserFactory(),
    )
    assert only(audit_year(2025, what_if={"proration": "monthly"})).required == 8


@pytest.mark.rule("V4")
@time_machine.travel(datetime(2025, 3, 14, 12, tzinfo=SHANGHAI), tick=False)
def test_verdict_while_the_year_runs_is_the_pace_of_today(teacher, school):
    EntryFactory(teacher=teacher, school=school, hours=Decimal("6.0"), starts_on=date(2025, 2, 1))
    audit = audit_year(2025)
    assert (audit.running, audit.reference_day) == (True, date(2025, 3, 14))
    assert only(audit).verdict == "on_track"


@pytest.mark.rule("T1")
@pytest.mark.abuse("F5")
@pytest.mark.parametrize(
    ("moment", "running"),
    [("2025-12-31T15:59:59+00:00", True), ("2025-12-31T16:00:01+00:00", False)],
)
def test_year_ends_at_midnight_in_shanghai(teacher, moment, running):
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        audit = audit_year(2025)
    assert audit.running == running
    assert only(audit).verdict == ("behind" if running else "short")


@pytest.mark.rule("L3")
def test_as_of_gives_the_figures_known_then():
    with time_machine.travel(datetime(2025, 5, 1, 12, tzinfo=SHANGHAI), tick=False):
        school = SchoolFactory(unit=UnitFactory(code="OLD"))
        post = PostFactory(school=school)
        EnrolmentFactory(school=school, students=800)
        entry = EntryFactory(teacher=post.teacher, school=school, hours=Decimal("30.0"))
    with time_machine.travel(datetime(2026, 2, 1, 12, tzinfo=SHANGHAI), tick=False):
        reverse_entries([entry], by=None, reason="重复登记")
        post.ends_on = date(2025, 10, 31)
        post.save()
        school.unit = UnitFactory(code="NEW")
        school.save()
    then = audit_year(2025, as_of=datetime(2026, 1, 31, 12, tzinfo=SHANGHAI))
    now = audit_year(2025)
    assert (only(then).standing, only(then).verdict, only(then).unit_code) == (
        "binding", "met", "OLD",
    )  # fmt: skip
    assert (only(now).standing, only(now).verdict, only(now).unit_code) == ("left", "short", "NEW")
    assert then.schools[0].students == 800
    before = audit_year(2025, as_of=datetime(2025, 4, 30, tzinfo=SHANGHAI))
    assert (before.teachers, before.schools) == ([], [])


@pytest.mark.rule("L3")
def test_as_of_while_the_year_ran_judges_by_the_pace_of_that_day():
    with time_machine.travel(datetime(2025, 1, 10, 12, tzinfo=SHANGHAI), tick=False):
        PostFactory()
    audit = audit_year(2025, as_of=datetime(2025, 6, 30, 12, tzinfo=SHANGHAI))
    assert (audit.reference_day, only(audit).verdict) == (date(2025, 6, 30), "behind")


@pytest.mark.rule("S2")
def test_person_at_two_schools_is_counted_once_at_the_main_post(school):
    other = SchoolFactory()
    teacher = PostFactory(school=school).teacher
    PostFactory(teacher=teacher, school=other, starts_on=date(2023, 9, 1))
    rows = {row.code: row.full_time for row in audit_year(2025).schools}
    assert rows == {school.code: 0, other.code: 1}


@pytest.mark.rule("S3")
@pytest.mark.clause("R13")
def test_unit_figures_are_sums_of_their_schools():
    unit = UnitFactory()
    for students, people in ((1200, 1), (800, 0), (500, 2)):
        school = SchoolFactory(unit=unit)
        EnrolmentFactory(school=school, students=students)
        for _person in range(people):
            PostFactory(school=school)
    PostFactory(school=SchoolFactory(unit=unit), part_time=True)
    [row] = audit_year(2025).units
    totals = row.totals
    assert (totals.schools, totals.schools_meeting, totals.gap) == (4, 2, 2)
    assert (totals.full_time, totals.part_time, totals.students) == (3, 1, 2500)
    assert totals.full_time_share == Decimal("75.0")


@pytest.mark.rule("S2")
def test_students_of_another_year_are_not_taken(school):
    EnrolmentFactory(school=school, year=2024, students=900)
    [row] = audit_year(2025).schools
    assert row.students is None


@pytest.mark.rule("S2")
def test_what_if_students_per_full_time_switches_the_ratio_on(teacher, school):
    EnrolmentFactory(school=school, students=2001)
    [row] = audit_year(2025, what_if={"students_per_full_time": "1000"}).schools
    assert (row.required_full_time, row.gap, row.meets) == (3, 2, False)


@pytest.mark.parametrize("people", [1, 30])
def test_audit_asks_the_same_number_of_queries_whatever_the_size(
    django_assert_max_num_queries, people
):
    for _person in range(people):
        EntryFactory(teacher=PostFactory().teacher)
    with django_assert_max_num_queries(12):
        audit_year(2025, reach=Reach.of_unit(Unit.objects.get(code="420100")))
