from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.cells import (
    CellError,
    FaultyCell,
    clean_text,
    is_blank,
    name_key,
    parse_code,
    parse_column,
    parse_count,
    parse_date,
    parse_hours,
    parse_label,
    parse_name,
    parse_phone,
    parse_text,
    parse_year,
    parse_yes_no,
)

PARSERS = [
    parse_code,
    parse_count,
    parse_date,
    parse_hours,
    parse_label,
    parse_name,
    parse_phone,
    parse_text,
    parse_year,
    parse_yes_no,
]
CODES = {"missing_value", "bad_date", "bad_hours", "too_many_hours", "bad_number", "unknown_value"}


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
def test_code_when_a_number_of_fifteen_digits_keeps_them_all(number):
    assert parse_code(float(number)) == str(number)


@pytest.mark.rule("I1")
@pytest.mark.parametrize(
    ("raw", "name"),
    [
        pytest.param("张 三", "张三", id="case10-two"),
        pytest.param("汪\u3000艳知 ", "汪艳知", id="case10-three"),
        pytest.param("欧阳 云瑶", "欧阳 云瑶", id="case10-four-kept"),
        pytest.param("阿卜杜拉•买买提", "阿卜杜拉·买买提", id="case10-bullet"),
        pytest.param("阿卜杜拉．买买提", "阿卜杜拉·买买提", id="case10-full-width-stop"),
        pytest.param("阿卜杜拉・买买提", "阿卜杜拉·买买提", id="case10-katakana-dot"),
        pytest.param("阿卜杜拉.买买提", "阿卜杜拉·买买提", id="case10-stop"),
        pytest.param("阿卜杜拉 · 买买提", "阿卜杜拉·买买提", id="case10-spaced-dot"),
        pytest.param("John  Smith", "John Smith", id="latin"),
        pytest.param("J. Smith", "J. Smith", id="latin-stop"),
        pytest.param("𠮷野", "𠮷野", id="case11-four-bytes"),
        pytest.param("王\ue863", "王\ue863", id="case11-private-use"),
        pytest.param("㛃", "㛃", id="case11-rare"),
        pytest.param("\ufeff张三\t", "张三", id="case9-bom-tab"),
        pytest.param("=HYPERLINK(1)", "=HYPERLINK(1)", id="T11-formula-is-text"),
    ],
)
def test_name_when_untidy_is_read(raw, name):
    assert parse_name(raw) == name


@pytest.mark.rule("I1")
@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("张\ufffd", "unknown_value.damaged", id="case11-replacement"),
        pytest.param("张?三", "unknown_value.damaged", id="case11-question-mark"),
        pytest.param("张？", "unknown_value.damaged", id="case11-wide-question-mark"),
        pytest.param("三" * 51, "unknown_value.too_long", id="long"),
    ],
)
def test_name_when_damaged_is_refused(raw, expected):
    assert fault(parse_name, raw) == expected


def test_name_key_when_only_spaces_differ_is_the_same():
    assert name_key("欧阳 云瑶") == name_key("欧阳云瑶")
    assert name_key("John Smith") == name_key("john smith")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  心理\r\n健康\u3000教育 ", "心理 健康 教育"),
        ("\u200b\ufeff\u00a0", ""),
        ("a\x00\u202eb", "ab"),
        (2025.0, "2025"),
        (8.5, "8.5"),
        (datetime(2025, 3, 8), "2025-03-08"),
        (None, ""),
    ],
)
def test_text_when_cleaned_has_single_spaces_and_nothing_invisible(raw, text):
    assert clean_text(raw) == text


def test_text_when_longer_than_allowed_is_refused():
    assert parse_text("心" * 200) == "心" * 200
    assert fault(parse_text, "心" * 201) == "unknown_value.too_long"
    assert fault(partial(parse_text, longest=10), "心" * 11) == "unknown_value.too_long"


def test_label_when_spaced_or_wide_is_joined_and_narrow():
    assert parse_label(" 专业 知识\n") == "专业知识"
    assert parse_label("Ｙ") == "Y"


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        (1200.0, 1200),
        ("1200", 1200),
        ("1,200", 1200),
        ("1，234，567人", 1234567),
        ("0", 0),
        ("１２", 12),
        ("12.0", 12),
    ],
)
def test_count_when_untidy_is_read(raw, count):
    assert parse_count(raw) == count


@pytest.mark.parametrize(
    "raw", [-1.0, 1.5, "1.5", "12,00", "约1200", 1e9, 1e300, float("nan"), True, "一百"]
)
def test_count_when_no_whole_number_is_refused(raw):
    assert fault(parse_count, raw) == "bad_number.whole"


@pytest.mark.parametrize("raw", [2025, 2025.0, "2025", "2025年", "２０２５年度", " 2025 "])
def test_year_when_untidy_is_read(raw):
    assert parse_year(raw) == 2025


@pytest.mark.parametrize("raw", [25, "25", "2025-2026", 2025.5, 45724.0, "二〇二五", "1025"])
def test_year_when_no_year_is_refused(raw):
    assert fault(parse_year, raw) == "bad_number.year"


@pytest.mark.parametrize(
    ("raw", "phone"),
    [
        (13800138000.0, "13800138000"),
        ("138 0013-8000", "13800138000"),
        ("+86 13800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("027-82345678", "02782345678"),
        ("（027）82345678", "02782345678"),
        ("82345678", "82345678"),
    ],
)
def test_phone_when_untidy_is_read_as_digits(raw, phone):
    assert parse_phone(raw) == phone


@pytest.mark.parametrize("raw", ["12345", "138****8000", 1.38e15, "13800138000/82345678", True])
def test_phone_when_no_number_is_refused(raw):
    assert fault(parse_phone, raw) == "bad_number.phone"


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        pytest.param("是", True, id="case21-yes"),
        pytest.param("√", True, id="case21-tick"),
        pytest.param("Ｙ", True, id="case21-wide-letter"),
        pytest.param(1.0, True, id="case21-one"),
        pytest.param(True, True, id="case21-truth-value"),
        pytest.param(" 否 ", False, id="case21-no"),
        pytest.param("×", False, id="case21-cross"),
        pytest.param(0.0, False, id="case21-zero"),
    ],
)
def test_yes_no_when_a_known_form_is_read(raw, answer):
    assert parse_yes_no(raw) is answer


@pytest.mark.parametrize("raw", ["也许", "2", "是否"])
def test_yes_no_when_unknown_is_refused_with_what_is_allowed(raw):
    assert fault(parse_yes_no, raw) == "unknown_value.allowed"


@pytest.mark.rule("I1")
@pytest.mark.parametrize(
    ("parse", "code"),
    [
        (parse_code, "missing_value"),
        (parse_name, "missing_value"),
        (parse_text, "missing_value"),
        (parse_label, "missing_value"),
        (parse_yes_no, "missing_value"),
        (parse_date, "bad_date"),
        (parse_hours, "bad_hours"),
        (parse_count, "bad_number"),
        (parse_year, "bad_number"),
        (parse_phone, "bad_number"),
    ],
)
@pytest.mark.parametrize("raw", [FaultyCell("#N/A"), "#N/A", " #ref! "], ids=repr)
def test_any_cell_when_case18_an_error_value_is_refused(parse, code, raw):
    assert fault(parse, raw) == f"{code}.error"


@pytest.mark.parametrize("parse", PARSERS)
def test_any_cell_when_case18_a_formula_without_result_is_missing(parse):
    assert fault(parse, FaultyCell()) == "missing_value.formula"


@given(
    st.sampled_from(PARSERS),
    st.text()
    | st.text(alphabet="0123456789.-年月日学时E+, ，．０１２")
    | st.floats()
    | st.booleans()
    | st.datetimes()
    | st.dates()
    | st.times()
    | st.timedeltas(),
)
@settings(deadline=None)
def test_any_cell_when_anything_is_typed_is_read_or_refused_with_a_known_code(parse, raw):
    try:
        parse(raw)
    except CellError as error:
        assert error.code in CODES


@given(
    st.sampled_from([parse_code, parse_name, parse_text, parse_phone, clean_text]),
    st.text(),
)
@settings(deadline=None)
def test_any_text_when_parsed_again_stays_the_same(parse, raw):
    try:
        once = parse(raw)
    except CellError:
        return
    assert is_blank(once) or parse(once) == once


@pytest.mark.parametrize("raw", [None, "", " \t\n", "\u3000", "\u00a0\u200b\ufeff"])
def test_cell_when_nothing_shows_is_blank(raw):
    assert is_blank(raw)


@pytest.mark.parametrize("raw", [0, 0.0, False, "0", "-", FaultyCell(), float("nan")])
def test_cell_when_something_is_typed_is_not_blank(raw):
    assert not is_blank(raw)


def test_column_when_parsed_keeps_order_and_puts_errors_in_place():
    parsed = parse_column(["8", "三十", 8.0, "", "8"], parse_hours)

    assert [str(cell) for cell in parsed[0::2]] == ["8.0", "8.0", "8.0"]
    assert [parsed[1].code, parsed[3].code] == ["bad_hours", "missing_value"]


def test_column_when_blanks_are_allowed_gives_none():
    assert parse_column(["", None, "\u3000", "8"], parse_count, missing_ok=True) == [
        None,
        None,
        None,
        8,
    ]


def test_column_when_values_are_equal_but_of_other_types_keeps_them_apart():
    parsed = parse_column([1, 1.0, True, "1"], parse_count)

    assert [type(cell) for cell in parsed] == [int, int, CellError, int]


def test_column_when_values_repeat_parses_each_once():
    asked = []

    def parse(raw):
        asked.append(raw)
        return raw

    parse_column(["市级", "省级"] * 1000, parse)

    assert sorted(asked) == ["市级", "省级"]


@given(st.lists(st.sampled_from([1, 1.0, True, False, 0, "", None, "8", "八", float("nan"), 2.5])))
@settings(deadline=None)
def test_column_when_any_mixture_equals_cell_by_cell(values):
    parsed = parse_column(values, parse_count, missing_ok=True)

    for raw, cell in zip(values, parsed, strict=True):
        if is_blank(raw):
            assert cell is None
        elif isinstance(cell, CellError):
            assert fault(parse_count, raw) == "bad_number.whole"
        else:
            assert parse_count(raw) == cell
