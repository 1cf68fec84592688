import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.refusals import MESSAGES, VALUE_LENGTH, FileRefusedError, Refusal, shown

CODES = {
    "missing_column",
    "missing_value",
    "bad_date",
    "date_order",
    "bad_hours",
    "too_many_hours",
    "unknown_school",
    "unknown_unit",
    "unknown_teacher",
    "name_mismatch",
    "unknown_value",
    "unknown_category",
    "duplicate_row",
    "conflict",
    "post_overlap",
    "bad_number",
    "unsafe_file",
}
HAN = re.compile("[\u4e00-\u9fff]")


def refusal(code: str, **params: object) -> Refusal:
    return Refusal("学时登记", 19, "学时", "三十", code, params)


def test_messages_when_listed_cover_exactly_the_codes():
    assert {key.partition(".")[0] for key in MESSAGES} == CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_message_when_no_params_are_given_is_a_chinese_sentence(code):
    message = refusal(code).message

    assert HAN.search(message)
    assert message.endswith("。")
    assert "%" not in message


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_template_when_written_uses_full_width_marks_between_chinese_words(key):
    template = str(MESSAGES[key])

    assert not re.search("[\u4e00-\u9fff」][,;:()]", template)


@pytest.mark.parametrize("key", sorted(key for key in MESSAGES if "." in key))
def test_message_when_a_reason_is_given_uses_the_exact_template(key):
    code, _dot, reason = key.partition(".")
    names = re.findall(r"%\((\w+)\)s", str(MESSAGES[key]))
    params = dict.fromkeys(set(names) - {"sheet", "column", "value"}, "某某")

    message = refusal(code, reason=reason, **params).message

    assert message != refusal(code).message
    assert all("某某" in message for _name in params)


def test_message_when_made_names_column_and_value():
    message = refusal("bad_hours").message

    assert "「学时」" in message
    assert "「三十」" in message


def test_message_when_the_reason_is_unknown_falls_back_to_the_code():
    assert refusal("bad_hours", reason="没有这一条").message == refusal("bad_hours").message


def test_message_when_the_value_holds_percent_signs_keeps_them():
    odd = Refusal("表", 1, "学时", "%(sheet)s 100%", "bad_hours", {})

    assert "%(sheet)s 100%" in odd.message


def test_as_json_when_asked_has_the_keys_of_the_command():
    assert refusal("bad_hours").as_json() == {
        "sheet": "学时登记",
        "row": 19,
        "column": "学时",
        "value": "三十",
        "code": "bad_hours",
        "message": refusal("bad_hours").message,
    }


def test_refusal_when_hashed_ignores_params():
    assert hash(refusal("conflict", a=[1])) == hash(refusal("conflict", a=[1]))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (None, ""),
        ("三十", "三十"),
        (420700000001.0, "420700000001"),
        (8.5, "8.5"),
        (4.20106e17, "4.20106e+17"),
        (True, "TRUE"),
        (date(2025, 3, 8), "2025-03-08"),
        (datetime(2025, 3, 8), "2025-03-08"),
        (datetime(2025, 3, 8, 9, 30), "2025-03-08 09:30:00"),
        (Decimal("8.0"), "8.0"),
        ("a\x00b\nc\td", "ab c d"),
    ],
)
def test_shown_when_given_a_raw_cell_writes_it_as_seen(raw, text):
    assert shown(raw) == text


def test_value_when_long_is_cut_with_an_ellipsis():
    cut = Refusal("表", 1, "培训项目", "心" * 500, "unknown_value", {}).value

    assert cut == "心" * (VALUE_LENGTH - 1) + "…"


@given(st.text() | st.floats() | st.datetimes() | st.integers() | st.none())
@settings(deadline=None)
def test_shown_when_given_anything_is_one_short_storable_line(raw):
    text = shown(raw)

    assert len(text) <= VALUE_LENGTH
    assert "\x00" not in text
    assert "\n" not in text
    text.encode("utf-8")


def test_file_refused_when_unsafe_carries_a_refusal_of_the_whole_file():
    refused = FileRefusedError.unsafe("too_large", limit=20).refusal

    assert (refused.row, refused.code) == (None, "unsafe_file")
    assert "20 MB" in refused.message
