"""Who the holder of a code must show to be."""

import pytest

from people.activation.rules import asks_phone, is_rare, knows_last_four, knows_name, last_four_of


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("李明", "李明"),
        (" 李 明 ", "李明"),
        ("李明", "李　明"),
        ("阿依古丽买买提", "阿依古丽·买买提"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽.买买提", "阿依古丽・买买提"),
        ("ann o'neill", "Ann  O'Neill"),
        ("Ａｎｎ", "Ann"),
        ("𠮷野", "𠮷野"),
        ("?野", "𠮷野"),
        ("？野", "𠮷野"),
        ("王□", "王喆"),
    ],
)
def test_name_when_typed_as_people_write_it_then_is_known(typed, name):
    assert knows_name(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("", "李明"),
        ("李", "李明"),
        ("李明明", "李明"),
        ("李名", "李明"),
        ("?明", "李明"),
        ("??", "李明"),
        ("?", "𠮷野"),
        ("吉野", "𠮷野"),
        ("*", "李明"),
        ("·", "·"),
    ],
)
def test_name_when_another_then_is_not_known(typed, name):
    assert not knows_name(typed, name)


def test_name_when_a_character_has_a_twin_in_another_block_then_they_are_two():
    """U+F9D1 is normalised to 六 elsewhere; a registry of names keeps them apart."""
    assert not knows_name("\uf9d1", "六")


@pytest.mark.parametrize(
    ("char", "rare"), [("明", False), ("喆", True), ("𠮷", True), ("A", False)]
)
def test_character_when_outside_the_common_set_then_a_question_mark_may_stand_for_it(char, rare):
    assert is_rare(char) == rare


@pytest.mark.parametrize(
    ("phone", "number", "asked"),
    [
        ("13907130001", "420106009999", "0001"),
        ("02787654321", "420106009999", "4321"),
        ("", "420106009999", "9999"),
        ("119", "420106009999", "9999"),
        ("", "WH-7x", "H-7x"),
        ("", "7", "7"),
    ],
)
def test_last_four_when_there_is_no_phone_then_are_of_the_teacher_number(phone, number, asked):
    assert last_four_of(phone, number) == asked
    assert asks_phone(phone) == (asked == phone[-4:])


@pytest.mark.parametrize(
    ("typed", "right"),
    [("0001", True), (" 00 01 ", True), ("０００１", True), ("0002", False), ("001", False),
     ("", False), ("13907130001", False)],
)  # fmt: skip
def test_last_four_when_typed_then_are_compared_as_a_whole(typed, right):
    assert knows_last_four(typed, "13907130001", "420106009999") == right


def test_last_four_when_they_have_letters_then_their_case_makes_no_difference():
    assert knows_last_four("h-7X", "", "WH-7x")
