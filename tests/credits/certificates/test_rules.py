from decimal import Decimal

import pytest

from credits.certificates.rules import hours_in_words, masked_name, tenths_total


@pytest.mark.abuse("A01")
@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张晓梅", "张**"),
        ("李明", "李**"),
        ("欧阳修远", "欧**"),
        ("𬭎堃", "𬭎**"),
        ("阿卜杜外力·买买提", "阿**"),
        ("Mary Smith", "M**"),
        (" 王 ", "王**"),
        ("", "**"),
    ],
)
def test_masked_name_when_shown_then_has_the_first_character_and_nothing_of_the_rest(name, masked):
    assert masked_name(name) == masked


def test_masked_name_when_names_are_of_different_length_then_does_not_tell():
    assert masked_name("张三") == masked_name("张三丰")


@pytest.mark.rule("H5")
@pytest.mark.parametrize(
    ("hours", "words"), [("16.0", "16"), ("7.5", "7.5"), ("10", "10"), ("100.0", "100")]
)
def test_hours_when_written_then_have_no_needless_decimal(hours, words):
    assert hours_in_words(Decimal(hours)) == words


@pytest.mark.rule("H5")
def test_total_when_of_many_tenths_then_is_exact():
    assert tenths_total({"ethics": 1, "skill": 2}) == Decimal("0.3")
