"""Whatever stands in a cell is read or refused, never anything else (I1)."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.cells import CellError, FaultyCell
from training.classes.attendance_cells import (
    or_nothing,
    parse_minutes,
    parse_moment,
    parse_signature,
    parse_there,
)

pytestmark = pytest.mark.rule("I1")

DAY = date(2025, 3, 8)
clocks = st.from_regex(r"\A[0-9]{1,2}[:：时点][0-9]{0,2}(:[0-9]{2})?( ?[AP]M)?\Z")
days = st.from_regex(r"\A(20)?[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?\Z")
texts = st.text() | clocks | days | st.builds("{} {}".format, days, clocks)
raw_cells = (
    texts
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.sampled_from([FaultyCell(), FaultyCell("#N/A")])
)


@given(raw_cells, st.booleans())
def test_moment_of_any_cell_is_aware_and_to_the_second_or_the_cell_is_refused(cell, epoch_1904):
    try:
        found = parse_moment(cell, DAY, epoch_1904)
    except CellError as error:
        assert error.code in {"bad_date", "missing_value"}
        return
    assert found.utcoffset() is not None
    assert found.microsecond == 0


@given(raw_cells)
def test_length_of_any_cell_is_some_minutes_or_the_cell_is_refused(cell):
    try:
        assert 0 <= parse_minutes(cell) <= 7 * 24 * 60
    except CellError as error:
        assert error.code in {"bad_number", "missing_value"}


@given(raw_cells)
def test_mark_of_any_cell_is_whether_or_the_cell_is_refused(cell):
    try:
        assert parse_there(cell) in (True, False)
    except CellError as error:
        assert error.code in {"unknown_value", "missing_value"}


@given(st.datetimes(datetime(2001, 1, 1), datetime(2099, 12, 31)))
def test_moment_when_written_out_is_read_back(moment):
    moment = moment.replace(microsecond=0)

    for written in (str(moment), moment.strftime("%Y/%m/%d %H:%M:%S"), moment.isoformat()):
        assert parse_moment(written, DAY).replace(tzinfo=None) == moment
    assert parse_moment(moment, DAY).utcoffset() == timedelta(hours=8)


def test_signature_when_it_is_a_mark_is_whether_and_else_a_time():
    assert parse_signature("√", DAY) is True
    assert parse_signature("缺席", DAY) is False
    assert parse_signature("09:00", DAY) == parse_moment("09:00", DAY)


@pytest.mark.parametrize("cell", ["-", "--", "—", "/", " — "])
def test_cell_when_it_holds_what_stands_for_nothing_is_nothing(cell):
    assert or_nothing(parse_minutes)(cell) is None
    assert or_nothing(parse_minutes)("9") == 9
