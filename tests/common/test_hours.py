"""Hours in the database and in hand (H5)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.hours import from_tenths, to_tenths, total


@given(st.integers(-10_000, 10_000))
@pytest.mark.rule("H5")
def test_tenths_when_turned_into_hours_and_back_are_the_same(tenths):
    assert to_tenths(from_tenths(tenths)) == tenths


@pytest.mark.rule("H5")
def test_to_tenths_when_there_is_a_second_place_refuses():
    with pytest.raises(ValueError, match="one decimal place"):
        to_tenths(Decimal("0.25"))


@given(st.lists(st.integers(-1000, 1000)))
@pytest.mark.rule("H5")
def test_total_is_exact_to_one_place(tenths):
    assert total(map(from_tenths, tenths)) == from_tenths(sum(tenths))
    assert total([]) == Decimal("0.0")
