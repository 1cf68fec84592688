import pytest

from courses.finding.letters import letter_of, sound_alike
from courses.finding.spelling import mended, parted

VOCABULARY = "\n".join(
    [
        "情绪温度计",
        "情绪日记",
        "情感与表达",
        "注意力训练",
        "沙盘里的小世界",
        "危机来临时怎样求助",
        "cbt入门",
        "八年级",
        "初二",
    ]
)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("情续", "情绪"),  # sounds the same
        ("注意利", "注意力"),
        ("注力意", "注意力"),  # two changed places
        ("注意力训练练", "注意力训练"),  # one too much
        ("情绪度计", "情绪温度计"),  # one missing
        ("情绪温土计", "情绪温度计"),  # one changed, sounds otherwise
        ("危机来临是怎样求助", "危机来临时怎样求助"),
        ("cbtt", "cbt"),
        ("cpt", "cbt"),
    ],
)
def test_word_when_mistyped_then_is_mended(word, other):
    assert mended(word, VOCABULARY)[0] == other


@pytest.mark.parametrize("word", ["情风", "火箭", "x", "心", "2012", "字" * 40])
def test_word_when_like_nothing_in_use_then_is_left_alone(word):
    assert mended(word, VOCABULARY) == []


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("情绪温度计八年级", ["情绪温度计", "八年级"]),
        ("初二情绪", ["初二", "情绪"]),
        ("初二情绪火箭", []),
        ("情绪", []),
        ("cbt入门", []),
    ],
)
def test_word_when_made_of_others_then_is_parted(word, parts):
    assert parted(word, VOCABULARY) == parts


def test_letters_when_common_then_are_those_of_the_dictionary():
    from pypinyin import Style, pinyin

    characters = [
        bytes([row, cell]).decode("gb2312")
        for row in range(0xB0, 0xD7)
        for cell in (0xA1, 0xC8, 0xFE)
    ]

    for character in characters:
        readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
        assert letter_of(character) in {reading[0] for reading in readings}, character


def test_letters_when_not_common_then_are_unknown():
    assert [letter_of(character) for character in "㐀妤a！"] == ["", "", "", ""]
    assert not sound_alike("妤", "婕")
