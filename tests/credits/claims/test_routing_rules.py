"""Through whose hands a claim goes (C1)."""

import pytest

from credits.claims.routing_rules import (
    CITY,
    SCHOOL,
    UNIT,
    UNIT_ONLY,
    Way,
    first_stage,
    stage_after,
    stage_of_appeal,
)

WAYS = [
    (Way(at_school=True, of_city=False), (SCHOOL, UNIT)),
    (Way(at_school=True, of_city=True), (SCHOOL, CITY)),
    (Way(at_school=False, of_city=False), (UNIT,)),
    (Way(at_school=False, of_city=True), (CITY,)),
    (Way(at_school=True, of_city=False, levels=UNIT_ONLY), (UNIT,)),
    (Way(at_school=True, of_city=True, levels=UNIT_ONLY), (CITY,)),
]


@pytest.mark.parametrize(("way", "stages"), WAYS)
def test_way_goes_by_post_unit_and_policy(way, stages):
    assert way.stages == stages
    assert first_stage(way) == stages[0]
    gone, stage = [], first_stage(way)
    while stage is not None:
        gone.append(stage)
        stage = stage_after(stage, way)
    assert tuple(gone) == stages


@pytest.mark.parametrize(
    ("stage", "way", "after"),
    [
        (SCHOOL, Way(at_school=False, of_city=False), UNIT),
        (SCHOOL, Way(at_school=True, of_city=False, levels=UNIT_ONLY), UNIT),
        (UNIT, Way(at_school=True, of_city=True), None),
        (CITY, Way(at_school=True, of_city=False), None),
    ],
)
def test_stage_after_when_the_way_changed_meanwhile_then_the_last_word_is_still_one(
    stage, way, after
):
    assert stage_after(stage, way) == after


@pytest.mark.parametrize(
    ("stage", "of_city", "above"),
    [
        (SCHOOL, False, UNIT),
        (SCHOOL, True, CITY),
        (UNIT, False, CITY),
        (CITY, True, None),
        (CITY, False, None),
    ],
)
def test_appeal_goes_one_level_up(stage, of_city, above):
    assert stage_of_appeal(stage, Way(at_school=True, of_city=of_city)) == above
