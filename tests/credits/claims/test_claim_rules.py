"""What a claim must state before it can be handed in (H2)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credits.claims import claim_rules as rules
from credits.claims.claim_rules import Stated, findings, hours_of_minutes, most_hours

TODAY = date(2026, 6, 1)
WHOLE = Stated(
    title="沙盘游戏治疗培训",
    organiser="示范大学",
    category="skill",
    level="province",
    starts_on=date(2026, 3, 7),
    ends_on=date(2026, 3, 8),
    hours=Decimal("16.0"),
    pieces_of_evidence=1,
)


def codes(stated: Stated, **options) -> list[tuple[str, str]]:
    asked = {"today": TODAY, "day_cap": Decimal("8.0"), "evidence_required": True, **options}
    return [(finding.code, finding.about) for finding in findings(stated, **asked)]


def test_claim_when_whole_then_nothing_is_wanting():
    assert codes(WHOLE) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"title": "  "}, [(rules.NO_TITLE, "title")]),
        ({"organiser": ""}, [(rules.NO_ORGANISER, "organiser")]),
        ({"category": ""}, [(rules.NO_CATEGORY, "category")]),
        ({"level": ""}, [(rules.NO_LEVEL, "level")]),
        ({"starts_on": None}, [(rules.NO_DATES, "starts_on")]),
        ({"ends_on": None}, [(rules.NO_DATES, "ends_on")]),
        ({"ends_on": date(2026, 3, 6)}, [(rules.ENDS_FIRST, "ends_on")]),
        ({"ends_on": date(2026, 6, 2)}, [(rules.NOT_OVER, "ends_on")]),
        ({"ends_on": TODAY}, []),
        ({"hours": None}, [(rules.NO_HOURS, "hours")]),
        ({"hours": Decimal("0.0")}, [(rules.NO_HOURS, "hours")]),
        ({"hours": Decimal("-1.0")}, [(rules.NO_HOURS, "hours")]),
        ({"hours": Decimal("0.5")}, []),
        ({"hours": Decimal("7.3")}, [(rules.NOT_HALVES, "hours")]),
        ({"hours": Decimal("16.5")}, [(rules.TOO_MANY, "hours")]),
        ({"ends_on": date(2026, 3, 7)}, [(rules.TOO_MANY, "hours")]),
        ({"pieces_of_evidence": 0}, [(rules.NO_EVIDENCE, "evidence")]),
        ({"title": "", "hours": None}, [(rules.NO_TITLE, "title"), (rules.NO_HOURS, "hours")]),
    ],
)
def test_claim_when_something_is_wanting_then_each_is_found(changed, found):
    assert codes(replace(WHOLE, **changed)) == found


def test_evidence_is_asked_for_where_the_policy_asks():
    assert codes(replace(WHOLE, pieces_of_evidence=0), evidence_required=False) == []


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [(0, "0.0"), (22, "0.0"), (23, "0.5"), (45, "1.0"), (89, "1.5"), (90, "2.0"), (480, "10.5")],
)
def test_minutes_become_hours_down_to_the_half(minutes, hours):
    assert hours_of_minutes(minutes) == Decimal(hours)


@given(
    days=st.integers(1, 60),
    halves=st.integers(1, 2000),
)
def test_hours_are_refused_exactly_beyond_what_the_days_hold(days, halves):
    hours = Decimal(halves) / 2
    stated = replace(WHOLE, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 1), hours=hours)
    stated = replace(stated, ends_on=date.fromordinal(stated.starts_on.toordinal() + days - 1))
    most = most_hours(stated.starts_on, stated.ends_on, Decimal("8.0"))
    assert most == 8 * days
    assert (codes(stated) == []) == (hours <= most)
