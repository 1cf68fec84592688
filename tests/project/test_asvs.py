"""docs/asvs.md names places that are there, and a reason where there is none."""

import re

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
ROW = re.compile(r"^\| ([\d.–]+) \| (.+?) \| (.+?) \| (.*) \|$", re.MULTILINE)
PLACE = re.compile(r"`([\w./-]+\.\w+)`")
STATES = {"met", "partly", "not yet", "n/a"}
ROWS = ROW.findall((ROOT / "docs/asvs.md").read_text(encoding="utf-8"))


def test_rows_when_read_then_each_requirement_stands_once_in_order():
    ids = [tuple(map(int, row[0].partition("–")[0].split("."))) for row in ROWS]

    assert ids == sorted(set(ids))
    assert {first for first, *_rest in ids} == set(range(1, 18))


@pytest.mark.parametrize(("id", "asks", "state", "where"), ROWS, ids=[row[0] for row in ROWS])
def test_row_when_it_names_places_then_they_are_there(id, asks, state, where):
    places = PLACE.findall(where)

    assert state in STATES
    assert asks
    assert [place for place in places if not (ROOT / place).exists()] == []
    assert places if state == "met" else where
