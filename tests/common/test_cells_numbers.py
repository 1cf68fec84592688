"""One cell to a name, a number, hours or a coded value (I1, H2)."""

from datetime import datetime
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
