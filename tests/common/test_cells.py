from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.cells import (
    CellError,
    parse_code,
    parse_date,
    parse_hours,
)


def fault(parse, raw) -> str:
    """The code, and after a dot the reason, with which a cell is refused."""
    with pytest.raises(CellError) as caught:
        parse(raw)
    reason = caught.value.params.get("reason")
    return f"{caught.value.code}.{reason}" if reason else caught.value.code


@pytest.mark.rule("I1")
@pytest.mark.parametrize(
    ("raw", "day"),
    [
        pytest.param("2019.8.29", date(2019, 8, 29), id="case14-dots"),
        pytest.param("2019/8/29", date(2019, 8, 29), id="case14-slashes"),
        pytest.param("2025/03/08", date(2025, 3, 8), id="case14-slashes-zeros"),
        pytest.param("2019年8月29日", date(2019, 8, 29), id="case14-chinese"),
        pytest.param("2019年8月29号", date(2019, 8, 29), id="case14-hao"),
        pytest.param("2019 年 8 月 29 日", date(2019, 8, 29), id="case14-spaced"),
        pytest.param("20190829", date(2019, 8, 29), id="case14-digits"),
        pytest.param(20190829.0, date(2019, 8, 29), id="case14-digits-as-number"),
        pytest.param("2019-08-29 00:00:00", date(2019, 8, 29), id="case14-text-with-time"),
        pytest.param("2019-08-29T09:30", date(2019, 8, 29), id="case14-iso-with-time"),
        pytest.param(datetime(2019, 8, 29, 9, 30), date(2019, 8, 29), id="case14-cell-with-time"),
        pytest.param(date(2019, 8, 29), date(2019, 8, 29), id="case14-date-cell"),
        pytest.param(43706.0, date(2019, 8, 29), id="case14-serial"),
        pytest.param(43706.75, date(2019, 8, 29), id="case14-serial-with-time"),
        pytest.param("43706", date(2019, 8, 29), id="case14-serial-as-text"),
        pytest.param("２０２５－３－８", date(2025, 3, 8), id="case9-full-width"),
        pytest.param("\ufeff2025。3。8\t", date(2025, 3, 8), id="case9-full-stops"),
    ],
)
def test_date_when_untidy_is_read(raw, day):
    assert parse_date(raw) == day


def test_date_when_the_epoch_is_1904_counts_serials_from_there():
    assert parse_date(43706.0 - 1462, epoch_1904=True) == date(2019, 8, 29)


@pytest.mark.rule("I1")
@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("19.8.29", "bad_date.ambiguous", id="case14-two-digit-year"),
        pytest.param("8/9/2019", "bad_date.ambiguous", id="case14-day-first"),
        pytest.param("2019-08", "bad_date.month_only", id="case16-month-only"),
        pytest.param("2019年8月", "bad_date.month_only", id="case16-month-only-chinese"),
        pytest.param(2019.8, "bad_date", id="case16-month-only-number"),
        pytest.param(2025.0, "bad_date", id="year-only"),
        pytest.param("2025-02-30", "bad_date.impossible", id="no-such-day"),
        pytest.param("2025年13月40日", "bad_date.impossible", id="no-such-month"),
        pytest.param(20250230.0, "bad_date.impossible", id="no-such-day-number"),
        pytest.param("0202-03-08", "bad_date.out_of_range", id="mistyped-year"),
        pytest.param(datetime(1899, 12, 31), "bad_date.out_of_range", id="zero-cell"),
        pytest.param("2025-3.8", "bad_date", id="mixed-marks"),
        pytest.param("三月八日", "bad_date", id="words"),
        pytest.param(float("nan"), "bad_date", id="nan"),
        pytest.param(float("inf"), "bad_date", id="inf"),
        pytest.param(1e300, "bad_date", id="huge"),
        pytest.param(-43706.0, "bad_date", id="negative"),
        pytest.param(True, "bad_date", id="truth-value"),
        pytest.param(time(9, 30), "bad_date", id="time-cell"),
        pytest.param(timedelta(days=3), "bad_date", id="duration-cell"),
    ],
)
def test_date_when_wrong_is_refused(raw, expected):
    assert fault(parse_date, raw) == expected


@pytest.mark.rule("H2")
@pytest.mark.parametrize(
    ("raw", "hours"),
    [
        pytest.param(30.0, "30.0", id="case17-number"),
        pytest.param("30", "30.0", id="case17-text"),
        pytest.param("30.0", "30.0", id="case17-text-with-point"),
        pytest.param("30学时", "30.0", id="case17-unit"),
        pytest.param("30 个学时", "30.0", id="case17-unit-spaced"),
        pytest.param("0.5学时", "0.5", id="case17-half"),
        pytest.param("８", "8.0", id="case9-full-width"),
        pytest.param("８．５", "8.5", id="case9-full-width-point"),
        pytest.param(8, "8.0", id="int"),
        pytest.param(Decimal("7.50"), "7.5", id="decimal"),
    ],
)
def test_hours_when_untidy_are_read_with_one_place(raw, hours):
    parsed = parse_hours(raw)

    assert parsed == Decimal(hours)
    assert str(parsed) == hours


@pytest.mark.rule("H2")
@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("三十", "bad_hours", id="case17-numeral"),
        pytest.param("4天", "bad_hours.other_unit", id="case17-days"),
        pytest.param("若干", "bad_hours", id="case17-some"),
        pytest.param(-24.0, "bad_hours.not_positive", id="case17-negative"),
        pytest.param("-1", "bad_hours.not_positive", id="T05-minus-one"),
        pytest.param("8.5小时", "bad_hours.other_unit", id="clock-hours"),
        pytest.param("2课时", "bad_hours.other_unit", id="lesson-periods"),
        pytest.param(0, "bad_hours.not_positive", id="zero"),
        pytest.param("0.001", "bad_hours.step", id="T05-tiny"),
        pytest.param(8.3, "bad_hours.step", id="no-half-step"),
        pytest.param(7.499999999999999, "bad_hours.step", id="float-noise"),
        pytest.param(float("nan"), "bad_hours", id="T05-nan"),
        pytest.param("NaN", "bad_hours", id="T05-nan-text"),
        pytest.param(float("inf"), "bad_hours", id="inf"),
        pytest.param("1e9", "bad_hours", id="T05-scientific-text"),
        pytest.param(1e9, "too_many_hours", id="T05-huge"),
        pytest.param(1e300, "too_many_hours", id="T05-enormous"),
        pytest.param("8³", "bad_hours.other_unit", id="superscript"),
        pytest.param("①", "bad_hours", id="circled"),
        pytest.param("8-10", "bad_hours", id="range"),
        pytest.param(True, "bad_hours", id="truth-value"),
        pytest.param(date(2025, 1, 8), "bad_hours", id="date-cell"),
        pytest.param(time(8), "bad_hours", id="time-cell"),
    ],
)
def test_hours_when_wrong_are_refused(raw, expected):
    assert fault(parse_hours, raw) == expected


@given(st.integers(min_value=1, max_value=20_000))
@settings(deadline=None)
def test_hours_when_any_number_of_halves_survive_every_writing(halves):
    hours = Decimal(halves) / 2
    wide = str(hours).translate({ord(narrow): ord(narrow) + 0xFEE0 for narrow in ".0123456789"})

    assert parse_hours(float(hours)) == hours
    assert parse_hours(f" {hours} 学时\n") == hours
    assert parse_hours(wide) == hours


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
@settings(deadline=None)
def test_date_when_any_day_survives_every_writing(day):
    serial = (day - date(1899, 12, 30)).days

    assert parse_date(f"{day.year}.{day.month}.{day.day}") == day
    assert parse_date(f"{day.year}年{day.month:02d}月{day.day}日") == day
    assert parse_date(day.strftime("%Y%m%d")) == day
    assert parse_date(float(serial)) == day
    assert parse_date(serial - 1462, epoch_1904=True) == day


@pytest.mark.rule("I1")
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(2142000123.0, "2142000123", id="case22-float"),
        pytest.param("2142000123.0", "2142000123", id="case22-float-text"),
        pytest.param("0042", "0042", id="case22-leading-zeros"),
        pytest.param("'0042", "0042", id="case7-apostrophe"),
        pytest.param('="0042"', "0042", id="case7-formula-text"),
        pytest.param(" 2142 000\u00a0123 ", "2142000123", id="case7-spaces"),
        pytest.param("４２０８０００００００３", "420800000003", id="case7-full-width"),
        pytest.param("\ufeff420800000003\t", "420800000003", id="case9-bom-tab"),
        pytest.param("42080\u200b0000003", "420800000003", id="case9-zero-width"),
        pytest.param("WH－ZS", "WH-ZS", id="case9-full-width-hyphen"),
        pytest.param("鄂教〔2025〕001号", "鄂教〔2025〕001号", id="certificate"),
        pytest.param("1E5", "1E5", id="not-scientific"),
        pytest.param(999999999999999, "999999999999999", id="case6-fifteen-digits"),
    ],
)
def test_code_when_untidy_is_read_as_text(raw, code):
    assert parse_code(raw) == code


@pytest.mark.rule("I1")
@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(4.20106e17, "bad_number.digits_lost", id="case6-number"),
        pytest.param("4.20106E+17", "bad_number.digits_lost", id="case6-scientific-text"),
        pytest.param(10.0**15, "bad_number.digits_lost", id="case6-sixteen-digits"),
        pytest.param(2142000123.5, "bad_number", id="fraction"),
        pytest.param(-5.0, "bad_number", id="negative"),
        pytest.param(float("nan"), "bad_number", id="nan"),
        pytest.param(float("inf"), "bad_number", id="inf"),
        pytest.param(True, "bad_number", id="truth-value"),
        pytest.param(datetime(2025, 3, 8), "bad_number", id="date-cell"),
        pytest.param("9" * 65, "unknown_value.too_long", id="long"),
        pytest.param("'", "missing_value", id="apostrophe-alone"),
    ],
)
def test_code_when_wrong_is_refused(raw, expected):
    assert fault(parse_code, raw) == expected


@given(st.integers(min_value=0, max_value=10**15 - 1))
@settings(deadline=None)
def test_code_when_case8_a_number_of_fifteen_digits_keeps_them_all(number):
    assert parse_code(float(number)) == str(number)
