"""Whether two records are of the same training (H7)."""

from dataclasses import replace
from datetime import date

import pytest

from credits.claims.double_rules import (
    CERTIFICATE,
    FILE,
    OVERLAP,
    PICTURE,
    TITLE_DATES,
    Record,
    doubles_of,
)

OWN = Record(
    key="new",
    teacher=1,
    title="沙盘游戏治疗培训",
    starts_on=date(2026, 3, 7),
    ends_on=date(2026, 3, 8),
    certificate_no="ZJ-2026-001",
    digests=frozenset({"aa"}),
)
OTHER = Record(
    key="old", teacher=1, title="别的培训", starts_on=date(2026, 5, 1), ends_on=date(2026, 5, 2)
)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, None),
        ({"certificate_no": "ZJ-2026-001"}, (CERTIFICATE, True)),
        ({"certificate_no": "ｚｊ 2026 001"}, (CERTIFICATE, True)),
        ({"certificate_no": "ZJ-2026-002"}, None),
        ({"digests": frozenset({"aa", "bb"})}, (FILE, True)),
        ({"title": "沙盘游戏治疗培训"}, None),
        (
            {"title": "沙盘游戏 治疗培训", "starts_on": OWN.starts_on, "ends_on": OWN.ends_on},
            (TITLE_DATES, True),
        ),
        ({"starts_on": date(2026, 3, 8), "ends_on": date(2026, 3, 9)}, (OVERLAP, False)),
        ({"starts_on": date(2026, 3, 9), "ends_on": date(2026, 3, 9)}, None),
        ({"teacher": 2, "certificate_no": "ZJ-2026-001"}, (CERTIFICATE, False)),
        ({"teacher": 2, "digests": frozenset({"aa"})}, (FILE, False)),
        ({"teacher": 2, "starts_on": OWN.starts_on, "ends_on": OWN.ends_on}, None),
        (
            {
                "teacher": 2,
                "title": OWN.title,
                "starts_on": OWN.starts_on,
                "ends_on": OWN.ends_on,
            },
            None,
        ),
        ({"key": "new", "certificate_no": "ZJ-2026-001"}, None),
    ],
)
def test_double_when_held_beside_another_then_by_its_strongest_reason(changed, found):
    doubles = doubles_of(OWN, [replace(OTHER, **changed)])
    assert [(double.code, double.refused) for double in doubles] == ([found] if found else [])


def test_double_when_the_pictures_look_alike_then_it_is_for_a_person_to_look_at():
    [double] = doubles_of(OWN, [OTHER], alike=["old"])
    assert (double.code, double.refused) == (PICTURE, False)


def test_double_when_the_pictures_look_alike_and_both_have_a_number_then_the_numbers_decide():
    assert doubles_of(OWN, [replace(OTHER, certificate_no="ZJ-2026-002")], alike=["old"]) == []


def test_record_when_it_says_nothing_then_it_is_no_double_of_another_empty_one():
    empty = Record(key="a", teacher=1)
    assert doubles_of(empty, [replace(empty, key="b")]) == []


def test_doubles_come_with_what_is_refused_first():
    others = [
        replace(OTHER, key=1, starts_on=OWN.starts_on, ends_on=OWN.ends_on),
        replace(OTHER, key=2, digests=OWN.digests),
        replace(OTHER, key=3, teacher=2, certificate_no=OWN.certificate_no),
    ]
    assert [double.other for double in doubles_of(OWN, others)] == [2, 3, 1]
